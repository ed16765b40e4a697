"""What the family does with a batch shows in its row, its moves and one event, and can be taken back once."""

import datetime as dt

import pytest

from familychef.core.db import transaction
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import Event
from familychef.pantry import actions
from familychef.pantry.models import Ingredient, PantryStock, StockMove
from tests import larder
from tests.pantry.orders import order_item

DAY = dt.timedelta(days=1)


@pytest.fixture
def milk(world):
    return larder.ingredient(
        world.rossi, "Milk", base="volume", date_kind="use_by", shelf_days=7, opened_days=3, frozen_days=60,
        usual=1_000_000,
    )


@pytest.fixture
def bottle(milk, world):
    return PantryStock.get(PantryStock.id == milk.add_lot(1_000_000, world.pia).pantry_stock_id)


def fresh(lot):
    return PantryStock.get_by_id(lot.id)


def last_event():
    return Event.select().order_by(Event.seq.desc()).first()


def hold(world, ingredient, quantity):
    item = order_item(world.leo)
    with transaction(world.rossi):
        actions.hold(world.rossi, item, [(ingredient.id, quantity)])
    return item


def test_what_is_bought_is_a_lot_with_the_usual_date_and_place(world, milk, bottle):
    today = world.rossi.today()
    assert (bottle.on_hand, bottle.first, bottle.held) == (1_000_000, 1_000_000, 0)
    assert (bottle.date, bottle.use_until, bottle.place, bottle.date_kind) == (
        today + 7 * DAY, today + 7 * DAY, "pantry", "use_by",
    )
    move = StockMove.get()
    assert (move.delta, move.reason, move.actor_id, move.pantry_stock_id) == (1_000_000, "buy", world.pia.id, bottle.id)
    event = last_event()
    assert (event.kind, event.subject, event.actor_id) == ("stock.added", bottle.dom_id, world.pia.id)
    assert event.stale == f"pantry menu {milk.dom_id} {bottle.dom_id}"


def test_the_same_bought_again_today_joins_the_lot(world, milk, bottle):
    milk.add_lot(500_000, world.pia)
    assert PantryStock.select().count() == 1
    assert fresh(bottle).on_hand == fresh(bottle).first == 1_500_000
    fresh(bottle).take(100_000, world.nonna)
    milk.add_lot(500_000, world.pia)
    milk.add_lot(500_000, world.pia, date=None)
    milk.add_lot(500_000, world.pia, cost=120)
    assert PantryStock.select().count() == 4


@pytest.mark.parametrize("verb", ["add_lot", "take"])
def test_a_retried_change_happens_once(world, milk, bottle, verb):
    first = getattr(milk, verb)(200_000, world.pia, key="abc")
    again = getattr(milk, verb)(200_000, world.pia, key="abc")
    assert again == first
    assert abs(fresh(bottle).on_hand - 1_000_000) == 200_000
    assert Event.select().count() == 2


def test_some_is_used_from_the_lot_that_spoils_first(world, milk, bottle):
    soon = milk.add_lot(300_000, world.pia, date=world.rossi.today() + DAY).pantry_stock
    past = milk.add_lot(300_000, world.pia, date=world.rossi.today() - DAY).pantry_stock
    moves = milk.take(400_000, world.nonna)
    assert [(move.pantry_stock_id, move.delta) for move in moves] == [(soon.id, -300_000), (bottle.id, -100_000)]
    assert (fresh(soon).on_hand, fresh(bottle).on_hand, fresh(past).on_hand) == (0, 900_000, 300_000)
    assert last_event().kind == "stock.taken" and last_event().stale == f"pantry menu {milk.dom_id}"
    assert moves[1].undo(world.nonna)
    assert (fresh(soon).on_hand, fresh(bottle).on_hand) == (300_000, 1_000_000)


def test_more_than_there_is_can_not_be_used(world, milk, bottle):
    for refused in (lambda: milk.take(1_000_001, world.nonna), lambda: bottle.take(1_000_001, world.nonna)):
        with pytest.raises(Refusal, match="Only 1 l left"):
            refused()
    [move] = milk.take(9_000_000, world.nonna, at_most=True)
    assert move.delta == -1_000_000 and fresh(bottle).on_hand == 0
    with pytest.raises(Refusal):
        milk.take(1, world.nonna, at_most=True)


def test_what_orders_wait_for_is_not_used_up(world, milk, bottle):
    item = hold(world, milk, 300_000)
    with pytest.raises(Refusal, match="300 ml are held for orders"):
        milk.take(800_000, world.nonna)
    with pytest.raises(Refusal, match="300 ml are held for orders"):
        bottle.take(800_000, world.nonna)
    bottle.take(700_000, world.nonna)
    with transaction(world.rossi):
        actions.bind(world.rossi, item, world.rossi.today())
    version = fresh(bottle).version
    for verb in (lambda: bottle.waste(100_000, world.nonna), lambda: bottle.count(1, world.nonna, version)):
        with pytest.raises(Refusal, match="300 ml are held for orders"):
            verb()
    assert (fresh(bottle).on_hand, fresh(bottle).held) == (300_000, 300_000)


def test_an_opened_bottle_keeps_three_days(world, bottle):
    bottle.open(world.leo)
    today = world.rossi.today()
    assert (fresh(bottle).opened_on, fresh(bottle).use_until) == (today, today + 3 * DAY)
    assert last_event().kind == "lot.opened"
    fresh(bottle).open(world.leo)
    assert Event.select().where(Event.kind == "lot.opened").count() == 1
    fresh(bottle).close(world.leo)
    assert fresh(bottle).use_until == today + 7 * DAY


