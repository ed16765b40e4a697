"""Joining by invitation: with a new login, or with the one already signed in."""

from flask import g, redirect, request

from familychef.core.access import ANYONE, allow
from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.core.web import refuse, show

from . import choices, passwords, sessions
from .actions import join, sign_up
from .forms import JoinForm, SignUpForm
from .models import Closed, FamilyMember, Invitation, User
from .room import families


@families.get("/join/<token>")
@allow(ANYONE)
def join_page(token):
    invitation = Invitation.open(token) or closed()
    form = form_for_visitor().blank(name=g.user.name if g.user else "", colour=free_colour(invitation.family))
    return show("families/join", form=form, **about(invitation, token))


@families.post("/join/<token>")
@allow(ANYONE)
def accept_invitation(token):
    invitation = Invitation.known(token) or closed()
    form = form_for_visitor().read(request.form)
    member = form.valid() and admitted(invitation, form)
    if not member:
        return refuse("families/join", form, **about(invitation, token))
    return sessions.enter_as(member.user, redirect("/", 303), member)


def closed():
    raise Closed(_("This invitation has been used or is too old. Ask the family for a new one."))


def form_for_visitor():
    return JoinForm if g.user else SignUpForm


def about(invitation, token):
    known = g.user and g.user.memberships().where(FamilyMember.family == invitation.family_id).first()
    return {"invitation": invitation, "token": token, "known": known, "colours": choices.colours()}


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
    right = passwords.right(known, fields.password)
    password_hash = passwords.hashed_password(fields.password)
    if right:
        return join(invitation, known, name=fields.name, colour=fields.colour)
    traits = fields.model_dump(include={"name", "email", "colour"})
    return sign_up(invitation, password_hash=password_hash, **traits)
