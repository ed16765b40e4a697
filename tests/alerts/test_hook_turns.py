"""Who is slow to listen holds up nobody else: not in their own family, not in another."""

import gevent.pool
import pytest

from familychef.alerts import hook_sending
from familychef.alerts.hook_sending import send, send_due
from tests.alerts.hooked import happens, hooked, types


@pytest.fixture
def hook(world):
    return hooked(world.marta)


def test_a_turn_ends_after_a_while_and_the_rest_goes_in_the_next(world, settings, outside, hook, monkeypatch):
    monkeypatch.setattr(hook_sending, "TURN", 0)
    happens(world.rossi, "order.placed", "order.accepted", "order.ready")
    assert [send(hook.id, settings) for _turn in range(4)] == [1, 1, 1, 0]
    assert types(outside) == ["order.placed", "order.accepted", "order.ready"]


def test_within_a_turn_all_goes(world, settings, outside, hook):
    happens(world.rossi, "order.placed", "order.accepted", "order.ready")
    assert send_due(settings) == 3


def test_one_family_never_has_all_hands(monkeypatch):
    monkeypatch.setattr(hook_sending, "_work", lambda *_about: None)
    crew, busy = gevent.pool.Pool(hook_sending.CREW), {}
    begun = [hook_sending._begin(crew, busy, id, "rossi", None) for id in range(4)]
    assert begun == [True, True, False, False]
    assert hook_sending._begin(crew, busy, 9, "neri", None) and busy == {0: "rossi", 1: "rossi", 9: "neri"}
    crew.join()
