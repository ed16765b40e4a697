"""Orders that change while others look: nothing is taken twice, nothing stays held, nobody is left out."""

import pytest

from familychef.core import clock
from familychef.core.db import transaction
from familychef.core.errors import Conflict
from familychef.core.events import Event
from familychef.kitchen import actions
from familychef.kitchen.models import CartItem, OrderItem
from familychef.pantry.models import Hold, Ingredient, PantryStock
from tests import larder


def held():
    return sum(hold.quantity for hold in Hold.select().where(Hold.state.in_(["held", "bound"])))


def aged(item, hours):
    """As if this dish had been ready for so many hours."""
    with transaction(item.family):
        OrderItem.update(ready_at=clock.now() - clock.minutes(60 * hours)).where(OrderItem.id == item.id).execute()


def test_what_was_struck_meanwhile_is_not_changed_any_more(world, table):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    seen = order.items[1]
    actions.remove_item(order, order.items[1], world.leo)
    with pytest.raises(Conflict):
        actions.change_item(order, seen, 2, world.leo)
    assert held() == 100_000


def test_fewer_portions_are_always_possible(world, table):
    order = table.asked(world.leo, 5)
    order.accept(world.nonna, "anyway")
    assert held() == 200_000
    actions.change_item(order.fresh(), order.items[0], 2, world.leo)
    assert (order.items[0].portions, order.items[0].asked, held()) == (2, False, 200_000)


def test_what_two_dishes_lack_is_replaced_for_each(world, table):
    soup = larder.dish(world.rossi, "Noodle soup", {Ingredient.get(name="Lasagne sheets"): 900_000}, portions=1)
    table.add(world.leo, soup, asked=True)
    order = table.asked(world.leo, 3)
    flour, sheets = Ingredient.get(name="Flour"), Ingredient.get(name="Lasagne sheets")
    swaps = {(item.id, sheets.id): (flour.id, amount) for item, amount in zip(order.items, (5000, 7000), strict=True)}
    order.accept(world.nonna, "swap", swaps)
    taken = [hold.quantity for hold in Hold.select().where(Hold.ingredient == flour).order_by(Hold.id)]
    assert taken == [5000, 7000]


def test_what_the_dish_takes_itself_can_not_replace_something_too(world, table):
    order = table.asked(world.leo, 3)
    [item] = order.items
    sheets = Ingredient.get(name="Lasagne sheets")
    with pytest.raises(Exception, match="not that much"):
        order.accept(world.nonna, "swap", {(item.id, sheets.id): (sheets.id, 50_000)})


def test_a_dish_of_a_cancelled_order_stays_as_it_is(world, table):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    order.items[0].finish(world.nonna)
    order.fresh().cancel(world.nonna)
    for verb in ("recall", "serve"):
        with pytest.raises(Conflict, match="cancelled"):
            getattr(order.items[0], verb)(world.nonna)
    assert held() == 0


def test_an_order_is_called_back_whole(world, table):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    order.finish(world.nonna)
    aged(order.items[0], 3)
    order.fresh().recall(world.nonna)
    assert [item.state for item in order.items] == ["started", "started"]


def test_too_late_is_said_as_such(world, table):
    order = table.order(world.leo)
    order.accept(world.nonna)
    order.finish(world.nonna)
    aged(order.items[0], 3)
    with transaction(world.rossi):
        order.fresh().changed_rows(ready_at=clock.now() - clock.minutes(180))
    for late in (order.fresh(), order.items[0]):
        with pytest.raises(Conflict, match="too late"):
            late.recall(world.nonna)


def test_nothing_is_seen_that_came_after_the_look(world, table):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    actions.remove_item(order.fresh(), order.items[1], world.leo)
    seen = order.fresh().version
    actions.add_item(order.fresh(), table.pancakes, 1, world.leo)
    with pytest.raises(Conflict):
        order.fresh().acknowledge(world.nonna, seen)
    order.fresh().acknowledge(world.nonna, order.fresh().version)
    order.fresh().acknowledge(world.nonna, seen)
    assert not any(item.news for item in order.items)


