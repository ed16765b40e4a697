"""The bell between processes still rings after a quiet while."""

import contextlib
from types import SimpleNamespace

import pytest
import redis

from familychef.core import bell, far_link


class Quiet:
    """What Redis says: nothing, the answer to our question whether it is there, and then a ring."""

    def __init__(self):
        self.asked = 0
        self._said = [None, {"type": "pong", "data": b""}, {"type": "message", "data": b"7"}]

    def subscribe(self, channel):
        pass

    def ping(self):
        self.asked += 1

    def get_message(self, timeout):
        if not self._said:
            raise redis.ConnectionError
        return self._said.pop(0)


def test_after_a_quiet_while_it_still_rings():
    quiet, news = Quiet(), bell.ticket(7)
    with pytest.raises(redis.ConnectionError):
        far_link.Link(None)._follow(quiet)
    assert news.is_set() and quiet.asked == 1


class Enough(Exception):
    pass


def enough(_seconds):
    raise Enough


class Dumb(Quiet):
    """Takes our question whether it is there, and never answers."""

    def __init__(self):
        super().__init__()
        self._said = [None, None, {"type": "message", "data": b"7"}]


def test_who_does_not_answer_is_not_relied_upon():
    link, dumb = far_link.Link(None), Dumb()
    with pytest.raises(redis.TimeoutError):
        link._follow(dumb)
    assert dumb.asked == 1 and not link.listening


def test_what_is_no_ring_does_not_make_it_deaf(monkeypatch):
    """Somebody else may shout on the same channel."""
    said = Quiet()
    said._said = [{"type": "message", "data": b"what?"}]
    link = far_link.Link(None)
    link.client = SimpleNamespace(pubsub=lambda **_more: contextlib.nullcontext(said))
    monkeypatch.setattr(far_link, "time", SimpleNamespace(sleep=enough))
    with pytest.raises(Enough):
        link.listen()
    assert not link.listening and link._complained


def test_nobody_waits_for_who_is_told():
    link = far_link.Link(None)
    link.tell(7)
    assert link._untold == {7}
