"""Signed in: from the cookie to the person, the member and the family of this request."""

import secrets

from flask import current_app, g, request
from flask_login import LoginManager

from familychef.core import clock
from familychef.core.db import write

from .models import IDLE, LONGEST, Family, FamilyMember, Session, User, hashed

TOUCH_EVERY = clock.minutes(5)


def register(app):
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(lambda _request: g.get("user"))
    app.before_request(enter)


def enter():
    """Fills g.session, g.user, g.member and g.family; each is None for a stranger."""
    g.session = g.user = g.member = g.family = None
    token = request.cookies.get(current_app.config["SETTINGS"].cookie)
    session = token and _open_session(token)
    if session:
        g.session, g.user = session, session.user
        g.member = _member(session)
        g.family = g.member and g.member.family
        _touch(session)


def begin(user, member=None):
    """Open a session; returns the token for the cookie. Only its hash is kept."""
    token = secrets.token_urlsafe(32)
    with write():
        Session.create(
            token_hash=hashed(token),
            user=user,
            member=member or user.memberships().first(),
            browser=str(request.user_agent)[:120],
            expires_at=clock.now() + LONGEST,
        )
    return token


def enter_as(user, response, member=None):
    """Signed in from here on, under a new token; what this browser held before is dead."""
    if g.session:
        g.session.end()
    return set_cookie(response, begin(user, member))


def set_cookie(response, token):
    settings = current_app.config["SETTINGS"]
    response.set_cookie(
        settings.cookie, token, max_age=LONGEST, secure=settings.https, httponly=True, samesite="Lax", path="/"
    )
    return response


def drop_cookie(response):
    settings = current_app.config["SETTINGS"]
    response.delete_cookie(settings.cookie, secure=settings.https, httponly=True, samesite="Lax", path="/")
    return response


def _open_session(token):
    now = clock.now()
    return (
        Session.select(Session, User)
        .join(User)
        .where(Session.token_hash == hashed(token), Session.ended_at.is_null())
        .where(Session.expires_at > now, Session.seen_at > now - IDLE)
        .first()
    )


def _member(session):
    """The membership this session acts as; when it has ended, the person's first other one."""
    query = FamilyMember.select(FamilyMember, Family).join(Family)
    query = query.where(FamilyMember.user == session.user_id, FamilyMember.state == "active")
    chosen = query.where(FamilyMember.id == session.member_id).first() if session.member_id else None
    return chosen or query.order_by(FamilyMember.id).first()


def _touch(session):
    now = clock.now()
    if now - session.seen_at > TOUCH_EVERY:
        with write():
            session.changed_rows(seen_at=now)
