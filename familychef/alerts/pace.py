"""When something may be said: not in the quiet hours, and for who likes it once a day, all of it then."""

import datetime as dt

from familychef.core import clock

DAY = dt.timedelta(days=1)


def next_moment(now, timezone, quiet_from=None, quiet_until=None, digest_at=None):
    """The instant from `now` (aware) on at which one may be told. The others are wall times (dt.time) or None."""
    at = _next(now, digest_at, timezone) if digest_at else now
    return _next(at, quiet_until, timezone) if _is_quiet(at, timezone, quiet_from, quiet_until) else at


def _is_quiet(at, timezone, start, end):
    """The night may lie in between: 22:00 to 07:00."""
    if start is None or end is None or start == end:
        return False
    time = clock.local(at, timezone).time()
    return start <= time < end if start < end else time >= start or time < end


def _next(after, time, timezone):
    """The first instant not before `after` at which the clock on the wall shows this time."""
    day = clock.local(after, timezone).date()
    today = clock.instant(day, time, timezone)
    return today if today >= after else clock.instant(day + DAY, time, timezone)
