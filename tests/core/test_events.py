"""One event per change, in its transaction, numbered without a gap."""

import pytest

from familychef.core import bell
from familychef.core.db import open_family, transaction
from familychef.core.events import Event, record
from familychef.families.models import Family


def version(family):
    return Family.get_by_id(family.id).version


def test_an_event_outside_its_transaction_is_refused(world):
    with pytest.raises(RuntimeError):
        record("order.placed", world.leo)
    with transaction(world.neri), pytest.raises(RuntimeError):
        record("order.placed", world.leo)
    assert Event.select().count() == 0


def test_the_event_number_is_the_family_version(world):
    with transaction(world.rossi):
        assert [record("a", world.leo), record("b", world.leo)] == [1, 2]
    assert version(world.rossi) == 2 and version(world.neri) == 0


def test_what_is_rolled_back_leaves_no_gap(world):
    with pytest.raises(ZeroDivisionError), transaction(world.rossi):
        record("a", world.leo)
        raise ZeroDivisionError
    with transaction(world.rossi):
        record("b", world.leo)
    assert [(event.seq, event.kind) for event in Event.select()] == [(1, "b")]


def test_nested_transactions_of_a_family_are_one(world):
    with pytest.raises(ZeroDivisionError), transaction(world.rossi):
        with transaction(world.rossi):
            record("a", world.leo)
        raise ZeroDivisionError
    assert Event.select().count() == 0 and open_family() is None


def test_one_family_can_not_be_changed_inside_another(world):
    with transaction(world.rossi), pytest.raises(RuntimeError), transaction(world.neri):
        pass


def test_the_bell_rings_after_the_commit_and_not_for_a_rollback(world):
    heard = bell.ticket(world.rossi.id)
    with transaction(world.rossi):
        record("a", world.leo)
        assert not heard.is_set()
    assert heard.is_set()
    silent = bell.ticket(world.rossi.id)
    with pytest.raises(ZeroDivisionError), transaction(world.rossi):
        raise ZeroDivisionError
    assert not silent.is_set()


def test_a_broken_far_bell_breaks_nothing(world):
    bell.connect_far(lambda family_id: 1 / 0)
    try:
        with transaction(world.rossi):
            record("a", world.leo)
    finally:
        bell.forget_far()
    assert version(world.rossi) == 1


def test_an_event_says_who_did_it_in_which_role(world):
    with transaction(world.rossi):
        record("a", world.leo, actor=world.nonna, changes={"portions": 2})
    event = Event.get()
    assert (event.actor_id, event.actor_roles, event.changes) == (world.nonna.id, ["chef"], {"portions": 2})