def test_half_of_it_goes_into_the_freezer_and_out_again(world, milk, bottle):
    today = world.rossi.today()
    frozen = bottle.freeze(world.pia, 400_000)
    assert (fresh(bottle).on_hand, fresh(bottle).frozen_on) == (600_000, None)
    frozen = fresh(frozen)
    assert (frozen.on_hand, frozen.place, frozen.use_until) == (400_000, "freezer", today + 60 * DAY)
    assert sorted(move.delta for move in frozen.moves) == [400_000]
    frozen.thaw(world.pia)
    frozen = fresh(frozen)
    assert (frozen.frozen_on, frozen.place, frozen.use_until) == (None, "fridge", today + 2 * DAY)
    assert last_event().kind == "lot.thawed"


def test_what_is_past_its_date_is_not_frozen(world, milk):
    old = milk.add_lot(1000, world.pia, date=world.rossi.today() - DAY).pantry_stock
    with pytest.raises(Refusal, match="past its date"):
        old.freeze(world.pia)


def test_freezing_what_nobody_has_said_keeps_ninety_days(world):
    bread = larder.ingredient(world.rossi, "Bread", shelf_days=3)
    loaf = bread.add_lot(500_000, world.pia).pantry_stock
    loaf.freeze(world.pia)
    assert fresh(loaf).use_until == world.rossi.today() + 90 * DAY
    assert Ingredient.get_by_id(bread.id).frozen_days == 90


def test_a_batch_moves_and_gets_another_date(world, bottle):
    bottle.move("cellar", world.pia)
    tomorrow = world.rossi.today() + DAY
    fresh(bottle).date_it(tomorrow, "best_before", world.pia, fresh(bottle).version)
    lot = fresh(bottle)
    assert (lot.place, lot.date, lot.date_kind, lot.use_until) == ("cellar", tomorrow, "best_before", tomorrow)
    with pytest.raises(Conflict):
        lot.date_it(None, "best_before", world.pia, 1)


def test_counting_sets_the_truth(world, bottle):
    bottle.count(650_000, world.nonna, fresh(bottle).version)
    assert fresh(bottle).on_hand == 650_000
    assert (last_event().kind, last_event().changes) == ("stock.counted", {"on_hand": [1_000_000, 650_000]})
    with pytest.raises(Conflict):
        bottle.count(1, world.nonna, version=1)
    assert fresh(bottle).on_hand == 650_000


def test_more_of_the_same_goes_into_the_batch(world, bottle):
    move = bottle.put(500_000, world.pia, key="k")
    assert bottle.put(500_000, world.pia, key="k") is None
    assert (fresh(bottle).on_hand, fresh(bottle).first) == (1_500_000, 1_500_000)
    assert (move.reason, last_event().kind) == ("buy", "stock.added")


def test_waste_has_a_reason(world, bottle):
    move = bottle.waste(1_000_000, world.nonna, "sour", key="k")
    assert bottle.waste(1_000_000, world.nonna, "sour", key="k") is None
    assert (move.reason, move.note, fresh(bottle).on_hand) == ("waste", "sour", 0)
    assert last_event().kind == "stock.wasted"


def test_a_move_is_taken_back_once(world, milk, bottle):
    move = bottle.take(400_000, world.nonna)
    assert move.undo(world.marta)
    assert not move.undo(world.marta)
    assert fresh(bottle).on_hand == 1_000_000
    undone = StockMove.get(StockMove.undo_of == move)
    assert (undone.delta, undone.reason, undone.actor_id) == (400_000, "undo", world.marta.id)
    assert Event.select().where(Event.kind == "stock.undone").count() == 1
    with pytest.raises(Refusal):
        undone.undo(world.marta)


def test_what_was_used_meanwhile_can_not_be_unbought(world, milk, bottle):
    bought = StockMove.get(StockMove.reason == "buy")
    bottle.take(1, world.nonna)
    with pytest.raises(Refusal):
        bought.undo(world.pia)
    assert fresh(bottle).on_hand == 999_999


def test_a_split_is_taken_back_whole(world, bottle):
    part = bottle.move("cellar", world.pia, 400_000)
    part.moves.first().undo(world.pia)
    assert (fresh(bottle).on_hand, fresh(part).on_hand) == (1_000_000, 0)


def test_what_an_order_cooked_is_not_undone_here(world, milk, bottle):
    item = hold(world, milk, 300_000)
    with transaction(world.rossi):
        actions.bind(world.rossi, item, world.rossi.today())
        actions.use(world.rossi, item, world.nonna)
    with pytest.raises(Refusal, match="Recall"):
        StockMove.get(StockMove.reason == "cook").undo(world.nonna)


def test_a_leftover_is_a_lot_in_portions(world):
    actions.leftover(world.rossi, "Lasagne", 3, 2, world.nonna)
    actions.leftover(world.rossi, "Lasagne", 1, 1, world.nonna)
    [left] = Ingredient.select().where(Ingredient.name == "Lasagne (leftover)")
    lots = list(left.lots.order_by(PantryStock.id))
    assert [(lot.on_hand, lot.origin, lot.date) for lot in lots] == [
        (3000, "leftover", world.rossi.today() + 2 * DAY), (1000, "leftover", world.rossi.today() + DAY),
    ]
    assert {move.reason for move in StockMove.select()} == {"leftover"}


def test_every_lot_is_the_sum_of_its_moves(world, milk, bottle):
    bottle.freeze(world.pia, 250_000)
    milk.take(300_000, world.nonna, key="x")
    fresh(bottle).waste(10_000, world.nonna, "spilt")
    fresh(bottle).count(200_000, world.nonna, fresh(bottle).version)
    StockMove.get(StockMove.key == "x").undo(world.nonna)
    for lot in PantryStock.select():
        assert lot.on_hand == sum(move.delta for move in lot.moves)
