"""Erasing a person: their name and whatever they wrote about people goes, what was ordered and moved still counts."""

import json
import re
from functools import reduce
from operator import or_

import peewee

from familychef.core import clock
from familychef.core.db import transaction, write
from familychef.core.errors import Refusal
from familychef.core.events import Event
from familychef.core.i18n import _

from .models import (
    Calendar,
    Family,
    FamilyMember,
    Identity,
    Letter,
    Passage,
    Passkey,
    Program,
    RecoveryCode,
    SecondFactor,
    Session,
)

OF_A_MEMBER = (Calendar, Program)
OF_A_LOGIN = (SecondFactor, RecoveryCode, Passkey, Identity, Letter, Passage, Session)
KEPT = {"member.joined", "member.granted", "member.removed", "member.erased"}
ERASED = {"erased": True}
WRITTEN = {"note", "reason"}
CODES = {"roles", "state", "kind", "second_factor"}


def erase(user, by=None):
    """No name, no e-mail, no way in; each of their families keeps a number. The login goes last: safe to repeat.

    `by`: the admin who does it for a child without a login; None for who does it themselves. Raises Refusal where a
    family would be left without an admin.
    """
    if user.erased_at:
        return
    query = FamilyMember.select(FamilyMember, Family).join(Family).where(FamilyMember.user == user.id)
    memberships = list(query.order_by(FamilyMember.id))
    for member in memberships:
        if member.is_last_admin():
            raise Refusal(_last_admin(member.family))
    for member in memberships:
        _erase_from_family(member, user, by or member)
    _erase_login(user)


def _last_admin(family):
    return _(
        "You are the last admin of the family %(family)s. Make somebody else an admin first, or delete the family.",
        family=family.name,
    )


def _erase_from_family(member, user, by):
    with transaction(member.family):
        words = _words(member, user)
        member.remove(by)
        member.forget()
        for model in OF_A_MEMBER:
            model.delete().where(model.member == member.id).execute()
        _scrub_events(member, words)


def _erase_login(user):
    with write():
        for model in OF_A_LOGIN:
            model.delete().where(model.user == user.id).execute()
        nobody = {"name": "", "email": None, "password_hash": "", "locale": ""}
        user.changed_rows(erased_at=clock.now(), **nobody)


def _words(member, user):
    """Every name this person ever had here, and the e-mail."""
    told = Event.select(Event.changes).where(Event.family_id == member.family_id, Event.subject == member.dom_id)
    earlier = [change.get("name") for (change,) in told.tuples()]
    names = [name for value in earlier for name in (value if isinstance(value, list) else [value])]
    return {word for word in (*names, member.name, user.name, user.email) if word}


def _scrub_events(member, words):
    """The chain through the events holds: it is made of digests, and those stay."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), re.IGNORECASE)
    for event in Event.select().where(Event.family_id == member.family_id, _may_tell(member, words)):
        changes = _scrubbed(event, member, pattern)
        if changes != event.changes:
            event.changed_rows(changes=changes)


def _may_tell(member, words):
    text = peewee.Cast(Event.changes, "TEXT")
    spellings = {spelling for word in words for spelling in (word, json.dumps(word)[1:-1])}
    named = [text.contains(spelling) for spelling in spellings]
    wrote = [(Event.actor_id == member.id) & text.contains(f'"{key}"') for key in WRITTEN]
    return reduce(or_, [Event.subject == member.dom_id, *named, *wrote])


def _scrubbed(event, member, pattern):
    if event.subject == member.dom_id and event.kind not in KEPT:
        return ERASED
    wrote = WRITTEN if event.actor_id == member.id else set()
    clean = _without(event.changes, pattern, wrote)
    return clean if clean == event.changes else clean | ERASED


def _without(value, pattern, wrote):
    if isinstance(value, dict):
        return {key: _kept(key, inner, pattern, wrote) for key, inner in value.items()}
    elif isinstance(value, list):
        return [_without(inner, pattern, wrote) for inner in value]
    else:
        return "" if isinstance(value, str) and pattern.search(value) else value


def _kept(key, value, pattern, wrote):
    """Nobody's name is a code: who was called Chef takes nobody's roles out of the history."""
    if key in CODES:
        return value
    else:
        return "" if key in wrote else _without(value, pattern, wrote)
