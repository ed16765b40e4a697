"""When something is due: pure rules over the clock, a time zone and what ran before; no database here."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from . import clock

NEAR = (1, 0, -1, -2)


class Period(NamedTuple):
    """A day or an hour that wants one run: `name` sorts by time, `at` is the instant from which on it may run."""

    name: str
    at: dt.datetime


@dataclass(frozen=True)
class Daily:
    """Once for each day on the family's wall, from `at` on; an hour that the clocks skip or repeat counts once."""

    at: dt.time
    reach = dt.timedelta(days=2)

    def current(self, now, timezone):
        """The latest period whose time has come."""
        today = clock.local(now, timezone).date()
        near = (self._of(today + dt.timedelta(days=step), timezone) for step in NEAR)
        return next(period for period in near if period.at <= now)

    def following(self, name, timezone):
        """The period after the one of this name."""
        return self._of(dt.date.fromisoformat(name[:10]) + dt.timedelta(days=1), timezone)

    def _of(self, day, timezone):
        return Period(day.isoformat(), clock.instant(day, self.at, timezone))


@dataclass(frozen=True)
class Hourly:
    """Once an hour; hours are the world's, so no clock change skips or repeats one."""

    reach = dt.timedelta(hours=2)

    def current(self, now, timezone):
        return self._of(now.astimezone(clock.UTC).replace(minute=0, second=0, microsecond=0))

    def following(self, name, timezone):
        return self._of(dt.datetime.fromisoformat(name).replace(tzinfo=clock.UTC) + dt.timedelta(hours=1))

    def _of(self, hour):
        return Period(f"{hour:%Y-%m-%dT%H}", hour)


def due(every, last, now, timezone, since=None):
    """The period that wants its run now, or None: what was missed runs late, and only the latest of it.

    `last`: the name of the latest period that was claimed, without those beyond `horizon`; `since`: when the family
    was founded, for what was due before is nothing to it.
    """
    period = every.current(now, timezone)
    wanted = since is None or period.at >= since
    return period if wanted and (last is None or last < period.name) else None


def next_run(every, last, now, timezone, since=None):
    """The instant of the next run; one that has passed already means at once."""
    period = due(every, last, now, timezone, since)
    if period is None:
        name = max(last or "", every.current(now, timezone).name)
        period = every.following(name, timezone)
    return period.at


def due_since(every, last, now, timezone, since=None):
    """The instant of the first run that was missed, or None when none is due."""
    period = due(every, last, now, timezone, since)
    if period and last:
        return every.following(last, timezone).at
    elif period and since:
        return every.following(every.current(since, timezone).name, timezone).at
    else:
        return period and period.at


def horizon(every, now):
    """Runs for later than this were claimed by a clock that was wrong, and don't count."""
    return now + every.reach
