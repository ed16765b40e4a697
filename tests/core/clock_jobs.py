"""Jobs of the tests' own, in a house that has no others."""

import datetime as dt
from contextlib import contextmanager

import pytest
import time_machine

from familychef.core import clock

MORNING = dt.datetime(2026, 11, 21, 5, 10, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def house(world):
    """No job is declared but the test's, and it is ten past six in Rome; `house.later(hours=1)` moves the clock."""
    from familychef import rooms
    from familychef.core.jobs import registry

    rooms.load()
    declared = dict(registry)
    registry.clear()
    with time_machine.travel(MORNING, tick=False) as hand:
        yield House(world, hand)
    registry.clear()
    registry.update(declared)


class House:
    def __init__(self, world, hand):
        self.world, self.hand = world, hand
        self.old(world.rossi, world.neri)

    def old(self, *families):
        """They were founded long ago, so what is due is due for them."""
        for family in families:
            family.changed_rows(created_at=MORNING - 30 * DAY)

    def look(self):
        """What each tick does."""
        from familychef.worker import look_at_the_clock

        look_at_the_clock()

    def later(self, **more):
        self.hand.shift(dt.timedelta(**more))
        self.look()

    def runs(self, job=None):
        """Its rows, the oldest first."""
        from familychef.core.job_runs import JobRun

        rows = JobRun.select().order_by(JobRun.id)
        return list(rows.where(JobRun.job == job) if job else rows)


def declare(run, name="pantry.stock", **more):
    """A daily job at six in Rome; the house's is at four in UTC."""
    from familychef.core.jobs import job

    at = "04:00" if more.get("per") == "house" else "06:00"
    job(name, "Stock check", **{"every": "day", "at": at} | more)(run)


def note(family):
    """An effect one can count: an event of the family."""
    from familychef.core.db import transaction
    from familychef.core.events import record

    with transaction(family):
        record("stock.checked", family, stale="", needs="family.manage")
    return 1


def noted(family):
    """When the effect happened, in the family's wall time."""
    from familychef.core.events import Event

    rows = Event.select().where(Event.family_id == family.id, Event.kind == "stock.checked").order_by(Event.seq)
    return [f"{clock.local(row.at, family.timezone):%d %H:%M}" for row in rows]


def kinds(family):
    from familychef.core.events import Event

    rows = Event.select(Event.kind).where(Event.family_id == family.id, Event.kind.startswith("job."))
    return [row.kind for row in rows.order_by(Event.seq)]


@contextmanager
def cut_off():
    """The process ends in the middle of a job: nothing it would have said at the end is said."""

    class Killed(BaseException):
        pass

    def dies(*_args):
        raise Killed

    try:
        yield dies
    except Killed:
        pass
