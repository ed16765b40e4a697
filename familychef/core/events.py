"""What happened, written in the transaction of the change; its number is the family's version."""

import peewee

from . import clock
from .db import Model, UtcField, database, is_postgres, open_family

KEPT_FOR_REPLAY = 1000
reactions = {}


class Event(Model):
    """`seq` is gap-free per family; `stale` names the pieces whose HTML is now old; `needs` who may hear of it."""

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

    class Meta:
        indexes = ((("family_id", "seq"), True),)

    @classmethod
    def since(cls, cursor, family_id):
        return (
            cls.select(cls.seq, cls.stale, cls.needs, cls.member_id)
            .where(cls.family_id == family_id, cls.seq > cursor)
            .order_by(cls.seq)
        )


def record(kind, subject, *, actor=None, stale=None, needs=None, member=None, changes=None):
    """Write the event of a change. `member`: only this one hears of it. Returns its number, the new version.

    Raises RuntimeError outside the subject's family's transaction: an event is part of its change.
    """
    family_id = getattr(subject, "family_id", None) or subject.id
    if open_family() != family_id:
        raise RuntimeError(f"{kind} must be recorded inside the transaction that caused it")
    version = _next_version(family_id)
    Event.create(
        family_id=family_id,
        seq=version,
        kind=kind,
        subject=subject.dom_id,
        stale=subject.dom_id if stale is None else stale,
        needs=needs or subject.view_permission,
        member_id=member and member.id,
        actor_id=actor and actor.id,
        actor_roles=list(actor.roles) if actor else [],
        changes=changes or {},
        settled=kind not in reactions,
    )
    return version


def latest(family_ids):
    """{family id: version} in one query."""
    if not family_ids:
        return {}
    marks = ", ".join([_mark()] * len(family_ids))
    rows = database.execute_sql(f"SELECT id, version FROM family WHERE id IN ({marks})", list(family_ids))
    return dict(rows.fetchall())


def _next_version(family_id):
    row = database.execute_sql(
        f"UPDATE family SET version = version + 1 WHERE id = {_mark()} RETURNING version", (family_id,)
    ).fetchone()
    return row[0]


def _mark():
    return "%s" if is_postgres() else "?"
