"""GET /live: the stream names what is stale; the page fetches it again."""

import time

from flask import Blueprint, Response, current_app, g, request

from . import bell, events
from .access import allow, allows
from .db import reading
from .events import KEPT_FOR_REPLAY, Event

live = Blueprint("live", __name__)
HEARTBEAT = 20
MEMBERSHIP_CHECK = 4
LONGEST = 3600


@live.get("/live")
@allow("family.view")
def stream():
    since = request.headers.get("Last-Event-ID") or request.args.get("since", "")
    cursor = int(since) if since.isdecimal() and len(since) < 16 else g.family.version
    body = messages(cursor, g.member, g.session, current_app.config["BUILD"])
    headers = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
    return Response(body, mimetype="text/event-stream", headers=headers)


def messages(cursor, member, session, build):
    """Text of the stream, without end: hello, then what became stale after `cursor`, and a ping every 20 s.

    Holds no database connection between looks; ends within seconds of the session or the membership.
    """
    yield "retry: 1000\n" + message("hello", cursor, f"{build} {now_ms()}")
    spoke, end = time.monotonic(), time.monotonic() + LONGEST
    while time.monotonic() < end:
        news = bell.ticket(member.family_id)
        with reading():
            if not session.lives(member):
                return
            batch, cursor = look(cursor, member)
        if batch:
            yield batch
            spoke = time.monotonic()
        elif time.monotonic() - spoke >= HEARTBEAT:
            yield message("ping", cursor, now_ms())
            spoke = time.monotonic()
        news.wait(MEMBERSHIP_CHECK)


def look(cursor, member):
    """(text of the messages after `cursor` that this member may know, the new cursor)."""
    version = events.latest([member.family_id]).get(member.family_id, 0)
    if cursor == version:
        return "", version
    elif cursor > version or version - cursor > KEPT_FOR_REPLAY:
        return message("reload", version), version
    else:
        return signals(list(Event.since(cursor, member.family_id)), cursor, member)


def signals(found, cursor, member):
    """One message per stale name; the new cursor rides on the last, so a cut batch is sent again."""
    known = [event for event in found if _may_hear(event, member)]
    names = list(dict.fromkeys(name for event in known for name in event.stale.split()))
    latest = found[-1].seq if found else cursor
    marks = [cursor] * (len(names) - 1) + [latest]
    return "".join(message(name, mark) for name, mark in zip(names, marks, strict=False)), latest


def message(event, mark, data=""):
    return f"event: {event}\nid: {mark}\ndata: {data}\n\n"


def now_ms():
    return int(time.time() * 1000)


def _may_hear(event, member):
    return allows(member, event.needs) and event.member_id in (None, member.id)
