"""Tells a Sentry of one's own about faults: kind, place and lines, as the admins' inbox has them, nothing more."""

import json
import logging
import secrets
from collections import deque
from importlib.metadata import version
from typing import NamedTuple
from urllib.parse import urlsplit

import gevent

from . import clock, faults, fetch

log = logging.getLogger(__name__)
MOST_WAITING, MOST_BYTES, SECONDS, APART = 20, 10_000, 10, 5
_waiting = deque(maxlen=MOST_WAITING)


class Place(NamedTuple):
    """Where envelopes go; `key` names the project's sender and is no secret."""

    url: str
    host: str
    key: str


def place(dsn):
    """https://key@sentry.example/7, plain http on this machine or in one's own network. Raises ValueError."""
    parts = urlsplit(dsn)
    path, _slash, project = parts.path.rpartition("/")
    odd = parts.password or parts.query or parts.fragment or not dsn.isascii() or not dsn.isprintable()
    if parts.scheme not in {"http", "https"} or not (parts.hostname and parts.username) or odd:
        raise ValueError
    if not project.isdecimal() or not parts.username.isalnum():
        raise ValueError
    port = f":{parts.port}" if parts.port else ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    url = f"{parts.scheme}://{host}{port}{path}/api/{project}/envelope/"
    return Place(url, parts.hostname, parts.username)


def run(settings):
    """The background loop: sends what goes wrong from now on, a fault every few seconds at most."""
    to = place(settings.sentry_dsn)
    faults.hear(_waiting.append)
    while True:
        gevent.sleep(APART)
        if _waiting:
            send(_waiting.popleft(), to)


def send(facts, to):
    """Hand one fault over; returns whether it was taken. What is not is dropped: the inbox has it."""
    auth = f"Sentry sentry_version=7, sentry_client=familychef/{version('familychef')}, sentry_key={to.key}"
    headers = {"X-Sentry-Auth": auth, "Content-Type": "application/x-sentry-envelope"}
    try:
        answer = fetch.post(
            to.url, envelope(facts), most_bytes=MOST_BYTES, seconds=SECONDS, trusted=(to.host,), headers=headers
        )
        taken = answer.status == 200
    except OSError as error:
        log.warning("a fault could not be told to Sentry (%s)", type(error).__name__)
        return False
    if not taken:
        log.warning("Sentry did not take a fault: %s", answer.status)
    return taken


def envelope(facts):
    """Bytes of three lines of JSON: the envelope's header, the item's, and the event."""
    number, at = secrets.token_hex(16), facts["at"].isoformat()
    event = {
        "event_id": number,
        "timestamp": at,
        "platform": "python",
        "level": "error",
        "release": f"familychef@{version('familychef')}",
        "transaction": facts["during"],
        "fingerprint": [facts["digest"]],
        "tags": {"number": facts["number"], "request_id": facts["request_id"]},
        "exception": {"values": [{"type": facts["kind"], "stacktrace": {"frames": [*_frames(facts["lines"])]}}]},
    }
    heads = {"event_id": number, "sent_at": clock.now().isoformat()}, {"type": "event"}
    return "\n".join(json.dumps(part) for part in (*heads, event)).encode()


def _frames(lines):
    """`file:12 name` as Sentry has it."""
    for line in lines.splitlines():
        where, _space, function = line.partition(" ")
        file, _colon, number = where.rpartition(":")
        yield {"filename": file, "lineno": int(number), "function": function, "in_app": file.startswith("familychef")}