def test_what_is_added_twice_is_there_once(world, table):
    order = table.order(world.leo)
    body = {"dish": table.lasagne.id, "portions": 1, "for_member": "", "version": order.fresh().version}
    client = world.client(world.leo)
    answers = [client.post(f"/orders/{order.id}/items", data=body).status_code for _ in range(2)]
    assert answers == [303, 409] and len(order.items) == 2


def test_everybody_who_eats_of_it_follows_it(world, table):
    table.add(world.marta, table.pancakes)
    table.add(world.marta, table.pancakes, eater=world.leo)
    order = actions.place_order(world.marta, key="for-both-of-us", cart="")
    client = world.client(world.leo)
    assert f'id="order-{order.id}"' in client.get("/orders").text
    assert client.post(f"/orders/{order.id}/cancellation", data={}).status_code == 409
    order.accept(world.nonna)
    order.finish(world.nonna)
    assert client.post(f"/orders/{order.id}/receipt").status_code == 303 and order.fresh().state == "served"


def test_again_happens_once_and_without_what_was_struck(world, table):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    actions.remove_item(order, order.items[1], world.leo)
    client = world.client(world.leo)
    for _ in range(2):
        client.post(f"/orders/{order.id}/repetition", data={"key": "again-and-again"})
    [item] = CartItem.select()
    assert (item.dish, item.portions) == (table.pancakes, 1)


def test_again_for_who_has_left_is_for_oneself(world, table):
    table.add(world.marta, table.pancakes, eater=world.pia)
    order = actions.place_order(world.marta, key="for-zia-pia", cart="")
    world.pia.remove(world.marta)
    actions.repeat(order, world.marta)
    assert CartItem.get().for_member == world.marta


def test_nothing_is_cooked_for_who_has_left(world, table):
    table.add(world.marta, table.pancakes, eater=world.pia)
    table.add(world.marta, table.lasagne)
    world.pia.remove(world.marta)
    order = actions.place_order(world.marta, key="without-zia-pia", cart="")
    assert [item.name for item in order.items] == ["Lasagne"]


def test_a_sent_cart_is_empty_on_every_screen_of_its_owner(world, table):
    table.order(world.leo)
    [event] = Event.select().where(Event.kind == "cart.sent")
    assert (event.stale, event.member_id) == ("cart", world.leo.id)


def test_an_empty_change_of_the_cart_changes_nothing(world, table):
    item = table.add(world.leo, table.pancakes)
    assert world.client(world.leo).post(f"/cart/items/{item.id}", data={}).location == "/cart"
    assert CartItem.get().portions == 1


def test_what_will_be_past_its_date_by_then_is_marked(world, table):
    until = world.rossi.today()
    PantryStock.update(use_until=until, date=until, date_kind="use_by").execute()
    table.add(world.leo, table.pancakes)
    day = (until + 2 * (world.rossi.today().resolution)).isoformat()
    body = {"key": "for-after-tomorrow", "when": "time", "day": day, "time": "18:00"}
    answer = world.client(world.leo).post("/orders", data=body)
    assert answer.status_code == 409 and "data-trouble" in answer.text


def test_a_leftover_is_called_so_once(world, table):
    order = table.order(world.leo)
    order.accept(world.nonna)
    order.start(world.nonna)
    order.items[0].void(world.nonna, "leftover")
    assert Ingredient.select().where(Ingredient.name == "Pancakes (leftover)").exists()


def test_an_order_without_its_last_dish_is_cancelled(world, table):
    order = table.order(world.leo)
    order.items[0].strike(world.leo)
    with pytest.raises(Conflict, match="cancelled"):
        order.accept(world.nonna)
    assert (order.fresh().state, held()) == ("cancelled", 0)
