"""Joining by invitation: with a new login, or with the one already signed in."""

from flask import current_app, g, redirect, request, url_for

from familychef.core import clock, security_log
from familychef.core.access import ANYONE, allow
from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.core.web import refuse, show

from . import choices, gate, passwords
from .actions import join, sign_up
from .entering import admit, has_second_step
from .forms import JoinForm, SignUpForm
from .models import Closed, FamilyMember, Invitation, User
from .room import families

HOLD = clock.minutes(60)


@families.get("/join/<token>")
@allow(ANYONE)
def take_link(token):
    """The link leads to a clean address at once; until they have joined the browser holds its token."""
    response = redirect(url_for("families.join_page"), 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.set_cookie(max_age=HOLD, value=token[:80], **cookie())
    return response


@families.get("/join")
@allow(ANYONE)
def join_page():
    invitation = still_open(redeemed())
    form = form_for_visitor().blank(name=g.user.name if g.user else "", colour=free_colour(invitation.family))
    return show("families/join", form=form, **about(invitation))


@families.post("/join")
@allow(ANYONE, own_device=True)
def accept_invitation():
    invitation = redeemed()
    form = form_for_visitor().read(request.form)
    member = form.valid() and admitted(invitation, form)
    if not member:
        return refuse("families/join", form, **about(still_open(invitation)))
    security_log.note("invitation.used", user=member.user_id, family=member.family_id, member=member.id)
    response = admit(member.user, "/", member, way="invitation")
    response.delete_cookie(**cookie())
    return response


def cookie():
    settings = current_app.config["SETTINGS"]
    flags = {"secure": settings.https, "httponly": True, "samesite": "Lax", "path": "/"}
    return {"key": settings.invitation_cookie} | flags


def redeemed():
    """The invitation behind this browser's link; who tries tokens is slowed down."""
    gate.knock("invitation", None)
    invitation = Invitation.known(request.cookies.get(cookie()["key"], ""))
    (gate.opened if invitation else gate.missed)("invitation", None)
    if not invitation:
        raise Closed
    return invitation


def still_open(invitation):
    """One answer for links that are unknown, used up, taken back or too old."""
    if not invitation.is_open:
        raise Closed
    return invitation


def form_for_visitor():
    return JoinForm if g.user else SignUpForm


def about(invitation):
    known = g.user and g.user.memberships().where(FamilyMember.family == invitation.family_id).first()
    return {"invitation": invitation, "known": known, "colours": choices.colours()}


def admitted(invitation, form):
    """The new member, or None with the reason in the form."""
    fields = form.fields
    try:
        if g.user:
            return join(invitation, g.user, name=fields.name, colour=fields.colour)
        else:
            return _with_password(invitation, fields)
    except Refusal as refusal:
        if not refusal.field:
            raise
        form.fail(refusal.field, refusal.text)


def free_colour(family):
    taken = {member.colour for member in family.active_members()}
    return next((number for number, _name in choices.colours() if number not in taken), 1)


def _with_password(invitation, fields):
    """An address that has a login joins with its own password; the work is the same for every address."""
    known = User.get_or_none(User.email == fields.email)
    gate.knock("password", fields.email)
    right = passwords.right(known, fields.password)
    password_hash = passwords.hashed_password(fields.password)
    if known and not right:
        gate.missed("password", fields.email, known.id)
    else:
        gate.opened("password", fields.email)
    if right and has_second_step(known):
        raise Refusal(_("You have a login here with a second step. Sign in first, then join."), field="email")
    elif right:
        return join(invitation, known, name=fields.name, colour=fields.colour)
    if passwords.too_near(fields.password, [invitation.family.name, fields.name, fields.email.partition("@")[0]]):
        raise Refusal(passwords.NEAR, field="password")
    traits = fields.model_dump(include={"name", "email", "colour"})
    return sign_up(invitation, password_hash=password_hash, **traits)
