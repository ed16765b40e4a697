"""What the cook says is out, as those who want to eat it meet it: on the menu, in the cart, when they send it."""

import datetime as dt
import re

import pytest

from familychef.core.errors import Conflict
from familychef.kitchen import actions
from familychef.kitchen.models import CartItem, Order, OrderItem
from familychef.menu.models import Dish
from tests.kitchen.test_pages_cart import sending


def left(dish):
    return Dish.get_by_id(dish.id).portions_left


def item_of(order):
    return OrderItem.get(OrderItem.order == order)


def test_an_order_takes_of_what_is_left(world, table):
    table.pancakes.left(world.nonna, 3)
    table.add(world.leo, table.pancakes, 2)
    table.order(world.leo, table.lasagne)
    assert (left(table.pancakes), left(table.lasagne)) == (1, None)


def test_what_was_only_asked_for_takes_of_what_is_left_too(world, table):
    table.lasagne.left(world.nonna, 4)
    table.asked(world.leo, 3)
    assert left(table.lasagne) == 1


def test_two_lines_of_one_cart_share_what_is_left(world, table):
    table.pancakes.left(world.nonna, 3)
    table.add(world.leo, table.pancakes, 2)
    table.add(world.leo, table.pancakes, 2, eater=world.pia)
    page = world.client(world.leo).get("/cart").text
    assert "Only 1 left" in page and "Take 1" in page
    assert world.client(world.leo).post("/orders", data=sending(page)).status_code == 409
    assert (left(table.pancakes), Order.select().count()) == (3, 0)


def test_a_cart_with_what_is_out_is_told_when_it_is_sent_and_stays(world, table):
    table.add(world.leo, table.pancakes, eater=world.pia)
    client = world.client(world.leo)
    body = sending(client.get("/cart").text)
    table.pancakes.out_today(world.nonna)
    answer = client.htmx("POST", "/orders", data=body)
    assert answer.status_code == 409
    assert "Pancakes is out today." in answer.text and "What is ready instead:" in answer.text
    assert f'href="/dishes/{table.cake.id}?for={world.pia.id}"' in answer.text
    assert "Ask the kitchen" not in answer.text and "Remove" in answer.text
    assert CartItem.select().count() == 1 and not Order.select().exists()


def test_what_is_out_can_be_neither_added_nor_asked_for(world, table):
    table.pancakes.out(world.nonna)
    client = world.client(world.leo)
    for more in ({}, {"asked": "1"}):
        answer = client.htmx("POST", "/cart/items", data={"dish": table.pancakes.id} | more)
        assert answer.status_code == 409 and "Pancakes is out for now." in answer.text
    assert not CartItem.select().exists()


def test_what_was_asked_for_in_the_cart_is_not_sent_once_it_is_out(world, table):
    table.add(world.leo, table.lasagne, 3, asked=True)
    table.lasagne.out(world.nonna)
    answer = world.client(world.leo).post("/orders", data=sending(world.client(world.leo).get("/cart").text))
    assert answer.status_code == 409 and not Order.select().exists()


def test_out_for_today_can_still_be_had_tomorrow(world, table):
    table.add(world.leo, table.pancakes)
    table.pancakes.out_today(world.nonna)
    tomorrow = (world.rossi.today() + dt.timedelta(days=1)).isoformat()
    body = sending(world.client(world.leo).get("/cart").text, when="time", day=tomorrow, time="12:00")
    assert world.client(world.leo).post("/orders", data=body).status_code == 303


def test_the_menu_shows_what_is_out_and_what_is_left(world, table):
    table.pancakes.out_today(world.nonna)
    table.lasagne.left(world.nonna, 1)
    menu = world.client(world.leo).get("/menu").text
    assert "Out today" in card_of(menu, table.pancakes) and "Add" not in card_of(menu, table.pancakes)
    assert "Ask" not in card_of(menu, table.pancakes)
    assert "1 left" in card_of(menu, table.lasagne) and "Add" in card_of(menu, table.lasagne)
    table.pancakes.back(world.nonna)
    assert "Add" in card_of(world.client(world.leo).get("/menu").text, table.pancakes)


def card_of(menu, dish):
    return re.search(rf'<article class="dish" id="{dish.dom_id}".*?</article>', menu, re.DOTALL)[0]


def test_its_page_says_so_and_offers_what_else_is_ready(world, table):
    table.cake.left(world.nonna, 0)
    page = world.client(world.leo).get(f"/dishes/{table.cake.id}").text
    assert "Walnut cake is out for now." in page and 'action="/cart/items"' not in page
    assert page.count('class="thumb"') == 2 and f'href="/dishes/{table.pancakes.id}"' in page


