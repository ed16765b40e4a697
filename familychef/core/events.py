"""What happened, written in the transaction of the change; its number is the family's version."""

import datetime as dt
import hashlib
import json

import peewee
from flask import g, has_request_context

from . import clock
from .access import KITCHEN
from .db import Model, UtcField, database, is_postgres, open_family
from .prepared import Prepared

KEPT_FOR_REPLAY = 1000
reactions = {}
_written = json.JSONEncoder(sort_keys=True, default=str).encode


class Event(Model):
    """`seq` is gap-free per family; `stale` names the pieces whose HTML is now old; `needs` who may hear of it.

    `session_id`, `device_id`: where it was done. `digest` is that of `changes`, which an erasure may empty; `hash`
    chains the row to the one before.
    """

    family_id = peewee.IntegerField()
    seq = peewee.IntegerField()
    kind = peewee.CharField(max_length=60)
    subject = peewee.CharField(max_length=60)
    stale = peewee.CharField(max_length=400, default="")
    needs = peewee.CharField(max_length=40)
    member_id = peewee.IntegerField(null=True)
    actor_id = peewee.IntegerField(null=True)
    actor_roles = peewee.JSONField(default=list)
    changes = peewee.JSONField(default=dict)
    at = UtcField(default=clock.now)
    settled = peewee.BooleanField(default=False)
    session_id = peewee.IntegerField(null=True)
    device_id = peewee.IntegerField(null=True)
    digest = peewee.CharField(max_length=64, default="")
    hash = peewee.CharField(max_length=64, default="")

    class Meta:
        indexes = ((("family_id", "seq"), True), (("family_id", "subject", "at"), False), (("family_id", "at"), False))

    @classmethod
    def since(cls, cursor, family_id):
        return (
            cls.select(cls.seq, cls.stale, cls.needs, cls.member_id)
            .where(cls.family_id == family_id, cls.seq > cursor)
            .order_by(cls.seq)
        )


def record(kind, subject, *, actor=None, stale=None, needs=None, member=None, changes=None):
    """Write the event of a change. `member`: only this one hears of it. Returns its number, the new version.

    `changes`: {field: [before, after]}, None before what is new; and plain values that say what it was about.

    Raises RuntimeError outside the subject's family's transaction: an event is part of its change.
    """
    family_id = getattr(subject, "family_id", None) or subject.id
    if open_family() != family_id:
        raise RuntimeError(f"{kind} must be recorded inside the transaction that caused it")
    version = _next_version(family_id)
    event = Event(
        family_id=family_id,
        seq=version,
        kind=kind,
        subject=subject.dom_id,
        stale=subject.dom_id if stale is None else stale,
        needs=needs or subject.view_permission,
        member_id=member and member.id,
        actor_id=actor and actor.id,
        changes=_plain(changes or {}),
        **_place(actor),
    )
    _keep(event)
    return version


def digest(changes):
    return hashlib.sha256(_written(changes).encode()).hexdigest()


def link(before, event):
    """The hash of this event after the one whose hash is `before`: nothing of it can be changed unseen."""
    at = event.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    facts = (event.family_id, event.seq, event.kind, event.subject, event.needs, event.member_id, event.actor_id)
    return chained(before, facts, (sorted(event.actor_roles), event.session_id, event.device_id, at, event.digest))


def chained(before, facts, where):
    """`link`, of the bare values."""
    return hashlib.sha256(json.dumps([before, facts, where]).encode()).hexdigest()


def changes_of(row, told):
    """{field: [before, after]} of what is told and new."""
    return {name: [getattr(row, name), value] for name, value in told.items() if getattr(row, name) != value}


def news(changes):
    """Without the pairs that say the same twice, or nothing."""
    return {
        name: value for name, value in changes.items()
        if not isinstance(value, list) or value[0] != value[1] and (value[0] or value[1])
    }


def latest(family_ids):
    """{family id: version} in one query."""
    if not family_ids:
        return {}
    marks = ", ".join([_mark()] * len(family_ids))
    rows = database.execute_sql(f"SELECT id, version FROM family WHERE id IN ({marks})", list(family_ids))
    return dict(rows.fetchall())


def kept(family_id):
    """(the version from which on events are still there, the version) in one query."""
    found = database.execute_sql(f"SELECT events_gone, version FROM family WHERE id = {_mark()}", (family_id,))
    return found.fetchone() or (0, 0)


def _plain(changes):
    """As they will be read again, so that their digest is that of what is kept."""
    return dict(sorted(json.loads(json.dumps(changes, default=str)).items()))


def _keep(event):
    event.settled = event.kind not in reactions
    event.digest = digest(event.changes)
    event.hash = link(_hash_before(event), event)
    event.save(force_insert=True)


def touched_since(family, at):
    """Kinds, subjects and stale pieces of what happened since: {"dish.changed", "dish-7", "menu"}.

    None for a time of which the history was forgotten in part.
    """
    theirs = Event.select(Event.kind, Event.subject, Event.stale).where(Event.family_id == family.id)
    if family.events_gone and at < theirs.select(Event.at).order_by(Event.seq).first().at:
        return None
    rows = theirs.where(Event.at >= at).tuples()
    return {word for kind, subject, stale in rows for word in (kind, subject, *stale.split())}


def last_touched(family, subjects):
    """{"dish-7": when the last event about it was} for those of `subjects` that there is one about; in one query."""
    theirs = Event.select(Event.subject, peewee.fn.MAX(Event.at)).where(Event.family_id == family.id)
    return dict(theirs.where(Event.subject.in_(list(subjects))).group_by(Event.subject).tuples())


def _place(actor):
    """Where and as what it is done: the session and the screen of this request; outside of one, nowhere."""
    session, device = (g.get("session"), g.get("device")) if has_request_context() else (None, None)
    roles = list(actor.roles) if actor else [KITCHEN] if device and not session else []
    return {"actor_roles": roles, "session_id": session and session.id, "device_id": device and device.id}


def _hash_before(event):
    before = _hash_at.rows(family=event.family_id, seq=event.seq - 1)
    return before[0][0] if before else ""


@Prepared
def _hash_at(blank):
    return Event.select(Event.hash).where(Event.family_id == blank("family"), Event.seq == blank("seq"))


def _next_version(family_id):
    row = database.execute_sql(
        f"UPDATE family SET version = version + 1 WHERE id = {_mark()} RETURNING version", (family_id,)
    ).fetchone()
    return row[0]


def _mark():
    return "%s" if is_postgres() else "?"
