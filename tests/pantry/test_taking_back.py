"""The history of a food offers to take back only what can be taken back now, and says why when it is too late."""

import datetime as dt

import pytest
import time_machine

from familychef.core import clock
from familychef.pantry.models import Barcode, PantryStock, StockMove
from tests import larder
from tests.families.papers import text


@pytest.fixture
def flour(world):
    return larder.ingredient(world.rossi, "Flour", pack=1_000_000)


@pytest.fixture
def bought(world, flour):
    return flour.add_lot(1_000_000, world.pia)


@pytest.fixture
def pia(world):
    return world.client(world.pia)


def offers(pia, flour, move):
    return f"/pantry/changes/{move.id}/reversal" in pia.get(f"/pantry/items/{flour.id}").text


def test_what_was_bought_is_taken_back_while_it_is_all_there(pia, flour, bought):
    assert offers(pia, flour, bought)
    assert pia.post(f"/pantry/changes/{bought.id}/reversal").status_code == 303
    assert not offers(pia, flour, bought) and flour.free() == 0


def test_what_has_been_used_since_is_not_offered_and_the_use_is(world, pia, flour, bought):
    (used,) = flour.take(300_000, world.pia)
    assert not offers(pia, flour, bought) and offers(pia, flour, used)
    used.undo(world.pia)
    assert offers(pia, flour, bought)


def test_what_an_order_waits_for_is_not_offered(pia, flour, bought):
    PantryStock.update(held=1000).execute()
    assert not offers(pia, flour, bought)
    refused = pia.htmx("POST", f"/pantry/changes/{bought.id}/reversal")
    assert refused.status_code == 422
    assert "1 pack left, 1 g held for orders: it can't be taken back any more." in text(refused)


def test_who_was_slower_reads_what_is_left(world, pia, flour, bought):
    flour.take(300_000, world.marta)
    refused = pia.htmx("POST", f"/pantry/changes/{bought.id}/reversal")
    assert refused.status_code == 422 and flour.free() == 700_000
    assert "Some of it has been used meanwhile, 700 g left: it can't be taken back any more." in text(refused)


def test_a_part_that_was_split_off_is_offered_while_both_can_be_joined(world, pia, flour, bought):
    part = bought.pantry_stock.move("cellar", world.pia, 400_000)
    both = list(StockMove.select().where(StockMove.reason == "move"))
    assert all(offers(pia, flour, move) for move in both) and len(both) == 2
    part.fresh().take(1000, world.pia)
    assert not any(offers(pia, flour, move) for move in both)


def test_what_is_days_ago_is_not_offered(world, flour, bought):
    with time_machine.travel(clock.now() + dt.timedelta(days=2, hours=1)):
        assert not offers(world.client(world.pia), flour, bought)


def test_a_long_history_costs_no_more_queries(world, pia, flour, bought, queries):
    pia.get(f"/pantry/items/{flour.id}")
    with queries() as few:
        pia.get(f"/pantry/items/{flour.id}")
    for number in range(12):
        flour.add_lot(1000, world.pia, cost=number)
        Barcode.learn(flour, f"96385{number:03}", world.pia)
    with queries() as many:
        pia.get(f"/pantry/items/{flour.id}")
    assert len(many) == len(few)
