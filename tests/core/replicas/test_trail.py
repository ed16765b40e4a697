"""How old a follower is, told by where the one ahead was at which moment."""

import pytest

from familychef.core import trail
from familychef.core.trail import MOST, Trail


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(trail, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def followed(clock):
    """At second 100 it was at 10, at 101 at 20, at 102 at 30; now it is 105."""
    followed = Trail()
    for at, position in ((100, 10), (101, 20), (102, 30)):
        followed.mark(at, position)
    clock[0] = 105
    return followed


@pytest.mark.parametrize(("position", "age", "behind"), [
    (9, float("inf"), 5), (10, 5, 4), (19, 5, 4), (20, 4, 3), (30, 3, 0), (99, 3, 0),
])
def test_a_follower_is_as_old_as_the_last_mark_it_passed(followed, position, age, behind):
    assert (followed.age(position), followed.behind(position)) == (age, behind)


def test_without_a_mark_nobody_knows(clock):
    assert (Trail().age(10), Trail().behind(10)) == (float("inf"), 0)


def test_a_mark_is_due_each_second(clock):
    followed = Trail()
    assert followed.is_due
    followed.mark(100, 10)
    assert not followed.is_due
    clock[0] += trail.EVERY
    assert followed.is_due


def test_it_stays_small_and_still_knows_since_when(clock):
    followed = Trail()
    for number in range(2 * MOST):
        followed.mark(100 + number, number)
    clock[0] = 100 + 2 * MOST
    assert len(followed.marks) == MOST
    assert (followed.age(0), followed.behind(0)) == (2 * MOST, 2 * MOST - 1)


def test_who_was_set_back_begins_anew(followed):
    followed.mark(104, 5)
    assert (followed.age(5), followed.behind(5)) == (1, 0)
