"""What time it is: instants are aware UTC; days and wall times belong to a family's time zone."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

UTC = dt.UTC
AREAS = {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


def now():
    return dt.datetime.now(UTC)


def ago(span):
    """The instant so long before now; `span`: a timedelta."""
    return now() - span


def today(timezone):
    """The date on the family's wall."""
    return local(now(), timezone).date()


def local(instant, timezone):
    return instant.astimezone(ZoneInfo(timezone))


def instant(day, time, timezone):
    """The UTC instant of a wall time; in the hour that clocks skip or repeat, the first reading."""
    return dt.datetime.combine(day, time, ZoneInfo(timezone)).astimezone(UTC)


def midnight(day, timezone):
    """The instant a day begins there; where clocks skip midnight, that is when they do."""
    return instant(day, dt.time.min, timezone)


def minutes(count):
    return dt.timedelta(minutes=count)


@lru_cache(maxsize=1)
def timezones():
    """The zones people live in: a place on a continent or an ocean, without the old names of countries."""
    return sorted(name for name in available_timezones() if name.split("/")[0] in AREAS or name == "UTC")
