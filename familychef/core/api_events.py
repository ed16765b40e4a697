"""For programs: what happened since a version, asked for with patience or followed as a stream, by the same cursor."""

import datetime as dt
import json
import time
from collections import Counter
from typing import Annotated, Any, NamedTuple

from flask import Response, abort, g, request
from pydantic import BaseModel, Field

from . import bell, clock, leaving
from .access import allow
from .api import Api
from .db import let_go, reading
from .events import Event, kept
from .forms import Form
from .live import HEADERS, may_hear
from .throttle import TooMany

api = Api("events")
MOST, BEAT, LOOK, LONGEST = 200, 20, 4, 3600
GAP, MOST_OPEN = "gap", 10
OPEN = Counter()
TELLERS = {}


class SinceQuery(Form):
    """`since`: the version that is known; `wait`: how many seconds to wait for something new."""

    since: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    wait: Annotated[int, Field(ge=0, le=60)] = 0


class Happened(BaseModel):
    """`type`: what happened; `data`: about what, when, and by whom, or what the type says."""

    seq: int
    type: str
    data: dict[str, Any]


class EventsSince(BaseModel):
    """`version`: the cursor for the next question; `complete`: false where some of what was asked for is forgotten, or
    the house was set back to an earlier day: then read again what you keep.
    """

    events: list[Happened]
    version: int
    complete: bool


class Seen(NamedTuple):
    events: list
    cursor: int
    complete: bool


def tells(*kinds):
    """Decorator: function(event, house) -> (type, data), a message of its own for these kinds of events.

    `house`: the address at which it is asked, for links.
    """

    def decorator(function):
        TELLERS.update(dict.fromkeys(kinds, function))
        return function

    return decorator


@api.get("/events", "live.follow", "What happened since a version", query=SinceQuery, gives=EventsSince)
def events(query):
    end, member = time.monotonic() + query.wait, g.member
    while True:
        news = bell.ticket(g.family.id)
        seen = look(query.since, member, house=_house())
        left = end - time.monotonic()
        if seen.events or not seen.complete or left <= 0 or leaving.begun():
            return EventsSince(events=seen.events, version=seen.cursor, complete=seen.complete)
        with let_go():
            news.wait(min(left, LOOK))
        member = (g.program.lives(member) or abort(401)).member


@api.blueprint.get("/events/stream")
@allow("live.follow")
def stream():
    since = request.headers.get("Last-Event-ID") or request.args.get("since", "")
    cursor = int(since) if since.isdecimal() and len(since) < 10 else g.family.version
    if OPEN[g.program.id] >= MOST_OPEN:
        raise TooMany(LOOK, "streams")
    body = _counted(g.program.id, messages(cursor, g.member, g.program, _house()))
    return Response(body, mimetype="text/event-stream", headers=HEADERS)


def messages(cursor, member, program, house):
    """Text of the stream: a JSON object for each event, its number as id, and a comment where nothing happens.

    A `gap` says that something before it can't be told any more. It ends with the token, and within seconds of the
    program.
    """
    spoke, end = time.monotonic(), time.monotonic() + _longest(program)
    yield "retry: 1000\n\n"
    while time.monotonic() < end and not leaving.begun():
        news = bell.ticket(member.family_id)
        with reading():
            acting = program.lives(member)
            if not acting:
                return
            found, cursor, complete = look(cursor, acting.member, house=house)
        if not complete:
            found = [Happened(seq=found[0].seq - 1 if found else cursor, type=GAP, data={}), *found]
        for each in found:
            yield f"id: {each.seq}\ndata: {json.dumps({'type': each.type, 'data': each.data})}\n\n"
        if found:
            spoke = time.monotonic()
        elif time.monotonic() - spoke >= BEAT:
            yield ": still here\n\n"
            spoke = time.monotonic()
        news.wait(LOOK)


def look(cursor, member, most=MOST, house=None):
    """What happened after `cursor` that this member may know of, the oldest first, not all at once.

    `house`: where links lead; without one, rooms add no messages of their own.
    """
    first, version = kept(member.family_id)
    query = Event.select().where(Event.family_id == member.family_id, Event.seq > cursor)
    rows = list(query.order_by(Event.seq).limit(most))
    told = [each for row in rows if may_hear(row, member) for each in _told(row, house)]
    return Seen(told, rows[-1].seq if rows else version, first <= cursor <= version)


def _counted(id, body):
    """The stream, counted from its first word to its end as one of this program's in this process."""
    OPEN[id] += 1
    try:
        yield from body
    finally:
        OPEN[id] -= 1
        if not OPEN[id]:
            del OPEN[id]


def _longest(program):
    """Seconds until the token ends that opened the stream, at most an hour."""
    left = program.told_until and (program.told_until - clock.now()).total_seconds()
    return LONGEST if left is None else min(LONGEST, left)


def _house():
    return request.host_url.rstrip("/")


def _told(row, house):
    at = row.at.astimezone(dt.UTC).isoformat()
    yield Happened(seq=row.seq, type=row.kind, data={"subject": row.subject, "at": at, "actor": row.actor_id})
    if house and row.kind in TELLERS:
        kind, data = TELLERS[row.kind](row, house)
        yield Happened(seq=row.seq, type=kind, data=data)
