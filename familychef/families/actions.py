"""Changes that make several rows at once: founding, joining, changing a password."""

import peewee

from familychef.core import clock
from familychef.core.access import ADMIN, CHEF
from familychef.core.db import transaction, write
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import record
from familychef.core.i18n import _

from .models import Family, FamilyMember, Installation, Passage, Program, SecondFactor, Session, User
from .screen_questions import Question, ask_screens  # noqa: F401


def found_family(*, family, language, timezone, currency, name, email, password_hash, demo=False):
    """The first family and its founder. Returns the FamilyMember; Conflict when somebody was faster."""
    try:
        with write():
            Installation.create(id=1)
            return _found(family, language, timezone, currency, demo, name, email, password_hash)
    except peewee.IntegrityError:
        raise Conflict(_("FamilyChef is already set up here. Please sign in.")) from None


def found_another(user, *, family, language, timezone, currency, name, demo=False):
    """One more family for this login; the same form sent twice makes one. Returns the FamilyMember."""
    with write():
        user.changed_rows(locale=user.locale)
        lately = Family.created_at > clock.now() - clock.minutes(10)
        known = user.memberships().where(Family.name == family, lately).first()
        return known or _begun(user, family, language, timezone, currency, demo, name)


def raise_child(family, by, *, name, language, pin_hash, **traits):
    """A profile without e-mail, opened by its PIN; the same form sent twice makes one. Returns the FamilyMember."""
    with transaction(family):
        lately = FamilyMember.joined_at > clock.now() - clock.minutes(2)
        known = family.active_members().where(FamilyMember.name == name, FamilyMember.child, lately).first()
        return known or _raised(family, by, name, language, pin_hash, traits)


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
        changes = {"invitation": [None, invitation.id], "roles": [[], member.roles]}
        record("member.joined", member, actor=member, stale="members invitations menu", changes=changes)
        return member


def change_password(user, password_hash, keep):
    """A new password ends every other session of this login, and what would have become one."""
    with write():
        user.changed_rows(password_hash=password_hash)
        Passage.end_all(user.id)
        Session.end_all(user, but=keep)
        Program.end_all(user)


def ask_for_second_step(family, rule, by):
    """Of nobody (""), `admins` or `all`. Who has none is signed out, and sets it up at the next sign-in.

    Raises Refusal when the one who asks has none either.
    """
    if rule and not SecondFactor.of_user(by.user):
        raise Refusal(_("Set up your own second step first."), field="rule")
    with transaction(family):
        before = Family.get_by_id(family.id).second_factor
        if family.changed_rows(Family.second_factor != rule, second_factor=rule):
            record("family.secured", family, actor=by, stale="family", changes={"second_factor": [before, rule]})
            asked = [member for member in without_second_step(family) if rule and (rule == "all" or member.has(ADMIN))]
            for session in Session.select().where(Session.member.in_(asked), Session.device.is_null()):
                session.end()


def without_second_step(family):
    """The members with a login who have none."""
    secured = SecondFactor.select(SecondFactor.user).where(SecondFactor.confirmed_at.is_null(False))
    query = family.active_members().join(User)
    return list(query.where(User.email.is_null(False), User.id.not_in(secured)))


def _raised(family, by, name, language, pin_hash, traits):
    user = User.create(name=name, email=None, password_hash="", locale=language)
    child = FamilyMember.create(family=family, user=user, name=name, child=True, pin_hash=pin_hash, **traits)
    changes = {"name": [None, name], "roles": [[], child.roles]}
    record("member.raised", child, actor=by, stale="members menu", changes=changes)
    return child


def _found(name, language, timezone, currency, demo, founder, email, password_hash):
    user = User.create(name=founder, email=email, password_hash=password_hash, locale=language)
    return _begun(user, name, language, timezone, currency, demo, founder)


def _begun(user, name, language, timezone, currency, demo, founder):
    family = Family.create(name=name, locale=language, timezone=timezone, currency=currency, demo=demo)
    with transaction(family):
        member = FamilyMember.create(family=family, user=user, name=founder, roles=[CHEF, ADMIN])
        record("family.founded", family, actor=member, stale="members", changes={"name": ["", name]})
    return member
