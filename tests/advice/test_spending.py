"""What the family spent counts every price once: of what is kept, and of what is not."""

import datetime as dt

import pytest
import time_machine

from familychef.core import clock
from familychef.shopping.models import ShoppingList, ShoppingListItem
from tests import larder
from tests.advice.test_month import page, row_of

COLUMNS = ("amount", "date", "place", "price", "kind")


@pytest.fixture
def milk(world):
    return larder.ingredient(world.rossi, "Milk", base="volume")


def line(world, name, **more):
    shop = ShoppingList.first_of(world.rossi, world.pia)
    made = ShoppingListItem.create(family=world.rossi, shopping_list=shop, name=name, name_key=name.casefold(), **more)
    made.tick(True, clock.now(), world.pia)
    return made


def put_away(world, lines, **typed):
    """All at once; `typed`: a list for each column."""
    usual = {"amount": "", "date": "", "place": "pantry", "price": "", "kind": ""}
    form = {"item": [each.id for each in lines], "key": "0123456789abcdef"}
    form |= {name: typed.get(name, [usual[name]] * len(lines)) for name in COLUMNS}
    return world.client(world.pia).post(f"/shopping/{lines[0].shopping_list_id}/putting-away", data=form)


def together(world, code=""):
    return row_of(page(world, code=code).text.split('id="book-spent"')[1], "Together").split()


def test_candles_that_nobody_keeps_cost_something_too(world):
    assert put_away(world, [line(world, "candles")], price=["4.20"]).status_code == 303
    assert together(world) == ["Together", "1", "€4.20"]


def test_what_is_kept_is_not_counted_twice(world, milk):
    lines = [line(world, "Milk", ingredient=milk), line(world, "candles")]
    put_away(world, lines, amount=["2 l", ""], price=["3.00", "4.20"])
    assert together(world) == ["Together", "2", "€7.20"]


def test_what_is_bought_without_an_amount_is_counted(world, milk):
    milk.set_level("low", world.pia)
    put_away(world, [line(world, "Milk", ingredient=milk)], price=["1.50"])
    assert together(world) == ["Together", "1", "€1.50"]


def test_what_was_taken_back_never_cost_anything(world, milk):
    put_away(world, [line(world, "Milk", ingredient=milk)], amount=["2 l"], price=["3.00"])
    milk.lots.get().moves.get().undo(world.pia)
    assert "Nothing was bought." in page(world).text


def test_a_pack_whose_scan_looks_like_its_line_is_counted_too(world, milk):
    bought = line(world, "Milk", ingredient=milk)
    milk.add_lot(1_000_000, world.pia, key=f"put-right-{bought.id}")
    milk.set_level("low", world.pia)
    put_away(world, [bought], price=["1.50"])
    assert together(world)[:3] == ["Together", "2", "€1.50"]


def test_what_is_still_in_the_basket_and_what_has_no_price_is_not_there(world):
    line(world, "candles", price=420)
    put_away(world, [line(world, "soap")])
    assert "Nothing was bought." in page(world).text


def test_it_belongs_to_its_month_and_its_family(world):
    put_away(world, [line(world, "candles")], price=["4.20"])
    with time_machine.travel(clock.now() + dt.timedelta(days=32)):
        assert "Nothing was bought." in page(world).text
    assert "€4.20" not in page(world, world.carla).text