def test_its_page_lets_nobody_choose_more_than_are_left(world, table):
    table.pancakes.left(world.nonna, 2)
    assert 'max="2"' in world.client(world.leo).get(f"/dishes/{table.pancakes.id}").text


def test_today_offers_only_what_is_not_out(world, table):
    table.pancakes.out(world.nonna)
    table.lasagne.left(world.nonna, 1)
    page = world.client(world.leo).get("/").text
    assert "Pancakes" not in page and "1 left" in page


def test_having_it_again_says_what_is_out(world, table):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    table.pancakes.out(world.nonna)
    client = world.client(world.leo)
    answer = client.post(f"/orders/{order.id}/repetition", data={"key": "once-more-please"}, follow_redirects=True)
    assert "Not there now: Pancakes." in answer.text
    assert [item.dish_id for item in CartItem.select()] == [table.lasagne.id]


def test_more_of_it_cannot_be_had_once_it_is_out_but_fewer_can(world, table):
    table.add(world.leo, table.pancakes, 2)
    order = table.order(world.leo, table.lasagne)
    table.pancakes.out(world.nonna)
    with pytest.raises(Conflict):
        actions.change_item(order, item_of(order), 3, world.leo)
    actions.change_item(order, item_of(order), 1, world.leo)
    assert item_of(order).portions == 1


def test_another_one_cannot_be_added_to_an_order_once_it_is_out(world, table):
    order = table.order(world.leo, table.lasagne)
    table.pancakes.out(world.nonna)
    body = {"dish": table.pancakes.id, "portions": 1, "for_member": world.leo.id}
    assert world.client(world.leo).post(f"/orders/{order.id}/items", data=body).status_code == 409


def test_changing_an_order_takes_and_gives_back(world, table):
    table.pancakes.left(world.nonna, 5)
    order = table.order(world.leo)
    actions.change_item(order, item_of(order), 4, world.leo)
    assert left(table.pancakes) == 1
    with pytest.raises(Conflict):
        actions.change_item(order, item_of(order), 6, world.leo)
    actions.change_item(order, item_of(order), 2, world.leo)
    assert left(table.pancakes) == 3


ENDS = {
    "cancelled by who wanted it": lambda world, order: order.cancel(world.leo),
    "declined": lambda world, order: order.decline(world.nonna, "No time"),
    "struck off": lambda world, order: item_of(order).strike(world.leo),
}


@pytest.mark.parametrize("end", ENDS)
def test_what_is_not_cooked_can_be_had_by_others(world, table, end):
    table.pancakes.left(world.nonna, 2)
    order = table.order(world.leo)
    assert left(table.pancakes) == 1
    for _twice in range(2):
        ENDS[end](world, order)
    assert left(table.pancakes) == 2


@pytest.mark.parametrize(("fate", "there"), [("unused", 2), ("eaten", 1), ("waste", 1), ("leftover", 1)])
def test_what_was_begun_is_given_back_only_when_nothing_was_used(world, table, fate, there):
    table.pancakes.left(world.nonna, 2)
    order = table.order(world.leo)
    order.accept(world.nonna)
    order.start(world.nonna)
    item_of(order).void(world.nonna, fate, "burnt")
    assert left(table.pancakes) == there


def test_accepting_fewer_gives_the_others_back(world, table):
    table.lasagne.left(world.nonna, 3)
    order = table.asked(world.leo, 3)
    order.accept(world.nonna, "fewer")
    assert (item_of(order).portions, left(table.lasagne)) == (2, 1)


def test_what_was_ordered_before_it_was_out_is_cooked_called_back_and_cooked_again(world, table):
    table.pancakes.left(world.nonna, 1)
    order = table.order(world.leo)
    table.pancakes.out(world.nonna)
    order.accept(world.nonna)
    order.finish(world.nonna)
    order.recall(world.nonna)
    assert order.fresh().state == "preparing"
    order.finish(world.nonna)
    order.serve(world.nonna)
    assert order.fresh().state == "served" and left(table.pancakes) is None


def test_calling_back_changes_nothing_of_what_is_left(world, table):
    table.pancakes.left(world.nonna, 2)
    order = table.order(world.leo)
    order.accept(world.nonna)
    order.finish(world.nonna)
    order.recall(world.nonna)
    order.finish(world.nonna)
    assert left(table.pancakes) == 1
