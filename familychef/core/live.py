"""GET /live: the stream names what is stale; the page fetches it again."""

import time

from flask import Blueprint, Response, current_app, g, request

from . import bell, events, leaving
from .access import allow, hears
from .db import reading
from .events import KEPT_FOR_REPLAY, Event
from .sight import streams

live = Blueprint("live", __name__)
HEARTBEAT, HEARTBEAT_ON_A_WALL = 20, 4
MEMBERSHIP_CHECK = 4
LONGEST = 3600
HEADERS = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}


@live.get("/live")
@allow("live.follow")
def stream():
    since = request.headers.get("Last-Event-ID") or request.args.get("since", "")
    cursor = int(since) if since.isdecimal() and len(since) < 16 else g.family.version
    beat = HEARTBEAT_ON_A_WALL if "wall" in request.args else HEARTBEAT
    body = messages(cursor, g.viewer, g.session or g.device, current_app.config["BUILD"], beat)
    return Response(body, mimetype="text/event-stream", headers=HEADERS)


def messages(cursor, viewer, entry, build, beat=HEARTBEAT):
    """Text of the stream, without end: hello, then what became stale after `cursor`, and a ping every `beat` seconds.

    `entry`: the session or the paired screen. Holds no database connection between looks; ends within seconds of
    the entry or the membership.
    """
    with streams:
        yield from _said(cursor, viewer, entry, build, beat)


def _said(cursor, viewer, entry, build, beat):
    yield "retry: 1000\n" + message("hello", cursor, f"{build} {now_ms()}")
    spoke, end = time.monotonic(), time.monotonic() + LONGEST
    while time.monotonic() < end and not leaving.begun():
        news = bell.ticket(viewer.family_id)
        with reading():
            if not entry.lives(viewer):
                return
            batch, cursor = look(cursor, viewer)
        if batch:
            yield batch
            spoke = time.monotonic()
        elif time.monotonic() - spoke >= beat:
            yield message("ping", cursor, now_ms())
            spoke = time.monotonic()
        news.wait(MEMBERSHIP_CHECK)


def look(cursor, viewer):
    """(text of the messages after `cursor` that this viewer may know, the new cursor)."""
    version = events.latest([viewer.family_id]).get(viewer.family_id, 0)
    if cursor == version:
        return "", version
    elif cursor > version or version - cursor > KEPT_FOR_REPLAY:
        return message("reload", version), version
    else:
        return signals(list(Event.since(cursor, viewer.family_id)), cursor, viewer)


def signals(found, cursor, viewer):
    """One message per stale name; the new cursor rides on the last, so a cut batch is sent again."""
    known = [event for event in found if may_hear(event, viewer)]
    names = list(dict.fromkeys(name for event in known for name in event.stale.split()))
    latest = found[-1].seq if found else cursor
    marks = [cursor] * (len(names) - 1) + [latest]
    return "".join(message(name, mark) for name, mark in zip(names, marks, strict=False)), latest


def message(event, mark, data=""):
    return f"event: {event}\nid: {mark}\ndata: {data}\n\n"


def now_ms():
    return int(time.time() * 1000)


def may_hear(event, viewer):
    return hears(viewer, event.needs) and event.member_id in (None, viewer.member_id)
