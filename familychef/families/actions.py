"""Changes that make several rows at once: founding, joining, changing a password."""

import peewee

from familychef.core import clock
from familychef.core.access import ADMIN, CHEF
from familychef.core.db import transaction, write
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import record
from familychef.core.i18n import _

from .models import Family, FamilyMember, Installation, Session, User


def found_family(*, family, language, timezone, currency, name, email, password_hash, demo=False):
    """The first family and its founder. Returns the FamilyMember; Conflict when somebody was faster."""
    try:
        with write():
            Installation.create(id=1)
            return _found(family, language, timezone, currency, demo, name, email, password_hash)
    except peewee.IntegrityError:
        raise Conflict(_("FamilyChef is already set up here. Please sign in.")) from None


def sign_up(invitation, *, name, email, password_hash, colour):
    """A new login that joins at once. Refusal beside the e-mail when it has a login already."""
    try:
        with transaction(invitation.family):
            user = User.create(name=name, email=email, password_hash=password_hash)
            return join(invitation, user, name=name, colour=colour)
    except peewee.IntegrityError:
        text = _("This e-mail can't be used. If you have a login here, sign in first.")
        raise Refusal(text, field="email") from None


def join(invitation, user, *, name, colour):
    """This login's membership; one that is of the family already uses nothing. Refusal when the link is used up."""
    family = invitation.family
    with transaction(family):
        known = FamilyMember.get_or_none(FamilyMember.family == family.id, FamilyMember.user == user.id)
        if known and known.state == "active":
            return known
        invitation.use()
        traits = {"name": name, "colour": colour, "roles": invitation.roles}
        member = known.come_back(**traits) if known else FamilyMember.create(family=family, user=user, **traits)
        changes = {"invitation": invitation.id, "roles": member.roles}
        record("member.joined", member, actor=member, stale="members invitations menu", changes=changes)
        return member


def change_password(user, password_hash, keep):
    """A new password ends every other session of this login."""
    with write():
        user.changed_rows(password_hash=password_hash)
        others = (Session.user == user.id) & (Session.id != keep.id) & Session.ended_at.is_null()
        Session.update(ended_at=clock.now()).where(others).execute()


def _found(name, language, timezone, currency, demo, founder, email, password_hash):
    user = User.create(name=founder, email=email, password_hash=password_hash, locale=language)
    family = Family.create(name=name, locale=language, timezone=timezone, currency=currency, demo=demo)
    with transaction(family):
        member = FamilyMember.create(family=family, user=user, name=founder, roles=[CHEF, ADMIN])
        record("family.founded", family, actor=member, stale="members")
    return member
