"""Copies to take away: a person's own data, or the whole family's, made in the background."""

import datetime as dt

import peewee

from familychef.core import clock
from familychef.core.access import ADMIN
from familychef.core.db import Model, UtcField, transaction
from familychef.core.events import record
from familychef.core.i18n import _, number

from .people import Family, FamilyMember

MINE, WHOLE = KINDS = ("mine", "family")
KEPT = dt.timedelta(hours=24)
PATIENCE = dt.timedelta(minutes=10)
MOST_TRIES = 3


class Export(Model):
    """waiting -> working -> ready or failed -> gone; `tries` counts who took it up, the latest is the one who makes it.

    `kind`: mine or family; `file`: the archive's name in the family's folder once `state` is ready.
    """

    room, view_permission = "families", "family.view"
    stays = "its file is not part of the family's data"
    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, backref="exports")
    kind = peewee.CharField(max_length=10)
    state = peewee.CharField(max_length=10, default="waiting")
    key = peewee.CharField(max_length=64)
    file = peewee.CharField(max_length=80, default="")
    size = peewee.BigIntegerField(default=0)
    created_at = UtcField(default=clock.now)
    taken_at = UtcField(null=True)
    tries = peewee.IntegerField(default=0)
    ready_at = UtcField(null=True)
    expires_at = UtcField()

    class Meta:
        indexes = ((("family_id", "key"), True),)

    @classmethod
    def asked(cls, member, kind, key):
        """The copy this form asked for already, or one of this kind that is still being made; or None."""
        same = (cls.key == _key(member, kind, key)) | cls.state.in_(("waiting", "working"))
        return cls.select().where(cls.member == member.id, cls.kind == kind, same).first()

    @classmethod
    def ask(cls, member, kind, key):
        """A copy to be made soon; the same form sent twice is one."""
        with transaction(member.family):
            known = cls.asked(member, kind, key)
            return known or cls._asked_for(member, kind, key)

    @classmethod
    def to_make(cls):
        """What waits, and what somebody took up and never finished; the oldest first."""
        now = clock.now()
        left = (cls.state == "working") & (cls.taken_at < now - PATIENCE)
        return cls.select().where((cls.state == "waiting") | left, cls.expires_at > now).order_by(cls.id)

    @classmethod
    def seen_by(cls, member):
        """Those this member asked for; the family's only as long as they are an admin."""
        kinds = KINDS if member.has(ADMIN) else (MINE,)
        return cls.select().where(cls.family == member.family_id, cls.member == member.id, cls.kind.in_(kinds))

    @classmethod
    def outlived(cls):
        """Those whose day is over, and those of people who are not of the family any more."""
        gone = FamilyMember.select(FamilyMember.id).where(FamilyMember.state != "active")
        over = (cls.expires_at <= clock.now()) | cls.member.in_(gone)
        return cls.select().where(cls.state != "gone", over)

    @property
    def is_ready(self):
        return self.state == "ready" and self.expires_at > clock.now()

    @property
    def weight(self):
        """Its size as one reads it."""
        if self.size < 1_000_000:
            return _("%(size)s KB", size=number(-(-self.size // 1000)))
        else:
            return _("%(size)s MB", size=number(round(self.size / 1_000_000, 1)))

    def take(self):
        """Is it ours to make? One at a time per family; after three who did not finish it is given up."""
        with transaction(self.family):
            now, before = clock.now(), self.tries
            if self._another_is_made(now):
                return False
            if before >= MOST_TRIES:
                self._become("failed", before)
                return False
            mine = self._unchanged(before)
            return self.changed_rows(mine, state="working", taken_at=now, tries=before + 1)

    def finish(self, file, size):
        """True when it is there to be fetched; False when somebody else took over meanwhile."""
        now = clock.now()
        return self._become("ready", self.tries, file=file, size=size, ready_at=now, expires_at=now + KEPT)

    def fail(self):
        return self._become("failed", self.tries)

    def end(self):
        """Its file is going."""
        with transaction(self.family):
            if self.changed_rows(Export.state != "gone", state="gone", file="", size=0):
                record("copy.gone", self, member=self.member, stale="copies")

    @classmethod
    def _asked_for(cls, member, kind, key):
        expires_at = clock.now() + KEPT
        traits = {"kind": kind, "key": _key(member, kind, key), "expires_at": expires_at}
        made = cls.create(family=member.family_id, member=member, **traits)
        record("copy.asked", made, actor=member, member=member, stale="copies", changes={"kind": [None, kind]})
        return made

    def _another_is_made(self, now):
        busy = (Export.state == "working") & (Export.taken_at >= now - PATIENCE)
        return Export.select().where(Export.family == self.family_id, busy).exists()

    def _unchanged(self, tries):
        return Export.state.in_(("waiting", "working")) & (Export.tries == tries)

    def _become(self, state, tries, **more):
        with transaction(self.family):
            if not self.changed_rows(self._unchanged(tries), state=state, **more):
                return False
            told = "made" if state == "ready" else state
            changes = {"kind": [None, self.kind]}
            record(f"copy.{told}", self, actor=self.member, member=self.member, stale="copies", changes=changes)
            return True


def _key(member, kind, key):
    return f"{kind} {member.id} {key}"
