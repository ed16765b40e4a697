"""The list writes itself: what lacks is on it with its reason, and goes when there is no reason any more."""

import datetime as dt

import pytest
import time_machine

from familychef.core.db import database
from familychef.core.events import Event
from familychef.shopping import actions
from familychef.shopping.keeping import keep
from familychef.shopping.models import ShoppingGap, ShoppingListItem
from familychef.shopping.page import Entry
from familychef.worker import look_at_the_clock
from tests import larder

LITRE = KILO = 1_000_000


@pytest.fixture
def rice(world, happen):
    """200 g of rice; there should always be 500 g."""
    rice = larder.ingredient(world.rossi, "Rice", threshold=500_000, aisle="dry")
    larder.lot(rice, 200_000)
    keep(world.rossi)
    happen()
    return rice


def line_of(food):
    return ShoppingListItem.get(ShoppingListItem.ingredient == food, ShoppingListItem.state == "open")


def why(world, food):
    return Entry(line_of(food), world.pia).reasons


def test_what_is_low_is_on_the_list_with_its_reason(world, rice, listed):
    assert listed() == [("Rice", 300_000)] and why(world, rice) == ["low: below 500 g"]
    assert line_of(rice).origin == "low_stock"
    event = Event.get(Event.kind == "shopping.kept")
    assert event.changes == {rice.dom_id: [None, 300_000]} and event.stale == "shopping"


def test_looking_again_changes_nothing(world, rice):
    before = Event.select().count()
    assert not keep(world.rossi) and Event.select().count() == before


def test_packs_are_bought_whole(world, listed):
    larder.ingredient(world.rossi, "Flour", threshold=1_200_000, pack=KILO)
    keep(world.rossi)
    assert listed() == [("Flour", 2 * KILO)]


def test_stock_that_comes_takes_the_line_away_and_stock_that_goes_brings_it(world, rice, listed, happen):
    rice.add_lot(400_000, world.pia)
    happen()
    assert listed() == []
    rice.take(350_000, world.nonna)
    happen()
    assert listed() == [("Rice", 250_000)]


def test_a_line_that_is_ticked_stays(world, rice, listed, happen):
    from familychef.core import clock

    line_of(rice).tick(True, clock.now(), world.pia)
    rice.add_lot(KILO, world.nonna)
    happen()
    assert listed() == [("Rice", 300_000)]


def test_what_somebody_took_off_is_not_written_again_until_its_reason_was_gone(world, rice, listed, happen):
    actions.remove(line_of(rice), world.pia)
    rice.take(100_000, world.nonna)
    happen()
    assert listed() == []
    rice.add_lot(KILO, world.pia)
    happen()
    rice.take(KILO, world.nonna)
    happen()
    assert listed() == [("Rice", 400_000)]


def test_what_was_taken_off_without_a_reason_is_written_when_there_is_one(world, foods, add, listed, happen):
    (milk,) = add("1 l milk")
    actions.remove(milk, world.pia)
    foods["milk"].describe(world.nonna, 1, threshold=LITRE)
    happen()
    assert listed() == [("Milk", LITRE)]


def test_what_people_wish_counts_against_what_lacks(world, rice, listed, add):
    add("1 kg rice")
    assert listed() == [("Rice", KILO)] and line_of(rice).origin == "manual"
    assert why(world, rice) == ["low: below 500 g"]


def test_a_small_wish_is_filled_up(world, rice, listed, add):
    add("100 g rice")
    assert listed() == [("Rice", 300_000)]
    add("rice")
    assert listed() == [("Rice", 300_000)]


def test_an_amount_somebody_set_stays_as_it_was_set(world, rice, listed, happen):
    from familychef.shopping.reading import wish_for

    line = line_of(rice)
    actions.change(line, world.pia, line.version, wish=wish_for(rice, "100 g"))
    rice.take(50_000, world.nonna)
    happen()
    assert listed() == [("Rice", 100_000)]


def test_what_nobody_measures_is_written_without_an_amount(world, foods, listed, happen):
    foods["salt"].set_level("low", world.nonna)
    happen()
    assert listed() == [("Salt", None)] and why(world, foods["salt"]) == ["running low"]
    foods["salt"].set_level("plenty", world.nonna)
    happen()
    assert listed() == []


@pytest.fixture
def gap(world, foods, happen):
    """An omelette for Leo that Nonna accepted although six eggs are missing."""
    from familychef.kitchen import actions as kitchen

    larder.lot(foods["eggs"], 2_000)
    dish = larder.dish(world.rossi, "Omelette", {foods["eggs"]: 8_000}, portions=1)
    kitchen.add_to_cart(world.leo, dish, for_member=world.leo, asked=True)
    order = kitchen.place_order(world.leo, key="omelette", cart="")
    order.accept(world.nonna, "anyway")
    happen()
    return order


def test_what_an_order_lacks_is_bought_for_it(world, foods, gap, listed, happen):
    assert listed() == [("Eggs", 6_000)]
    assert (line_of(foods["eggs"]).origin, why(world, foods["eggs"])) == ("order", ["for Omelette"])
    gap.fresh().cancel(world.leo)
    happen()
    assert listed() == [] and not ShoppingGap.select().exists()


def test_food_past_its_date_lacks_without_anybody_touching_it(world, listed):
    ham = larder.ingredient(world.rossi, "Ham", threshold=100_000)
    day = world.rossi.today()
    larder.lot(ham, 150_000, date=day, use_until=day, date_kind="use_by")
    look_at_the_clock()
    assert listed() == []
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=2), tick=False):
        look_at_the_clock()
    assert listed() == [("Ham", 100_000)]


def test_the_neighbours_list_is_theirs(world, rice):
    keep(world.neri)
    assert not world.neri.of(ShoppingListItem).exists()


def test_the_number_of_queries_does_not_grow_with_the_larder(world, rice, monkeypatch):
    def looked():
        asked = []
        with monkeypatch.context() as patch:
            ask = database.obj.execute_sql
            patch.setattr(database.obj, "execute_sql", lambda *sql, **more: asked.append(sql) or ask(*sql, **more))
            keep(world.rossi)
        return len(asked)

    few = looked()
    for number in range(30):
        larder.lot(larder.ingredient(world.rossi, f"Food {number}", threshold=1000), 5000)
    assert looked() == few


def test_a_revived_list_says_nothing_twice(world, rice, listed):
    from familychef.shopping.models import ShoppingList

    first = ShoppingList.get()
    ShoppingList.update(archived=True).where(ShoppingList.id == first.id).execute()
    keep(world.rossi)
    ShoppingList.update(archived=False).where(ShoppingList.id == first.id).execute()
    keep(world.rossi)
    assert len(listed()) == len({name for name, _amount in listed()}) > 0
