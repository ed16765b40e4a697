"""News that is told together says how many others there are: each once, and only what is not over."""

import datetime as dt

import pytest

from familychef.alerts.models import Notification
from familychef.pantry import jobs
from familychef.pantry.models import Alert
from tests import larder
from tests.families.papers import text


@pytest.fixture
def foods(world, milk, happen):
    """Milk runs low, and soon after three more foods."""
    milk.carton.take(300_000, by=world.leo)
    happen()
    made = [larder.ingredient(world.rossi, name, threshold=500_000) for name in ("Flour", "Rice", "Sugar")]
    lots = [larder.lot(food, 600_000) for food in made]
    for lot in lots:
        lot.take(300_000, by=world.leo)
        happen()
    return made


@pytest.fixture
def page(world):
    return lambda: text(world.client(world.pia).get("/news"))


def test_others_are_counted_once_each(foods, page):
    assert "Milk: running low, and 3 more" in page()


def test_what_comes_back_is_not_another(world, milk, foods, happen, page):
    for food in (milk, foods[1]):
        alert = Alert.get(Alert.ingredient == food.id)
        for _again in range(3):
            alert.put_off(1, by=world.leo)
            Alert.update(snoozed_until=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)).where(Alert.id == alert.id).execute()
            jobs.tick()
            happen()
    assert "Milk: running low, and 3 more" in page()


def test_what_is_over_is_not_counted(world, foods, happen, page):
    for food, left in zip(foods, (2, 1, 0), strict=True):
        food.add_lot(500_000, by=world.leo)
        happen()
        assert f"Milk: running low, and {left} more" in page() or left == 0
    assert "Milk: running low" in page() and "more" not in page()


def test_what_was_seen_is_history_and_stays(world, foods, happen, page):
    Notification.read_all(world.pia)
    foods[0].add_lot(500_000, by=world.leo)
    happen()
    assert "Milk: running low, and 3 more" in page()
    assert Notification.of_member(world.nonna).get().more == 2


def test_a_page_that_shows_it_is_told(world, foods, happen):
    from familychef.core.events import Event

    before = Event.select().where(Event.kind == "news.told").count()
    foods[0].add_lot(500_000, by=world.leo)
    happen()
    assert Event.select().where(Event.kind == "news.told").count() == before + 1
