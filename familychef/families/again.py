"""The same page again for the same person: while no row behind it has changed, nobody has to be worked out anew."""

import hashlib
from collections import OrderedDict
from typing import NamedTuple

from flask import current_app, g, request

from familychef.core import clock, web
from familychef.core.prepared import Prepared

from .models import Family, FamilyMember, Session, User, hashed
from .seen import SELDOM

MOST, IDENTITY = 1000, "X-FC-Identity"
ASKED_BY = ("Cookie", "Host", "HX-Request-Type", "Accept-Language", "X-FC-Ahead")
OTHERWISE = ("X-FC-Actor", "Authorization")


class Known(NamedTuple):
    """An answer and what it hangs on: the rows of who asked, and what day it is in the family's `zone`."""

    rows: list
    zone: str
    day: object
    given: web.Given
    identity: str


def register(app):
    app.extensions["again"], app.extensions["kept endpoints"] = OrderedDict(), set()
    app.before_request(give)
    app.after_request(keep)


def give():
    """The answer to the very same question, if it would be the same; else None, and the long way begins."""
    g.rows = None
    if request.method == "GET" and request.endpoint in _endpoints() and not any(map(request.headers.get, OTHERWISE)):
        g.rows = _rows()
        known = g.rows and _answers().get(_question())
        if known and known.rows == g.rows and known.day == clock.today(known.zone) and not _rests(g.rows):
            g.identity = known.identity
            return web.again(known.given)
    return None


def keep(response):
    """Remember it for the next time: only what a person sees on a browser of their own."""
    given = g.get("given")
    if given:
        _endpoints().add(request.endpoint)
        if g.get("rows") and _is_plain() and IDENTITY in response.headers:
            answers, zone = _answers(), g.family.timezone
            answers[_question()] = Known(g.rows, zone, given.day, given, response.headers[IDENTITY])
            while len(answers) > MOST:
                answers.popitem(last=False)
    return response


def _is_plain():
    """Whether somebody has the second step that a family asks for stands in none of the rows."""
    return g.session and not g.device and not any(home.family.second_factor for home in g.homes)


def _question():
    asked = (request.full_path, *(request.headers.get(name) for name in ASKED_BY))
    return hashlib.sha256(repr(asked).encode()).digest()


def _rows():
    """All of the session, the person, and the families they belong to, as they stand; nothing where it is over."""
    token = request.cookies.get(current_app.config["SETTINGS"].cookie)
    return _behind.rows(token=hashed(token)) if token else None


@Prepared
def _behind(blank):
    def ago(span):
        return blank(lambda: clock.ago(span), Session.seen_at)

    query = Session.select(Session.seen_at, Session, User, FamilyMember, Family).join(User)
    query = query.join(FamilyMember, on=(FamilyMember.user == User.id)).join(Family).order_by(FamilyMember.id)
    return query.where(Session.counts(ago), Session.device.is_null(), Session.with_token(blank("token"), ago))


def _rests(rows):
    """Is it time to write down that this browser is used?"""
    return clock.now() - Session.seen_at.python_value(rows[0][0]) > SELDOM


def _answers():
    return current_app.extensions["again"]


def _endpoints():
    return current_app.extensions["kept endpoints"]
