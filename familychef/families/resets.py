"""A new password for who forgot the old one: asked for by letter, or by an admin's one-time link."""

import secrets

from flask import current_app

from familychef.core import clock
from familychef.core.access import ADMIN
from familychef.core.db import transaction, write
from familychef.core.errors import Refusal
from familychef.core.events import record
from familychef.core.i18n import _

from . import codes
from .letters import post_letter
from .models import Calendar, FamilyMember, Passage, Program, Session, User
from .passages import derived_token

RESET = "reset"
BY_LETTER, BY_LINK = clock.minutes(30), clock.minutes(24 * 60)


class Spent(Refusal):
    """The link is used up, too old, or was never one."""

    status = 410

    def __init__(self):
        super().__init__(_("This link has been used or is too old. Ask for a new one."))


def ask(email):
    """A letter to this address, if it has a login. The work is the same when it has none."""
    nonce, secret = secrets.token_urlsafe(16), current_app.config["SETTINGS"].secret
    user = User.get_or_none(User.email == email)
    passage, _token = Passage.issue(
        RESET, BY_LETTER, token=derived_token(secret, nonce), user=user, facts={"nonce": nonce}
    )
    post_letter("reset", user=user, passage=passage)


def make_link(member, by):
    """The token of a link that gives this member a new password; an older link is dead.

    Raises Refusal for who has no login, and for a login that opens another family too: no admin takes that one over.
    """
    if member.user_id is None or member.user.email is None:
        raise Refusal(_("%(name)s has no password.", name=member.name))
    if _opens_more(member.user_id, member.family_id):
        raise Refusal(_("This login is not of this family alone, so only a letter or the server itself can help."))
    with transaction(member.family):
        Passage.end_all(member.user_id)
        _passage, token = Passage.issue(RESET, BY_LINK, user=member.user_id, made_by=by)
        record("member.reset_link", member, actor=by, stale="", needs="family.manage")
    return token


def make_link_on_the_server(user, secure=True):
    """The same for who runs the server, whatever families it opens; not `secure`: also without a second step."""
    with write():
        Passage.end_all(user.id)
        if not secure:
            codes.remove(user)
        return Passage.issue(RESET, BY_LINK, user=user)[1]


def usable(passage):
    """Is it a link that still gives a new password? Whoever made it must still be allowed to."""
    if passage is None or passage.user is None or passage.user.email is None:
        return False
    maker = passage.made_by
    return maker is None or (
        maker.state == "active" and maker.has(ADMIN) and not _opens_more(passage.user_id, maker.family_id)
    )


def set_password(passage, password_hash):
    """The new password; every browser is signed out, and the families hear of it before.

    Raises Spent when somebody was quicker with this link.
    """
    for member in passage.user.memberships():
        with transaction(member.family):
            record("member.reset", member, actor=member, stale="", needs="family.manage")
    with write():
        if not passage.use():
            raise Spent
        passage.user.changed_rows(password_hash=password_hash)
        Session.end_all(passage.user)
        Program.end_all(passage.user, personal=True)
        Calendar.end_all(passage.user)
        Passage.end_all(passage.user_id)
    post_letter("was_reset", user=passage.user)


def _opens_more(user_id, family_id):
    elsewhere = (FamilyMember.user == user_id) & (FamilyMember.family != family_id) & (FamilyMember.state == "active")
    return FamilyMember.select(FamilyMember.id).where(elsewhere).exists()
