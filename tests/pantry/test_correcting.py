"""What cooking really took is written over what was planned: never below zero, never into what others hold."""

import pytest

from familychef import invariants
from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.events import Event
from familychef.pantry import actions
from familychef.pantry.models import Hold, PantryStock, StockMove
from tests import larder
from tests.pantry.orders import order_item


@pytest.fixture
def flour(world):
    return larder.ingredient(world.rossi, "Flour")


@pytest.fixture
def bag(flour):
    return larder.lot(flour, 500_000)


@pytest.fixture
def item(world, flour, bag):
    """Something that was cooked with 200 g of the bag."""
    made = order_item(world.leo)
    with transaction(world.rossi):
        actions.hold(world.rossi, made, [(flour.id, 200_000)])
        actions.bind(world.rossi, made, world.rossi.today())
        actions.use(world.rossi, made, world.nonna)
    _move_to(made, "ready")
    return made


def correct(world, item, amounts, by=None):
    with transaction(world.rossi):
        return actions.correct(world.rossi, item, amounts, by or world.nonna)


def left_in(lot):
    return PantryStock.get_by_id(lot.id).on_hand


def books_are_right():
    return [violation for violation in invariants.check() if violation.rule[:4] in STOCK] == []


STOCK = ("I-01", "I-02", "I-03", "I-04", "I-05", "I-06", "I-07", "I-12")


@pytest.mark.parametrize("really", [350_000, 50_000, 500_000, 0])
def test_more_or_less_was_used(world, item, bag, really):
    assert correct(world, item, {bag.id: really}) == {bag.id: [200_000, really]}
    assert left_in(bag) == 500_000 - really
    assert actions.used_by(world.rossi, item) == ({bag.id: really} if really else {})
    assert actions.planned_for(world.rossi, item) == {bag.id: 200_000}
    assert books_are_right()


def test_another_bag_was_used(world, item, flour, bag):
    other = larder.lot(flour, 300_000)
    correct(world, item, {other.id: 200_000})
    assert (left_in(bag), left_in(other)) == (500_000, 100_000)
    assert books_are_right()


def test_another_food_was_used(world, item, bag):
    spelt = larder.lot(larder.ingredient(world.rossi, "Spelt"), 300_000)
    correct(world, item, {bag.id: 50_000, spelt.id: 150_000})
    assert (left_in(bag), left_in(spelt)) == (450_000, 150_000)
    assert books_are_right()


def test_the_same_again_changes_nothing(world, item, bag):
    correct(world, item, {bag.id: 300_000})
    before = StockMove.select().count(), Event.select().count(), Hold.select().count()
    assert correct(world, item, {bag.id: 300_000}) == {}
    assert (StockMove.select().count(), Event.select().count(), Hold.select().count()) == before


def test_a_lot_that_stays_as_it_was_is_not_moved(world, item, bag):
    spelt = larder.lot(larder.ingredient(world.rossi, "Spelt"), 300_000)
    correct(world, item, {bag.id: 200_000, spelt.id: 10_000})
    assert [move.delta for move in bag.moves.order_by(StockMove.id)] == [500_000, -200_000]


def test_calling_it_back_gives_back_what_was_really_used(world, item, bag):
    spelt = larder.lot(larder.ingredient(world.rossi, "Spelt"), 300_000)
    correct(world, item, {bag.id: 420_000, spelt.id: 70_000})
    correct(world, item, {bag.id: 410_000, spelt.id: 80_000})
    with transaction(world.rossi):
        actions.restore(world.rossi, item, world.nonna)
    _move_to(item, "started")
    bound = Hold.select(Hold.pantry_stock, Hold.quantity).where(Hold.state == "bound")
    assert (left_in(bag), left_in(spelt)) == (500_000, 300_000)
    assert sorted(bound.tuples()) == [(bag.id, 410_000), (spelt.id, 80_000)]
    assert books_are_right()
    with transaction(world.rossi):
        actions.use(world.rossi, item, world.nonna)
    _move_to(item, "ready")
    assert actions.used_by(world.rossi, item) == {bag.id: 410_000, spelt.id: 80_000}
    assert actions.planned_for(world.rossi, item) == {bag.id: 410_000, spelt.id: 80_000}
    assert books_are_right()


def test_more_than_there_was_is_refused_beside_its_batch(world, item, bag):
    with pytest.raises(Refusal, match="only 500 g in this batch") as refused:
        correct(world, item, {bag.id: 500_001})
    assert refused.value.field == f"used-{bag.id}"
    assert left_in(bag) == 300_000 and books_are_right()


