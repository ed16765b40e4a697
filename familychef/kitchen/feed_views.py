"""The door of calendars: whoever knows the secret address of one reads it, and nothing else."""

import hashlib

from flask import Response, abort, current_app, request

from familychef.core import security_log, visitor
from familychef.core.access import ANYONE, allow
from familychef.core.throttle import give_back, take
from familychef.families.models import Calendar

from .feed import feed
from .room import kitchen

HEADERS = {"Content-Disposition": 'attachment; filename="familychef.ics"', "Referrer-Policy": "no-referrer"}


@kitchen.get("/calendar/<secret>.ics")
@allow(ANYONE)
def calendar(secret):
    found = opened_by(secret)
    found.touch()
    body = feed(found.member, current_app.config["SETTINGS"].url)
    answer = Response(body, mimetype="text/calendar", headers=HEADERS)
    answer.set_etag(hashlib.sha256(body).hexdigest()[:24])
    return answer.make_conditional(request)


def opened_by(secret):
    """The calendar at this address; who tries addresses is slowed down, and what is right uses nothing up."""
    here = visitor.network(visitor.address())
    take("calendar_tries", here)
    found = Calendar.opened_by(secret)
    if not found:
        security_log.note("calendar.missed")
        abort(404)
    give_back("calendar_tries", here)
    return found
