"""The last step of every way in: a session at once, or first the code of the person's second factor."""

from flask import current_app, g, redirect, request, url_for

from familychef.core import clock, security_log

from . import gate, sessions
from .models import FamilyMember, Passage, SecondFactor

STEP = "second_factor"
STEP_LIFE = clock.minutes(10)
ENOUGH = {"passkey", "totp", "recovery", "pin"}
PROVING = {"password", "welcome", "reset", "passkey", "totp", "recovery"}


def admit(user, page, member=None, *, way):
    """The answer that signs them in and leads to `page`, an own path; `way` is one of gate.WAYS.

    Who has a second factor shows its code first, unless this way was one or this browser has shown it already.
    """
    if way in ENOUGH or _inside_already(user) or not has_second_step(user):
        security_log.note("sign_in.ok", user=user.id, family=member and member.family_id, way=way)
        entered = sessions.enter_as(user, redirect(page, 303), member, _proved_at(user, way))
        return entered if way == "pin" else gate.remember(entered, user)
    facts = {"page": page, "member": member and member.id}
    _passage, token = Passage.issue(STEP, STEP_LIFE, user=user, facts=facts)
    return keep_token(redirect(url_for("families.second_step"), 303), token, STEP_LIFE)


def has_second_step(user):
    return SecondFactor.of_user(user) is not None


def finish(passage, way):
    """The second half of `admit`, after the code was right; None when somebody was quicker with this passage."""
    if not passage.use():
        return None
    chosen = FamilyMember.id == (passage.facts["member"] or 0)
    member = passage.user.memberships().where(chosen).first()
    return drop_token(admit(passage.user, passage.facts["page"], member, way=way))


def held_passage(kind):
    """The passage whose token this browser holds, or None."""
    return Passage.opened_by(request.cookies.get(_settings().passage_cookie), kind)


def keep_token(response, token, life):
    """The token of a passage travels in a short cookie and never in an address."""
    settings, seconds = _settings(), int(life.total_seconds())
    response.set_cookie(
        settings.passage_cookie, token, max_age=seconds, secure=settings.https, httponly=True, samesite="Lax", path="/"
    )
    return response


def drop_token(response):
    settings = _settings()
    response.delete_cookie(settings.passage_cookie, secure=settings.https, httponly=True, samesite="Lax", path="/")
    return response


def _inside_already(user):
    """Signed in here as this person, on a browser of their own."""
    return g.user is not None and g.user.id == user.id and not g.session.device_id


def _proved_at(user, way):
    """When they last showed who they are: just now, or whenever this browser's session says."""
    if way in PROVING or way == "invitation" and not g.user:
        return clock.now()
    else:
        return g.session.proved_at if _inside_already(user) else None


def _settings():
    return current_app.config["SETTINGS"]
