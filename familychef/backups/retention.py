"""Which backups stay: pure rules over the times they were taken at; no folder here."""

import datetime as dt

HOURS, DAYS, MONTHS = 24, 30, 12
FRESH = dt.timedelta(hours=48)


def superfluous(times, verified, now):
    """The set of `times` (aware instants) that may go. `verified`: those whose restoring was tried and went well.

    None goes unless the newest verified one is younger than 48 hours, by a clock that may have moved.
    """
    newest = max((at for at in times if at in verified), default=None)
    if newest is None or abs(now - newest) >= FRESH:
        return set()
    return set(times) - staying(times) - {newest}


def staying(times):
    """The latest of each of the latest 24 hours, 30 days and 12 months that have one."""
    kept = set()
    for form, count in (("%Y-%m-%dT%H", HOURS), ("%Y-%m-%d", DAYS), ("%Y-%m", MONTHS)):
        latest = {}
        for at in sorted(times):
            latest[at.astimezone(dt.UTC).strftime(form)] = at
        kept |= {latest[name] for name in sorted(latest)[-count:]}
    return kept
