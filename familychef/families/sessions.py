"""Signed in: from the cookie to the person, the member and the family of this request."""

import hashlib
import hmac
import secrets

from flask import abort, current_app, g, request
from flask_login import LoginManager

from familychef.core import clock, problems
from familychef.core.db import write
from familychef.core.prepared import Prepared

from . import access_tokens, again, browser_names, screens
from .models import LONGEST, LONGEST_ON_SCREENS, Family, FamilyMember, SecondFactor, Session, User, hashed


def register(app):
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(lambda _request: g.get("user"))
    app.jinja_env.globals["reader_name"] = reader_name
    again.register(app)
    app.before_request(enter)
    app.before_request(refuse_for_another)
    app.after_request(renew)


def enter():
    """Fills g.session, g.user, g.member, g.device, g.family and g.viewer; each is None for a stranger.

    The viewer is who may do things: the member signed in, or a kitchen display by itself. g.held_back: the family
    that opens only when this person has a second step; g.homes: all this person's memberships; g.way_in: where a
    screen of the family leads who is nobody yet.
    """
    if problems.asked():
        return access_tokens.enter()
    g.session = g.user = g.member = g.held_back = g.program = None
    g.homes = []
    g.device = screens.paired()
    g.way_in = screens.way_in()
    session = _open_session(request.cookies.get(current_app.config["SETTINGS"].cookie))
    if session:
        g.session, g.user = session, session.user
        g.homes = _homes(session)
        g.member = _member(session, g.homes)
        _hold_back(session)
        if not session.device_id or screens.somebody_is_there():
            session.touch()
    screen = g.device if g.device and g.device.is_kitchen and not session else None
    g.viewer = g.member or screen
    g.family = g.viewer and g.viewer.family


def refuse_for_another():
    """What a browser kept for one member is done by nobody else: it waits until that member signs in again."""
    meant = request.headers.get("X-FC-Actor")
    if meant is not None and meant != (reader_name(g.member) if g.member else ""):
        abort(401)


def reader_name(member):
    """A member's name in what browsers keep; the number alone may belong to somebody else after a restore."""
    return f"{member.id}.{_sealed(f'{member.id} since {int(member.joined_at.timestamp())}')[:16]}"


def renew(response):
    """A new token where one is due, with a page and never with what a cache may keep."""
    session = g.get("session")
    if response.mimetype == "text/html":
        response.headers["X-FC-Identity"] = _identity()
    if g.get("device"):
        screens.keep(response)
    if session and session.renew and response.mimetype == "text/html":
        token = session.renewed(request.cookies[current_app.config["SETTINGS"].cookie])
        return set_cookie(response, token) if token else response
    return response


def _identity():
    """Whose page this is, for the browser's own keeping: one name for one member in one session, nobody's on a screen.

    It tells nothing about either, and nobody can guess it.
    """
    session, member = g.get("session"), g.get("member")
    if "identity" in g:
        return g.identity
    if not (session and member) or session.device_id or g.device:
        return ""
    return _sealed(f"kept for {session.id} {member.id}")[:24]


def _sealed(text):
    return hmac.digest(current_app.config["SETTINGS"].secret.encode(), text.encode(), hashlib.sha256).hex()


def begin(user, member=None, proved_at=None):
    """Open a session; returns the token for the cookie. Only its hash is kept. On a screen it is bound to that."""
    token = secrets.token_urlsafe(32)
    with write():
        Session.create(
            token_hash=hashed(token),
            user=user,
            member=_home(user, member),
            device=g.device,
            browser=browser_names.told(),
            expires_at=clock.now() + _longest(),
            proved_at=None if g.device else proved_at,
        )
    return token


def enter_as(user, response, member=None, proved_at=None):
    """Signed in from here on, under a new token; what this browser held before is dead."""
    if g.session:
        g.session.end()
    return screens.leave_if_dead(set_cookie(response, begin(user, member, proved_at)))


def set_cookie(response, token):
    settings = current_app.config["SETTINGS"]
    response.set_cookie(
        settings.cookie, token, max_age=_longest(), secure=settings.https, httponly=True, samesite="Lax", path="/"
    )
    return response


def drop_cookie(response):
    settings = current_app.config["SETTINGS"]
    response.delete_cookie(settings.cookie, secure=settings.https, httponly=True, samesite="Lax", path="/")
    return response


def _longest():
    return LONGEST_ON_SCREENS if g.device else LONGEST


def _home(user, member):
    """The family a session begins in: on a screen that of the screen, whatever else this person belongs to."""
    if g.device:
        return user.memberships().where(FamilyMember.family == g.device.family_id).first()
    return member or user.memberships().first()


def _open_session(token):
    """What was begun on a screen counts there and nowhere else."""
    if not token:
        return None
    found = _on_a_screen(token=hashed(token), screen=g.device.id) if g.device else _on_their_own(token=hashed(token))
    return next(iter(found), None)


@Prepared
def _on_their_own(blank):
    return _with_token(blank).where(Session.device.is_null())


@Prepared
def _on_a_screen(blank):
    return _with_token(blank).where(Session.device == blank("screen"))


def _with_token(blank):
    def ago(span):
        return blank(lambda: clock.ago(span), Session.seen_at)

    theirs = Session.with_token(blank("token"), ago)
    return Session.select(Session, User).join(User).where(Session.counts(ago), theirs).limit(1)


def _homes(session):
    """The person's memberships, each with its family; on a screen of the house the one of that house alone."""
    found = list(_memberships(user=session.user_id))
    if session.device_id:
        found = [member for member in found if member.id == session.member_id]
    for member in found:
        member.mirror(user=session.user)
        member.on_shared_screen = bool(session.device_id)
    return found


@Prepared
def _memberships(blank):
    query = FamilyMember.select(FamilyMember, Family).join(Family).order_by(FamilyMember.id)
    return query.where(FamilyMember.user == blank("user"), FamilyMember.state == "active")


def _member(session, homes):
    """The membership this session acts as; when it has ended, the person's first other one."""
    chosen = (member for member in homes if member.id == session.member_id)
    return next(chosen, homes[0] if homes else None)


def _hold_back(session):
    """Without the second step the family asks for, nothing of it is seen; a screen of the house counts as one."""
    if g.member and not session.device_id and SecondFactor.is_missing(g.member):
        g.held_back, g.member = g.member.family, None
