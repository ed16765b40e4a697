"""Named timers of the kitchen: from a recipe's step or by hand, the same on every screen, ringing until touched."""

import datetime as dt

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, transaction
from familychef.core.events import record
from familychef.families.models import Family, FamilyMember

from .items import OrderItem

LONGEST = 48 * 3600
MOST = 200


class Timer(Model):
    """`by`, in every verb: the member who does it, or None for the kitchen's own display."""

    room, view_permission = "kitchen", "orders.cook"
    own = ("started_by",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    order_item = peewee.ForeignKeyField(OrderItem, null=True, on_delete="CASCADE")
    name = peewee.CharField(max_length=80)
    seconds = peewee.IntegerField()
    key = peewee.CharField(max_length=64)
    started_by = peewee.ForeignKeyField(FamilyMember, null=True)
    started_at = UtcField(default=clock.now)
    ends_at = UtcField()
    stopped_at = UtcField(null=True)
    version = peewee.IntegerField(default=1)

    class Meta:
        indexes = ((("family_id", "key"), True), (("family_id", "stopped_at"), False))

    @classmethod
    def running(cls, family):
        """Those nobody has stopped, the next to ring first."""
        return list(family.of(cls).where(cls.stopped_at.is_null()).order_by(cls.ends_at, cls.id).limit(MOST))

    @classmethod
    def start(cls, family, by, *, key, name, seconds, item=None):
        """A timer that rings after so many seconds; the same key again is the same timer."""
        with transaction(family):
            known = family.of(cls).where(cls.key == key).first()
            if known:
                return known
            now = clock.now()
            made = cls.create(
                family=family, key=key, name=name, seconds=seconds, order_item=item, started_by=by,
                started_at=now, ends_at=now + dt.timedelta(seconds=seconds),
            )
            made._tell("started", by, name=[None, name], seconds=[None, seconds])
            return made

    def stop(self, by):
        """It was heard, or is not needed any more."""
        with transaction(self.family):
            stopped = {"stopped_at": clock.now(), "version": Timer.version + 1}
            if self.changed_rows(Timer.stopped_at.is_null(), **stopped):
                self._tell("stopped", by, name=self.name)

    def extend(self, by, seconds, version):
        """Ring so much later, counted from now when it rings already; once for each `version` that was seen."""
        with transaction(self.family):
            now = Timer.get_by_id(self.id)
            ends = max(now.ends_at, clock.now()) + dt.timedelta(seconds=seconds)
            longer = {"ends_at": ends, "version": Timer.version + 1}
            if self.changed_rows(Timer.stopped_at.is_null(), Timer.version == version, **longer):
                self._tell("extended", by, name=self.name, seconds=seconds)

    @property
    def ends_ms(self):
        return int(self.ends_at.timestamp() * 1000)

    @property
    def left(self):
        """Seconds to go; 0 when it rings."""
        return max(0, round((self.ends_at - clock.now()).total_seconds()))

    @property
    def rings(self):
        return self.stopped_at is None and self.ends_at <= clock.now()

    @property
    def words(self):
        """What stands on it until the page's own clock takes over: 4:05, 1:00:00."""
        minutes, seconds = divmod(self.left, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    def _tell(self, what, by, **changes):
        record(f"timer.{what}", self, actor=by, stale="timers", changes=changes)
