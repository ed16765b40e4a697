"""Limits: how often somebody may try something, counted in the database for all processes together."""

import datetime as dt
import hashlib
import math

import peewee
from flask import current_app, has_app_context

from . import clock
from .db import Model, UtcField, database, write

MINUTE, HOUR, DAY = 60, 3600, 86400
LIMITS = {
    "orders": (30, MINUTE),
    "api": (300, MINUTE),
    "uploads": (60, HOUR),
    "photos": (240, HOUR),
    "products": (12, MINUTE),
    "lookups": (6, MINUTE),
    "invitations": (20, DAY),
    "families": (5, DAY),
    "calendars": (20, DAY),
    "calendar_tries": (30, 15 * MINUTE),
    "exports": (5, DAY),
    "runs": (30, HOUR),
    "trials": (10, HOUR),
    "reset_links": (20, DAY),
    "mails": (5, HOUR),
    "challenges": (60, 10 * MINUTE),
    "pairings": (10, 10 * MINUTE),
    "pairing_codes": (5, 10 * MINUTE),
    "pins": (5, 15 * MINUTE),
    "accounts": (10, 15 * MINUTE),
    "browsers": (10, 15 * MINUTE),
    "networks": (30, 15 * MINUTE),
    "hashes": (80, MINUTE),
    "hashes_known": (20, MINUTE),
}
OTHERS_RULES = {"products"}
DELAYS = [dt.timedelta(seconds=min(30 * 2**step, HOUR)) for step in range(8)]
KEPT = dt.timedelta(days=2)


class TooMany(Exception):
    """Not now: again in so many `seconds`. `limit` names what was reached, `way` the way in that was tried, if any."""

    way = None

    def __init__(self, seconds, limit=None):
        super().__init__(f"{limit}: {seconds} s")
        self.seconds, self.limit = max(1, math.ceil(seconds)), limit


class Throttle(Model):
    """One counted thing; `key` is a hash of what is limited and for whom."""

    stays = "it counts what happens on this server"

    key = peewee.CharField(max_length=64, primary_key=True)
    count = peewee.IntegerField(default=0)
    since = UtcField(default=clock.now, index=True)
    until = UtcField(null=True)


def take(name, who):
    """One more of what LIMITS[name] allows `who`, outside any transaction. Raises TooMany."""
    most, seconds = _limit(name)
    now = _now()
    start = now - dt.timedelta(seconds=seconds)
    over = Throttle.since <= start
    counted = _count(
        _key(name, who),
        now,
        {Throttle.count: _if(over, 1, Throttle.count + 1), Throttle.since: _if(over, now, Throttle.since)},
        where=over | (Throttle.count < most),
    )
    if not counted:
        row = Throttle.get_or_none(Throttle.key == _key(name, who))
        raise TooMany((row.since.replace(tzinfo=None) - start).total_seconds() if row else 1, name)


def take_slowly(name, who):
    """Like `take`, but from the limit on each one costs a wait that doubles, from 30 seconds to an hour."""
    most, seconds = _limit(name)
    now = _now()
    start = now - dt.timedelta(seconds=seconds)
    over = (Throttle.since <= start) & (Throttle.until.is_null() | (Throttle.until <= start))
    waits = [(Throttle.count == most - 1 + step, now + delay) for step, delay in enumerate(DELAYS)]
    until = peewee.Case(None, [(over | (Throttle.count < most - 1), None), *waits], now + DELAYS[-1])
    counted = _count(
        _key(name, who),
        now,
        {
            Throttle.count: _if(over, 1, Throttle.count + 1),
            Throttle.since: _if(over, now, Throttle.since),
            Throttle.until: until,
        },
        where=Throttle.until.is_null() | (Throttle.until <= now),
    )
    if not counted:
        row = Throttle.get_or_none(Throttle.key == _key(name, who))
        raise TooMany((row.until.replace(tzinfo=None) - now).total_seconds() if row and row.until else 1, name)


def give_back(name, who):
    """One that was taken does not count after all."""
    with write():
        spent = (Throttle.key == _key(name, who)) & (Throttle.count > 0)
        Throttle.update(count=Throttle.count - 1).where(spent).execute()


def forget(name, who):
    """Start anew for `who`."""
    with write():
        Throttle.delete().where(Throttle.key == _key(name, who)).execute()


def tidy(now):
    """Drop what no limit looks at any more; returns how many."""
    old = now - KEPT
    with write():
        over = Throttle.until.is_null() | (Throttle.until < old)
        return Throttle.delete().where(Throttle.since < old, over).execute()


def _limit(name):
    most, seconds = LIMITS[name]
    wider = has_app_context() and name not in OTHERS_RULES
    return most * (current_app.config["SETTINGS"].limits if wider else 1), seconds


def _key(name, who):
    return hashlib.sha256(f"{name} {who}".encode(errors="surrogatepass")).hexdigest()


def _now():
    return clock.now().replace(tzinfo=None)


def _if(condition, then, other):
    return peewee.Case(None, [(condition, then)], other)


def _count(key, now, changes, where):
    """One statement that counts, or finds the limit reached: two processes at once never both get the last one."""
    if database.in_transaction():
        raise RuntimeError("a limit is counted before the transaction it protects")
    query = Throttle.insert(key=key, count=1, since=now)
    query = query.on_conflict(conflict_target=[Throttle.key], update=changes, where=where)
    with write():
        return bool(list(query.returning(Throttle.count).execute()))
