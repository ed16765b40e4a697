"""Reactions to events: each exactly once, and a failed one later."""

import pytest

from familychef.core import leaving, relay
from familychef.core.db import transaction
from familychef.core.events import Event, record
from familychef.core.relay import DeliveryOfEvent, deliver, deliver_pending
from familychef.families.models import Family


@pytest.fixture
def reactions():
    kept = dict(relay.reactions)
    relay.reactions.clear()
    yield
    relay.reactions.clear()
    relay.reactions.update(kept)


def happen(world):
    with transaction(world.rossi):
        record("dish.cooked", world.leo)
    return Event.get()


def test_a_reaction_happens_once_however_often_the_event_is_delivered(world, reactions):
    seen = []
    relay.on("dish.cooked")(lambda event, family: seen.append(family.name))
    event = happen(world)
    deliver(event, world.rossi)
    deliver(event, world.rossi)
    assert seen == ["Rossi"] and DeliveryOfEvent.select().count() == 1 and Event.get().settled


def test_a_failed_reaction_is_tried_again_and_the_others_are_not(world, reactions):
    seen, broken = [], [True]

    @relay.on("dish.cooked")
    def thank(event, family):
        seen.append("thank")

    @relay.on("dish.cooked")
    def stumble(event, family):
        if broken[0]:
            raise ValueError
        seen.append("stumble")

    happen(world)
    assert deliver_pending(Family) == 0 and not Event.get().settled
    broken[0] = False
    assert deliver_pending(Family) == 1 and seen == ["thank", "stumble"]


def test_a_failed_reaction_leaves_none_of_its_changes(world, reactions):
    @relay.on("dish.cooked")
    def half(event, family):
        record("half.done", world.leo)
        raise ValueError

    happen(world)
    deliver_pending(Family)
    assert [event.kind for event in Event.select()] == ["dish.cooked"]


def test_what_a_reaction_causes_is_an_event_too(world, reactions):
    relay.on("dish.cooked")(lambda event, family: record("thanks.sent", world.leo))
    relay.on("thanks.sent")(lambda event, family: None)
    happen(world)
    assert deliver_pending(Family) == 2 and deliver_pending(Family) == 0
    assert [event.seq for event in Event.select().order_by(Event.seq)] == [1, 2]


def test_what_fails_again_and_again_holds_up_nothing(world, reactions):
    def fail(event, family):
        if family.id == world.rossi.id:
            raise OSError

    relay.on("dish.cooked")(fail)
    for family in (world.rossi, world.rossi, world.rossi, world.neri):
        with transaction(family):
            record("dish.cooked", family)
    assert deliver_pending(Family, limit=2) == 1
    assert [event.family_id for event in Event.select().where(~Event.settled)] == [world.rossi.id] * 3


def test_nobody_listens_and_the_event_is_settled_at_once(world, reactions):
    assert happen(world).settled and deliver_pending(Family) == 0


def test_a_process_that_leaves_begins_nothing_and_the_next_one_goes_on(world, reactions, monkeypatch):
    seen = []
    relay.on("dish.cooked")(lambda event, family: seen.append(family.name))
    happen(world)
    with monkeypatch.context() as on_its_way_out:
        on_its_way_out.setattr(leaving, "begun", lambda: True)
        assert deliver_pending(Family) == 0 and not seen
    assert deliver_pending(Family) == 1 and seen == ["Rossi"]
