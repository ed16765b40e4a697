"""What is held for an order is bound, used and given back lot by lot, and nothing gets lost on the way."""

import datetime as dt

import pytest

from familychef.core.db import transaction
from familychef.core.events import Event
from familychef.pantry import actions
from familychef.pantry.models import Hold, PantryStock, StockMove
from tests import larder
from tests.pantry.orders import order_item

DAY = dt.timedelta(days=1)


@pytest.fixture
def flour(world):
    return larder.ingredient(world.rossi, "Flour")


@pytest.fixture
def item(world):
    return order_item(world.leo)


def amounts(lot):
    fresh = PantryStock.get_by_id(lot.id)
    return fresh.on_hand, fresh.held


def rows(item):
    holds = Hold.select(Hold.quantity, Hold.pantry_stock, Hold.state).where(Hold.order_item_id == item)
    return sorted(holds.tuples(), key=str)


def run(verb, family, item, *args, **more):
    with transaction(family):
        return getattr(actions, verb)(family, item, *args, **more)


def last_event():
    return Event.select().order_by(Event.seq.desc()).first()


def test_what_is_ordered_is_held_once_per_ingredient(world, flour, item):
    run("hold", world.rossi, item, [(flour.id, 200_000), (flour.id, 100_000)])
    assert rows(item) == [(300_000, None, "held")]
    assert actions.held_by_ingredient(world.rossi) == {flour.id: 300_000}
    assert actions.held_for(world.rossi, [item]) == {flour.id: 300_000}
    assert actions.held_by_ingredient(world.neri) == {}
    assert last_event().kind == "stock.held"
    assert last_event().stale == f"pantry menu ingredient-{flour.id}"


@pytest.mark.parametrize("quantity", [0, -1])
def test_nothing_is_not_held(world, flour, item, quantity):
    with pytest.raises(ValueError):
        run("hold", world.rossi, item, [(flour.id, quantity)])
    assert rows(item) == []


def test_holds_need_the_familys_transaction(world, flour, item):
    with pytest.raises(RuntimeError):
        actions.hold(world.rossi, item, [(flour.id, 1000)])


def test_the_lot_that_spoils_first_is_bound_first(world, flour, item):
    today = world.rossi.today()
    late = larder.lot(flour, 500_000, use_until=today + 9 * DAY)
    soon = larder.lot(flour, 100_000, use_until=today + DAY)
    opened = larder.lot(flour, 50_000, use_until=today + 20 * DAY, opened_on=today)
    for_ever = larder.lot(flour, 500_000)
    run("hold", world.rossi, item, [(flour.id, 300_000)])
    assert run("bind", world.rossi, item, today) == []
    assert [amounts(lot)[1] for lot in (opened, soon, late, for_ever)] == [50_000, 100_000, 150_000, 0]
    assert {(quantity, lot) for quantity, lot, _ in rows(item)} == {
        (50_000, opened.id), (100_000, soon.id), (150_000, late.id),
    }
    assert {state for *_, state in rows(item)} == {"bound"}


def test_an_expired_lot_is_never_bound(world, flour, item):
    today = world.rossi.today()
    larder.lot(flour, 500_000, use_until=today - DAY, date_kind="use_by")
    run("hold", world.rossi, item, [(flour.id, 300_000)])
    with pytest.raises(actions.Shortage) as short:
        run("bind", world.rossi, item, today)
    assert short.value.missing == [(flour.id, 300_000)]
    assert rows(item) == [(300_000, None, "held")]


def test_a_gap_accepted_anyway_is_returned_and_no_longer_held(world, flour, item):
    lot = larder.lot(flour, 200_000)
    run("hold", world.rossi, item, [(flour.id, 300_000)])
    assert run("bind", world.rossi, item, world.rossi.today(), anyway=True) == [(flour.id, 100_000)]
    assert rows(item) == [(200_000, lot.id, "bound")]
    assert actions.held_by_ingredient(world.rossi) == {flour.id: 200_000}


