"""The row of a food says how much of it the first date is about."""

import datetime as dt

import pytest

from tests import larder
from tests.families.papers import text

pytestmark = pytest.mark.usefixtures("noon")

LITRE = 1_000_000


@pytest.fixture
def milk(world):
    return larder.ingredient(world.rossi, "Milk", base="volume")


@pytest.fixture
def row(world, milk):
    """What stands in the row of the milk."""
    return lambda: text(world.client(world.pia).get("/pantry?show=all"))


def carton(milk, days, quantity=LITRE, **more):
    return larder.lot(milk, quantity, use_until=milk.family.today() + dt.timedelta(days=days), **more)


def test_what_ends_together_is_said_without_an_amount(milk, row):
    carton(milk, 2)
    carton(milk, 2)
    assert "2 l 2 days" in row()


def test_of_what_ends_later_too_the_first_part_is_named(milk, row):
    carton(milk, 2)
    carton(milk, 9, 2 * LITRE)
    assert "3 l 1 l: 2 days" in row()


def test_what_keeps_for_ever_is_not_part_of_it(milk, row):
    carton(milk, 1, 500_000)
    larder.lot(milk, LITRE)
    assert "1.5 l 500 ml: tomorrow" in row()


def test_what_is_past_is_not_part_of_what_there_is(milk, row):
    carton(milk, -3, date_kind="use_by")
    carton(milk, 5)
    assert "1 l 1 l: 3 days past" in row()


def test_what_nobody_measures_has_a_day_alone(milk, row, world):
    carton(milk, 2)
    carton(milk, 9)
    milk.set_level("plenty", world.pia)
    assert "plenty 2 days" in row()
