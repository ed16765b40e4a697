"""Heavy work waits in lanes: a flood of passwords leaves pictures free, and its own queue has an end."""

import threading

import gevent
import pytest

from familychef.core import threads
from familychef.core.throttle import TooMany


@pytest.fixture(autouse=True)
def in_the_server(monkeypatch):
    monkeypatch.setattr(threads.monkey, "is_module_patched", lambda _name: True)


def test_a_full_lane_turns_the_next_away_and_the_other_goes_on():
    lane, other, go = threads.Lane("passwords", 1, 2), threads.Lane("pictures", 1, 2), threading.Event()
    waiting = [gevent.spawn(lane.apart, go.wait, 30) for _ in range(3)]
    gevent.sleep(0)
    with pytest.raises(TooMany) as caught:
        lane.apart(int)
    assert (caught.value.limit, caught.value.seconds) == ("passwords", threads.SECONDS_TO_COME_BACK)
    assert other.apart(int, "7") == 7
    go.set()
    assert [one.get() for one in waiting] == [True] * 3
    assert lane.apart(int, "7") == 7


def test_work_that_fails_gives_its_place_back():
    lane = threads.Lane("pictures", 1, 0)
    for _ in range(3):
        with pytest.raises(ValueError):
            lane.apart(int, "no number")


def test_passwords_and_pictures_do_not_share_a_lane():
    from familychef.core import uploads
    from familychef.families import passwords

    assert passwords.PASSWORDS is not uploads.PICTURES
