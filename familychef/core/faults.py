"""What went wrong in the house itself, for admins: each kind and place once, counted, and never with what was typed."""

import hashlib
import logging
import traceback
from collections import deque

import peewee
from flask import has_request_context, request

from . import clock
from .db import Model, UtcField, database, write
from .logs import request_id
from .paths import PACKAGE

log = logging.getLogger(__name__)
MOST_GROUPS, MOST_WAITING, MOST_LINES = 50, 100, 12
NO_DATABASE = (peewee.OperationalError, peewee.InterfaceError)
HOUSE = f"{PACKAGE.parent}/"
_waiting = deque(maxlen=MOST_WAITING)
_hearers = []


class Fault(Model):
    """Faults of one `kind` (the name of the error) at one `place` (file and function), counted.

    `during`: the method and the pattern of the address, or the job, of the last one; `number`: the one on that page
    and in the log; `request_id`: that of the last one.
    """

    stays = "it tells what went wrong on this server"

    digest = peewee.CharField(max_length=64, unique=True)
    kind = peewee.CharField(max_length=80)
    place = peewee.CharField(max_length=200)
    lines = peewee.TextField()
    during = peewee.CharField(max_length=120, default="")
    count = peewee.IntegerField(default=1)
    first_at = UtcField()
    last_at = UtcField(index=True)
    number = peewee.CharField(max_length=16, default="")
    request_id = peewee.CharField(max_length=64, default="")

    @classmethod
    def latest(cls):
        return list(cls.select().order_by(cls.last_at.desc(), cls.id.desc()).limit(MOST_GROUPS))

    @classmethod
    def clear(cls, id):
        """Forget this group; the next such fault begins a new one."""
        with write():
            return cls.delete().where(cls.id == id).execute()


def note(error, number="", during=None):
    """Keep that this happened; never raises. What the database can't take now is kept for `flush`."""
    try:
        facts = _facts(error, number, during)
        _waiting.append(facts)
        for hear in _hearers:
            hear(facts)
        if not isinstance(error, NO_DATABASE) and not database.in_transaction():
            flush()
    except Exception as second:
        log.error("a fault could not be kept (%s)", type(second).__name__)


def hear(function):
    """Let a function of the facts of each fault be called at once; it must not wait."""
    _hearers.append(function)


def flush():
    """Write what waits; of the groups the latest stay."""
    while _waiting:
        facts = _waiting.popleft()
        try:
            with write():
                _count(facts)
                _forget_the_oldest()
        except BaseException:
            _waiting.appendleft(facts)
            raise


def _facts(error, number, during):
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(HOUSE)] or frames
    place = f"{_short(ours[-1].filename)} {ours[-1].name}"[:200] if ours else "?"
    kind = type(error).__name__[:80]
    lines = "\n".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-MOST_LINES:])
    return {
        "digest": hashlib.sha256(f"{kind} {place}".encode()).hexdigest(), "kind": kind, "place": place, "lines": lines,
        "during": (during or _page())[:120], "number": number, "request_id": request_id()[:64], "at": clock.now(),
    }


def _short(path):
    """From the house's own folder on, or from that of the library."""
    return path.removeprefix(HOUSE).rpartition("site-packages/")[2]


def _page():
    return f"{request.method[:10]} {request.url_rule or ''}".strip() if has_request_context() else ""


def _count(facts):
    now = {name: facts[name] for name in ("lines", "during", "number", "request_id")} | {"last_at": facts["at"]}
    row = {name: facts[name] for name in ("digest", "kind", "place")} | now | {"first_at": facts["at"]}
    query = Fault.insert(**row)
    query.on_conflict(conflict_target=[Fault.digest], update=now | {"count": Fault.count + 1}).execute()


def _forget_the_oldest():
    kept = Fault.select(Fault.id).order_by(Fault.last_at.desc(), Fault.id.desc()).limit(MOST_GROUPS)
    Fault.delete().where(Fault.id.not_in(kept)).execute()
