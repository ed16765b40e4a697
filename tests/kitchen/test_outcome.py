"""What became of a dish: what it really took, leftovers in the fridge, waste with its reason, and calling it back."""

import datetime as dt

import pytest

from familychef import invariants
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import Event
from familychef.kitchen.outcome import Outcome
from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient, PantryStock
from tests import larder

DAYS = dt.timedelta(days=1)


@pytest.fixture
def cake(world, table):
    """Four portions of walnut cake, ready."""
    table.add(world.marta, table.cake, 4)
    order = table.order(world.marta, table.cake, key="cake-for-many")
    order.accept(world.nonna)
    order.finish(world.nonna)
    return order.items[0].fresh()


def told(item, **more):
    return item.outcome()._replace(**more)


def left_in(lot):
    return PantryStock.get_by_id(lot).on_hand


def kinds():
    return [event.kind for event in Event.select().where(Event.kind.startswith("item.")).order_by(Event.seq)]


def test_more_of_it_was_used(world, cake):
    before = cake.outcome().amounts
    more = {lot: amount + 50_000 for lot, amount in before.items()}
    there = {lot: left_in(lot) for lot in before}
    cake.correct(world.nonna, told(cake, amounts=more), cake.version)
    assert cake.fresh().outcome().amounts == more
    assert {lot: left_in(lot) for lot in more} == {lot: amount - 50_000 for lot, amount in there.items()}
    event = Event.select().where(Event.kind == "item.corrected").get()
    assert event.changes["order"] == cake.order_id
    assert [event.changes[f"pantry_stock-{lot}"] for lot in more] == [[before[lot], more[lot]] for lot in more]
    assert invariants.check() == []


def test_sent_twice_it_happens_once(world, cake):
    until = world.rossi.today() + 2 * DAYS
    wish = Outcome(cake.outcome().amounts, 2, until, 1, "too dark")
    for _twice in range(2):
        cake.correct(world.nonna, wish, cake.version)
    assert kinds().count("item.kept") == kinds().count("item.wasted") == 1
    [lot] = PantryStock.select().where(PantryStock.origin == "leftover")
    assert (lot.on_hand, lot.date) == (2_000, until)


def test_who_saw_an_older_sheet_is_shown_the_new_one(world, cake):
    cake.correct(world.nonna, told(cake, wasted=1, reason="burnt"), cake.version)
    with pytest.raises(Conflict):
        cake.correct(world.marta, told(cake, wasted=2, reason="cold"), cake.version)
    now = cake.fresh()
    assert (now.wasted, now.reason) == (1, "burnt")


def test_leftovers_go_into_the_fridge_with_a_date_and_with_what_is_in_them(world, cake):
    until = world.rossi.today() + 4 * DAYS
    cake.correct(world.nonna, told(cake, kept=3, until=until), cake.version)
    [lot] = PantryStock.select().where(PantryStock.origin == "leftover")
    assert (lot.on_hand, lot.date, lot.date_kind, lot.place) == (3_000, until, "use_by", "fridge")
    assert lot.ingredient.name == "Walnut cake (leftover)"
    event = Event.select().where(Event.kind == "item.kept").get()
    assert event.changes == {"order": cake.order_id, "kept": [0, 3], "use_until": [None, str(until)]}


def test_leftovers_of_food_nobody_checked_are_not_called_safe(world, cake):
    Ingredient.update(allergens=None).where(Ingredient.name == "Flour").execute()
    cake.correct(world.nonna, told(cake, kept=1, until=world.rossi.today()), cake.version)
    assert PantryStock.select().where(PantryStock.origin == "leftover").get().ingredient.allergens is None


def test_leftovers_say_whatever_allergens_went_in(world, cake):
    Ingredient.update(allergens=[]).where(Ingredient.name == "Flour").execute()
    milk = larder.lot(larder.ingredient(world.rossi, "Milk", "volume", allergens=["milk"]), 900_000)
    amounts = cake.outcome().amounts | {milk.id: 100_000}
    cake.correct(world.nonna, Outcome(amounts, 1, world.rossi.today()), cake.version)
    left = PantryStock.select().where(PantryStock.origin == "leftover").get()
    assert left.ingredient.allergens == ["milk", "nuts"]


def test_fewer_leftovers_after_all(world, cake):
    cake.correct(world.nonna, told(cake, kept=3, until=world.rossi.today()), cake.version)
    cake = cake.fresh()
    cake.correct(world.nonna, told(cake, kept=1), cake.version)
    lots = PantryStock.select().where(PantryStock.origin == "leftover")
    assert sum(lot.on_hand for lot in lots) == 1_000
    assert cake.fresh().outcome().kept == 1
    assert invariants.check() == []


@pytest.mark.parametrize(("wish", "field"), [
    ({"kept": 6, "until": dt.date(2999, 1, 1)}, "kept"),
    ({"kept": 3, "wasted": 3, "reason": "cold", "until": dt.date(2999, 1, 1)}, "kept"),
    ({"wasted": 6, "reason": "cold"}, "wasted"),
    ({"wasted": 1}, "reason"),
    ({"kept": 1}, "until"),
    ({"kept": 1, "until": dt.date(2020, 1, 1)}, "until"),
])
def test_what_can_not_be_is_refused_beside_its_field(world, cake, wish, field):
    with pytest.raises(Refusal) as refused:
        cake.correct(world.nonna, told(cake, **wish), cake.version)
    assert refused.value.field == field
    assert cake.fresh().version == cake.version and not kinds()[-1].endswith(("kept", "wasted"))


def test_eaten_leftovers_stay_kept(world, cake):
    cake.correct(world.nonna, told(cake, kept=3, until=world.rossi.today()), cake.version)
    PantryStock.select().where(PantryStock.origin == "leftover").get().take(1_000, world.leo)
    cake = cake.fresh()
    with pytest.raises(Refusal) as refused:
        cake.correct(world.nonna, told(cake, kept=1), cake.version)
    assert refused.value.field == "kept"
    with pytest.raises(Conflict, match="has been eaten"):
        cake.recall(world.nonna)
    assert cake.fresh().state == "ready" and invariants.check() == []


def test_called_back_it_gives_back_what_was_really_used_and_nothing_is_left_over(world, cake):
    lots = list(cake.outcome().amounts)
    there = {lot: left_in(lot) + amount for lot, amount in cake.outcome().amounts.items()}
    other = larder.lot(larder.ingredient(world.rossi, "Almonds"), 700_000)
    amounts = {lots[0]: 10_000, other.id: 90_000}
    cake.correct(world.nonna, Outcome(amounts, 2, world.rossi.today(), 1, "burnt"), cake.version)
    cake.recall(world.nonna)
    now = cake.fresh()
    assert {lot: left_in(lot) for lot in [*lots, other.id]} == there | {other.id: 700_000}
    assert (now.wasted, now.reason, now.outcome()) == (0, "", Outcome({}))
    assert not PantryStock.select().where(PantryStock.origin == "leftover", PantryStock.on_hand > 0).exists()
    assert invariants.check() == []
    now.finish(world.nonna)
    assert now.fresh().outcome().amounts == amounts == pantry.planned_for(world.rossi, now.id)
    assert invariants.check() == []


@pytest.mark.parametrize("state", ["queued", "started"])
def test_only_what_is_ready_has_an_outcome(world, table, state):
    order = table.order(world.leo)
    order.accept(world.nonna)
    if state == "started":
        order.start(world.nonna)
    item = order.items[0].fresh()
    with pytest.raises(Conflict):
        item.correct(world.nonna, Outcome({}, 1, world.rossi.today()), item.version)
