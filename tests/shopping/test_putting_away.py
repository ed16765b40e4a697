"""What is in the basket becomes stock: with amount, date, place and price, once however often it is sent."""

import datetime as dt
import re

import pytest

from familychef.core import clock
from familychef.pantry.models import Ingredient, PantryStock
from familychef.shopping.models import ShoppingList, ShoppingListItem

KEY = "0123456789abcdef"
LITRE = 1_000_000
FIELDS = re.compile(r'<(?:input|select)[^>]*name="(\w+)"(?:[^>]*value="([^"]*)")?')


@pytest.fixture
def basket(world, add, foods):
    """Milk, parsley in bunches, salt and candles, ticked in this order."""
    lines = add("2 l milk, 2 bunches parsley, salt, candles")
    for number, line in enumerate(lines):
        line.tick(True, clock.now() - clock.minutes(9 - number), world.pia)
    return lines


def away(shopping_list):
    return f"/shopping/{shopping_list.id}/putting-away"


def sent(lines, **columns):
    """The form as it is sent: a list for each column."""
    usual = {"amount": "", "date": "", "place": "pantry", "price": "", "kind": ""}
    return {"item": [line.id for line in lines], "key": KEY} | {
        name: columns.get(name, [value] * len(lines)) for name, value in usual.items()
    }


def test_one_press_puts_all_away_as_it_usually_is(world, pia, basket, foods):
    page = pia.get(away(basket[0].shopping_list)).text
    week = world.rossi.today() + dt.timedelta(days=7)
    assert 'value="2 l"' in page and f'value="{week}"' in page and "Put 4 things away" in page
    body = sent(basket, amount=["2 l", "60 g", "", ""], date=[str(week), "", "", ""], place=["fridge", *["pantry"] * 3],
                price=["2.50", "", "", ""])
    answer = pia.post(away(basket[0].shopping_list), data=body)
    assert answer.status_code == 303 and answer.location == f"/shopping/{basket[0].shopping_list_id}"
    milk = PantryStock.get(PantryStock.ingredient == foods["milk"])
    assert (milk.on_hand, milk.date, milk.place, milk.cost) == (2 * LITRE, week, "fridge", 250)
    assert PantryStock.get(PantryStock.ingredient == foods["parsley"]).on_hand == 60_000
    assert PantryStock.select().count() == 2
    assert {line.fresh().state for line in basket} == {"bought"}
    assert "4 things are put away." in pia.get("/shopping").text


def test_sending_it_twice_puts_it_away_once(pia, basket, foods):
    for key in (KEY, KEY, "another-key-of-pia"):
        body = sent(basket[:1], amount=["2 l"]) | {"key": key}
        assert pia.post(away(basket[0].shopping_list), data=body).status_code == 303
    assert [lot.on_hand for lot in PantryStock.select()] == [2 * LITRE]


def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_put_away(pia, basket):
    body = sent(basket[:2], amount=["2 l", "lots"], price=["x", ""])
    answer = pia.post(away(basket[0].shopping_list), data=body)
    assert answer.status_code == 422 and "Nothing is put away yet." in answer.text
    assert f'id="amount-{basket[1].id}-error"' in answer.text and f'id="price-{basket[0].id}-error"' in answer.text
    assert 'value="lots"' in answer.text and not PantryStock.select().exists()
    assert {line.fresh().state for line in basket} == {"open"}


@pytest.mark.parametrize(("column", "value"), [("date", "2020-01-01"), ("date", "soon"), ("place", "moon")])
def test_dates_and_places_are_looked_at(pia, basket, column, value):
    body = sent(basket[:1], amount=["2 l"], **{column: [value]})
    assert pia.post(away(basket[0].shopping_list), data=body).status_code == 422
    assert not PantryStock.select().exists()


def test_an_empty_amount_is_not_counted(pia, basket):
    assert pia.post(away(basket[0].shopping_list), data=sent(basket)).status_code == 303
    assert not PantryStock.select().exists() and ShoppingListItem.get_by_id(basket[0].id).state == "bought"


def test_what_nobody_measures_is_plenty_again(world, pia, basket, foods):
    foods["salt"].set_level("out", world.nonna)
    pia.post(away(basket[0].shopping_list), data=sent(basket[2:3]))
    assert Ingredient.get_by_id(foods["salt"].id).level == "plenty"


def test_a_free_line_can_become_a_food(world, pia, add):
    lines = add("6 lemons, widgets")
    for line in lines:
        line.tick(True, clock.now(), world.pia)
    page = pia.get(away(lines[0].shopping_list)).text
    assert "Food: lemon" in page
    body = sent(lines, amount=["6", "3"], kind=["starter", "count"])
    assert pia.post(away(lines[0].shopping_list), data=body).status_code == 303
    assert {lot.ingredient.name: lot.on_hand for lot in PantryStock.select()} == {"Lemon": 6000, "widgets": 3000}


def test_the_way_through_the_shop_is_learned(pia, world, basket):
    pia.post(away(basket[0].shopping_list), data=sent(basket))
    order = ShoppingList.get().aisles
    assert order.index("dairy") < order.index("vegetables") < order.index("spices") < order.index("other")
    assert sorted(order) == sorted(set(order)) and "fish" in order


def test_lines_ticked_after_the_page_was_opened_stay_in_the_basket(world, pia, basket, listed):
    pia.post(away(basket[0].shopping_list), data=sent(basket[:3]))
    assert listed() == [("candles", None)] and basket[3].fresh().ticked_at is not None


def test_what_was_put_away_is_changed_no_more(pia, basket):
    pia.post(away(basket[0].shopping_list), data=sent(basket, amount=["2 l", "60 g", "", ""]))
    milk = basket[0].fresh()
    body = {"amount": "9 l", "price": "", "version": milk.version}
    assert pia.post(f"/shopping/entries/{milk.id}", data=body).status_code == 409
    assert milk.fresh().quantity == 2 * LITRE and milk.fresh().state == "bought"
