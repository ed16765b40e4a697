"""For programs: what happened since a version, asked for with patience or followed as a stream, by the same cursor."""

import datetime as dt
import json
import time
from typing import Annotated, Any

from flask import Response, g, request
from pydantic import BaseModel, Field

from . import bell
from .access import allow
from .api import Api
from .db import enter_request, leave_request, reading
from .events import Event, latest
from .forms import Form
from .live import HEADERS, may_hear

api = Api("events")
MOST, BEAT, LOOK, LONGEST = 200, 20, 4, 3600
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


class News(BaseModel):
    """`version`: the cursor for the next question."""

    events: list[Happened]
    version: int


def tells(*kinds):
    """Decorator: function(subject) -> (type, data), a message of its own for these kinds of events."""

    def decorator(function):
        TELLERS.update(dict.fromkeys(kinds, function))
        return function

    return decorator


@api.get("/events", "live.follow", "What happened since a version", query=SinceQuery, gives=News)
def events(query):
    end = time.monotonic() + query.wait
    while True:
        news = bell.ticket(g.family.id)
        found, version = look(query.since, g.member)
        left = end - time.monotonic()
        if found or left <= 0:
            return News(events=found, version=version)
        leave_request()
        news.wait(min(left, LOOK))
        enter_request()


@api.blueprint.get("/events/stream")
@allow("live.follow")
def stream():
    since = request.headers.get("Last-Event-ID") or request.args.get("since", "")
    cursor = int(since) if since.isdecimal() and len(since) < 10 else g.family.version
    return Response(messages(cursor, g.member, g.program), mimetype="text/event-stream", headers=HEADERS)


def messages(cursor, member, program):
    """Text of the stream: a JSON object for each event, its number as id, and a comment where nothing happens."""
    spoke, end = time.monotonic(), time.monotonic() + LONGEST
    yield "retry: 1000\n\n"
    while time.monotonic() < end:
        news = bell.ticket(member.family_id)
        with reading():
            acting = program.lives(member)
            if not acting:
                return
            found, cursor = look(cursor, acting.member)
        for each in found:
            yield f"id: {each.seq}\ndata: {json.dumps({'type': each.type, 'data': each.data})}\n\n"
        if found:
            spoke = time.monotonic()
        elif time.monotonic() - spoke >= BEAT:
            yield ": still here\n\n"
            spoke = time.monotonic()
        news.wait(LOOK)


def look(cursor, member, most=MOST):
    """([Happened] after `cursor` that this member may know of, the new cursor), the oldest first, not all at once."""
    version = latest([member.family_id]).get(member.family_id, 0)
    query = Event.select().where(Event.family_id == member.family_id, Event.seq > cursor)
    rows = list(query.order_by(Event.seq).limit(most))
    told = [each for row in rows if may_hear(row, member) for each in _told(row)]
    return told, rows[-1].seq if rows else max(cursor, version)


def _told(row):
    at = row.at.astimezone(dt.UTC).isoformat()
    yield Happened(seq=row.seq, type=row.kind, data={"subject": row.subject, "at": at, "actor": row.actor_id})
    if row.kind in TELLERS:
        kind, data = TELLERS[row.kind](row)
        yield Happened(seq=row.seq, type=kind, data=data)