def test_what_is_tied_to_another_dish_stays(world, item, flour, bag):
    _hold(world, flour, 250_000, bound=True)
    with pytest.raises(Refusal) as refused:
        correct(world, item, {bag.id: 260_000})
    assert "250 g are held for other orders" in refused.value.text and refused.value.field == f"used-{bag.id}"
    assert left_in(bag) == 300_000
    correct(world, item, {bag.id: 250_000})
    assert left_in(bag) == 250_000 and books_are_right()


def test_what_is_tied_to_another_dish_stays_although_there_is_more_elsewhere(world, item, flour, bag):
    _hold(world, flour, 250_000, bound=True)
    other = larder.lot(flour, 900_000)
    with pytest.raises(Refusal, match="250 g of this batch are held .* There were only 250 g") as refused:
        correct(world, item, {bag.id: 260_000})
    assert refused.value.field == f"used-{bag.id}"
    correct(world, item, {bag.id: 250_000, other.id: 10_000})
    assert books_are_right()


def test_what_another_order_waits_for_stays(world, item, flour, bag):
    _hold(world, flour, 250_000)
    with pytest.raises(Refusal) as refused:
        correct(world, item, {bag.id: 260_000})
    assert refused.value.field == f"used-{bag.id}"
    assert "At most 250 g" in refused.value.text
    correct(world, item, {bag.id: 250_000})
    assert books_are_right()


def test_another_bag_is_fine_although_orders_wait_for_all_of_it(world, item, flour, bag):
    correct(world, item, {bag.id: 500_000})
    other = larder.lot(flour, 300_000)
    _hold(world, flour, 300_000)
    correct(world, item, {bag.id: 300_000, other.id: 200_000})
    assert (left_in(bag), left_in(other)) == (200_000, 100_000)


def test_a_batch_of_the_neighbours_is_nowhere(world, item, bag):
    theirs = larder.lot(larder.ingredient(world.neri, "Flour"), 900_000)
    with pytest.raises(Refusal) as refused:
        correct(world, item, {bag.id: 100_000, theirs.id: 100_000})
    assert refused.value.field == f"used-{theirs.id}"
    assert (left_in(bag), left_in(theirs)) == (300_000, 900_000)


def test_the_event_says_from_what_to_what(world, item, bag):
    correct(world, item, {bag.id: 350_000})
    event = Event.select().where(Event.kind == "stock.corrected").get()
    assert event.changes == {"item": item, f"pantry_stock-{bag.id}": [200_000, 350_000]}
    assert event.actor_id == world.nonna.id and "pantry menu" in event.stale and event.needs == "pantry.view"


def test_it_happens_only_inside_the_familys_transaction(world, item, bag):
    with pytest.raises(RuntimeError):
        actions.correct(world.rossi, item, {bag.id: 1}, world.nonna)


def test_leftovers_say_what_is_in_them_and_never_less_than_before(world):
    def made(allergens):
        with transaction(world.rossi):
            return actions.leftover(world.rossi, "Cake", 1, 2, world.nonna, allergens).pantry_stock.ingredient

    assert made(["nuts"]).allergens == ["nuts"]
    assert made(["egg"]).allergens == ["egg", "nuts"]
    assert made(None).allergens == ["egg", "nuts"]


def test_a_leftover_is_found_and_taken_back_by_its_name(world):
    with transaction(world.rossi):
        actions.leftover(world.rossi, "Cake", 3, 2, world.nonna, key="kept-7-a")
        actions.leftover(world.rossi, "Pie", 1, 2, world.nonna, key="kept-77-a")
    assert {item: portions for item, (portions, _day) in actions.kept_by(world.rossi, "kept-").items()} == {
        "7": 3, "77": 1}
    for _twice in range(2):
        actions.take_back(world.rossi, "kept-7-", world.nonna)
    assert list(actions.kept_by(world.rossi, "kept-")) == ["77"]
    assert books_are_right()


def _hold(world, food, quantity, bound=False):
    other = order_item(world.leo)
    with transaction(world.rossi):
        actions.hold(world.rossi, other, [(food.id, quantity)])
        if bound:
            actions.bind(world.rossi, other, world.rossi.today())
            _move_to(other, "started")


def _move_to(item, state):
    from familychef.kitchen.models import OrderItem

    OrderItem.update(state=state).where(OrderItem.id == item).execute()
