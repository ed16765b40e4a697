"""What the house does by the clock: rooms declare jobs; what ran of them, what is due, and what somebody asks for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from . import clock, schedule
from .db import transaction
from .events import record
from .job_runs import HOUSE, JobRun
from .schedule import Daily, Hourly

registry = {}
GRACE = clock.minutes(60)


@dataclass(frozen=True)
class Job:
    """A declared job; `run` is the function itself, `done(count)` puts its result into words."""

    name: str
    title: object
    every: Daily | Hourly
    per_family: bool
    atomic: bool
    run: Callable
    done: Callable | None


class Home(NamedTuple):
    """For whom a job runs: a family, or the house with the id HOUSE. `since`: what was due before is nothing to it."""

    id: int
    timezone: str
    since: dt.datetime | None
    family: Any


THE_HOUSE = Home(HOUSE, "UTC", None, None)


def job(name, title, *, every, at="00:00", per="family", atomic=True, done=None):
    """Declare a function of a room's jobs.py as periodic; that is all it takes, a page and the doctor know it then.

        @job("pantry.tidy", _l("Forgetting alerts that are long over"), every="day", at="03:45", done=forgotten)
        def forget(family):
            return Alert.delete().where(...).execute()

        def forgotten(count):
            return ngettext("%(count)s alert forgotten", "%(count)s alerts forgotten", count)

    every: "day" (from `at` on, on the family's wall; UTC for the house) or "hour". per: "family", whose row the
    function gets, or "house", and it gets nothing. What was missed runs late and once; a family begins with the first
    time that comes after it was founded.

    atomic: effect and "done" are one transaction of the family, so the effect happens once whatever dies; the function
    must not wait, nor touch anything but rows. With atomic=False (files, letters, many small transactions) it must be
    safe to repeat, for it runs again when its process ends in the middle. A function that raises is tried again after
    1, 5, 15 and 60 minutes. It may return how many things it did, or {what: how many} of what it cleared away; `done`
    puts that into words.
    """

    def decorator(function):
        when = Daily(dt.time.fromisoformat(at)) if every == "day" else Hourly()
        registry[name] = Job(name, title, when, per == "family", atomic, function, done)
        return function

    return decorator


def title(name):
    """What people call it; a job that is no more says its own name."""
    return str(registry[name].title) if name in registry else name


def ask(job, family, by, after):
    """Let a job run soon, for this family or for the house. `after`: the number of the run `by` saw as its latest.

    Returns False when there is nothing to add: it was asked for already, or ran since.
    """
    with transaction(family):
        asked = JobRun.ask(job.name, family.id if job.per_family else HOUSE, after, asked_in=family.id)
        if asked:
            tell("job.asked", job, family, actor=by)
    return asked


class Ledger:
    """What ran of these jobs, read in two queries; `family_id`: only for this one and the house."""

    def __init__(self, jobs, now, family_id=None):
        ours = JobRun.job.in_([job.name for job in jobs])
        if family_id is not None:
            ours &= JobRun.family_id.in_([HOUSE, family_id])
        counts = [(JobRun.job == job.name) & (JobRun.due_at <= schedule.horizon(job.every, now)) for job in jobs]
        self._latest = JobRun.latest(ours)
        self._periods = JobRun.periods(ours & reduce(or_, counts))
        self._now = now

    def latest(self, job, home):
        return self._latest.get((job.name, home.id))

    def due(self, job, home):
        return schedule.due(job.every, *self._facts(job, home))

    def next_run(self, job, home):
        """The instant; when it has passed, the run is due."""
        return schedule.next_run(job.every, *self._facts(job, home))

    def is_overdue(self, job, home):
        """Due or left in the middle for an hour, and nobody runs it."""
        latest, limit = self.latest(job, home), self._now - GRACE
        if latest and latest.is_alive(self._now):
            return False
        since = schedule.due_since(job.every, *self._facts(job, home))
        return bool(since and since < limit or latest and latest.state == "running" and latest.seen_at < limit)

    def wants(self, job, home):
        """Is there something to do now?"""
        latest = self.latest(job, home)
        if latest and latest.is_alive(self._now):
            return False
        return bool(self.due(job, home)) or bool(latest and latest.is_wanted(self._now))

    def _facts(self, job, home):
        return self._periods.get((job.name, home.id)), self._now, home.timezone, home.since


def homes_of(job, families):
    """For whom it runs."""
    return [Home(each.id, each.timezone, each.created_at, each) for each in families] if job.per_family else [THE_HOUSE]


def tell(kind, job, family, actor=None):
    """An event of the family about a job; the list of jobs is stale then."""
    record(kind, family, actor=actor, stale="jobs", needs="family.manage", changes={"job": [None, job.name]})
