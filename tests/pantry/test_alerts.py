"""Alerts open once, resolve by themselves, can be put off, and cost the same however full the pantry is."""

import datetime as dt

import peewee
import pytest
import time_machine

from familychef import rooms
from familychef.core import clock, relay
from familychef.core.db import transaction
from familychef.core.events import Event
from familychef.families.models import Family
from familychef.pantry import jobs
from familychef.pantry.models import Alert, PantryStock
from familychef.worker import look_at_the_clock
from tests import larder


@pytest.fixture
def milk(world):
    rooms.load()
    return larder.ingredient(world.rossi, "Milk", base="volume", threshold=500_000)


def said(family):
    return sorted((alert.kind, alert.about) for alert in Alert.open_of(family))


def test_it_opens_once_and_resolves_when_there_is_enough_again(world, milk):
    for _twice in range(2):
        Alert.check(world.rossi)
        assert said(world.rossi) == [("out", f"ingredient-{milk.id}")]
    larder.lot(milk, 200_000)
    Alert.check(world.rossi)
    assert said(world.rossi) == [("low", f"ingredient-{milk.id}")]
    larder.lot(milk, 900_000)
    Alert.check(world.rossi)
    assert said(world.rossi) == []
    kinds = [event.kind for event in Event.select().where(Event.kind.startswith("alert.")).order_by(Event.seq)]
    assert kinds == ["alert.opened", "alert.opened", "alert.resolved", "alert.resolved"]


def test_a_tap_in_the_pantry_is_enough(world, milk):
    batch = larder.lot(milk, 600_000)
    batch.take(300_000, by=world.pia)
    relay.deliver_pending(Family)
    assert said(world.rossi) == [("low", f"ingredient-{milk.id}")]


def test_the_clock_opens_what_ends_and_forgets_nothing_when_it_jumps(world, milk):
    batch = larder.lot(milk, 900_000, use_until=world.rossi.today() + dt.timedelta(days=5), date_kind="best_before")
    look_at_the_clock()
    assert said(world.rossi) == []
    for days, kind in ((2, "expiring"), (2, "expiring"), (400, "expired")):
        with time_machine.travel(clock.now() + dt.timedelta(days=days)):
            look_at_the_clock()
            look_at_the_clock()
            assert (kind, f"lot-{batch.id}") in said(world.rossi)


def test_the_database_keeps_a_second_one_out(world, milk):
    Alert.check(world.rossi)
    fields = {"family": world.rossi, "ingredient": milk, "about": f"ingredient-{milk.id}", "kind": "out"}
    with pytest.raises(peewee.IntegrityError), transaction(world.rossi):
        Alert.create(**fields)


def test_the_neighbours_are_not_told(world, milk):
    Alert.check(world.rossi)
    assert said(world.neri) == []


def test_what_is_long_over_is_forgotten_and_what_is_open_never(world, milk):
    Alert.check(world.rossi)
    larder.lot(milk, 900_000)
    Alert.check(world.rossi)
    PantryStock.update(use_until=world.rossi.today()).execute()
    Alert.check(world.rossi)
    jobs.forget(world.rossi)
    assert Alert.select().count() == 2
    with time_machine.travel(clock.now() + dt.timedelta(days=91)):
        jobs.forget(world.rossi)
        assert [alert.kind for alert in Alert.select()] == ["expiring"]