def test_what_others_have_bound_is_not_bound_again(world, flour, item):
    lot = larder.lot(flour, 500_000)
    other = order_item(world.pia)
    for each in (other, item):
        run("hold", world.rossi, each, [(flour.id, 300_000)])
    run("bind", world.rossi, other, world.rossi.today())
    with pytest.raises(actions.Shortage) as short:
        run("bind", world.rossi, item, world.rossi.today())
    assert short.value.missing == [(flour.id, 100_000)]
    assert amounts(lot) == (500_000, 300_000)


def test_released_holds_free_their_lots_once(world, flour, item):
    lot = larder.lot(flour, 500_000)
    run("hold", world.rossi, item, [(flour.id, 300_000)])
    run("bind", world.rossi, item, world.rossi.today())
    run("release", world.rossi, item)
    run("release", world.rossi, item)
    assert amounts(lot) == (500_000, 0)
    assert rows(item) == [(300_000, lot.id, "released")]
    assert Event.select().where(Event.kind == "stock.released").count() == 1


def test_cooking_uses_the_bound_lots_and_nothing_else(world, flour, item):
    pack = larder.lot(flour, 154_000)
    rest = larder.lot(flour, 500_000)
    run("hold", world.rossi, item, [(flour.id, 154_000)])
    run("bind", world.rossi, item, world.rossi.today())
    for _ in range(2):
        run("use", world.rossi, item, world.nonna)
    assert amounts(pack) == (0, 0) and amounts(rest) == (500_000, 0)
    cooked = StockMove.get(StockMove.reason == "cook")
    assert (cooked.delta, cooked.pantry_stock_id, cooked.order_item_id, cooked.actor_id) == (
        -154_000, pack.id, item, world.nonna.id,
    )
    assert StockMove.select().where(StockMove.reason == "cook").count() == 1
    assert rows(item) == [(154_000, pack.id, "used")]
    assert actions.held_by_ingredient(world.rossi) == {}


def test_a_recall_puts_the_same_amounts_back_into_the_same_lots(world, flour, item):
    first, second = larder.lot(flour, 100_000), larder.lot(flour, 500_000)
    run("hold", world.rossi, item, [(flour.id, 300_000)])
    run("bind", world.rossi, item, world.rossi.today())
    before = rows(item), amounts(first), amounts(second)
    for _ in range(2):
        run("use", world.rossi, item, world.nonna)
        for _ in range(2):
            run("restore", world.rossi, item, world.nonna)
        assert (rows(item), amounts(first), amounts(second)) == before
    assert StockMove.select().where(StockMove.reason == "undo").count() == 4
    run("use", world.rossi, item, world.nonna)
    assert amounts(first) == (0, 0) and amounts(second) == (300_000, 0)


@pytest.mark.parametrize(("fate", "reason"), [("eaten", "cook"), ("leftover", "cook"), ("waste", "waste")])
def test_a_voided_item_says_where_its_food_went(world, flour, item, fate, reason):
    lot = larder.lot(flour, 500_000)
    run("hold", world.rossi, item, [(flour.id, 300_000)])
    run("bind", world.rossi, item, world.rossi.today())
    run("discard", world.rossi, item, world.nonna, fate, "burnt")
    move = StockMove.get(StockMove.order_item_id == item)
    assert (move.reason, move.note, move.delta) == (reason, "burnt", -300_000)
    assert amounts(lot) == (200_000, 0)


def test_usable_stock_counts_what_may_be_cooked(world, flour):
    today = world.rossi.today()
    milk = larder.ingredient(world.rossi, "Milk", base="volume", grace_days=3)
    larder.lot(flour, 500_000)
    larder.lot(flour, 300_000, use_until=today - DAY, date_kind="use_by")
    larder.lot(milk, 1_000_000, use_until=today - 2 * DAY)
    larder.lot(milk, 1_000_000, use_until=today)
    larder.lot(milk, 1_000_000, use_until=today - 9 * DAY)
    assert actions.usable_stock(world.rossi, today) == {flour.id: (500_000, 500_000), milk.id: (2_000_000, 1_000_000)}
    assert actions.usable_stock(world.neri, today) == {}
