"""Deleting families whose day has come: in small steps, each of which may be the last before a power cut."""

import shutil
from functools import reduce
from operator import or_
from pathlib import Path

from familychef.core import clock, security_log
from familychef.core.db import every_model, transaction, write
from familychef.core.events import Event
from familychef.core.key_order import children_first
from familychef.core.relay import DeliveryOfEvent

from .models import Device, Family, FamilyMember, Installation, Invitation, Session, User

STEP = 500


def delete_due(files, now):
    """Every family whose day has come goes: its rows, its files, the logins that are of no other family."""
    for family in Family.select().where(Family.deletes_at <= now):
        shut(family)
        for model in _children_first():
            while delete_some(model, family):
                pass
        shutil.rmtree(Path(files) / str(family.id), ignore_errors=True)
        _delete_last_row(family)
        security_log.note("family.deletion", family=family.id, about="done")


def shut(family):
    """From here on nobody comes in, and nobody can keep it any more."""
    now = clock.now()
    members = family.of(FamilyMember).select(FamilyMember.id)
    with transaction(family):
        FamilyMember.update(state="removed").where(FamilyMember.family == family.id).execute()
        Session.update(ended_at=now).where(Session.member.in_(members), Session.ended_at.is_null()).execute()
        Device.update(revoked_at=now).where(Device.family == family.id, Device.revoked_at.is_null()).execute()
        Invitation.update(uses_left=0).where(Invitation.family == family.id).execute()


def delete_some(model, family):
    """Up to STEP rows of this family, the youngest first, for later rows point at earlier ones. How many they were."""
    rows = _rows(model, family)
    if rows is None:
        return 0
    key = model._meta.primary_key
    with transaction(family):
        ids = [id for (id,) in model.select(key).where(rows).order_by(key.desc()).limit(STEP).tuples()]
        before = _go_before(model, ids)
        model.delete().where(key.in_(ids)).execute()
        before()
    return len(ids)


def _go_before(model, ids):
    """What no key of the database ties to these rows; returns what is left to do once they are gone."""
    if model is Event:
        DeliveryOfEvent.delete().where(DeliveryOfEvent.event_id.in_(ids)).execute()
    elif model is FamilyMember:
        users = [id for (id,) in FamilyMember.select(FamilyMember.user).where(FamilyMember.id.in_(ids)).tuples()]
        return lambda: _delete_logins(users)
    return lambda: None


def _delete_logins(users):
    """Of those who are, and were, in no other family."""
    elsewhere = FamilyMember.select(FamilyMember.user).where(FamilyMember.user.is_null(False))
    User.delete().where(User.id.in_(users), User.id.not_in(elsewhere)).execute()


def _delete_last_row(family):
    """Where it was the only one, the next to come may set up a family again, with the code on the console."""
    with write():
        Family.delete().where(Family.id == family.id).execute()
        if not Family.select().exists():
            Installation.delete().execute()


def _children_first():
    return children_first(model for model in every_model() if model is not Family)


def _rows(model, family):
    """Which rows are this family's: by its own column, or because they point at one of its rows. None when none can."""
    if "family" in model._meta.fields or "family_id" in model._meta.fields:
        return model._meta.columns["family_id"] == family.id
    ours = [field for field in model._meta.refs if "family" in field.rel_model._meta.fields]
    return reduce(or_, [field.in_(_ids(field.rel_model, family)) for field in ours]) if ours else None


def _ids(model, family):
    return model.select(model._meta.primary_key).where(model._meta.fields["family"] == family.id)
