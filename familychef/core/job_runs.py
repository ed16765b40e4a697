"""The rows that make each periodic effect happen once, whoever looks and however often."""

import secrets

import peewee

from . import clock
from .db import Model, UtcField, write
from .removals import total

HOUSE = 0
PATIENCE = clock.minutes(2)
BACK_OFF = [clock.minutes(count) for count in (1, 5, 15, 60)]
MOST_TRIES = len(BACK_OFF) + 1
KEPT = 60
AHEAD = clock.minutes(3 * 24 * 60)


class JobRun(Model):
    """waiting (somebody asked) or running -> done, or failed and again running; the latest of `tries` is who runs it.

    `family_id` is HOUSE (0) for what belongs to no family, so that the unique key holds there too. `due_at` is when
    its period's time came, null for a run that somebody asked for; `asked_in`: the family they asked from. `removed`:
    {what: how many} of a run that clears away.
    """

    stays = "it tells what this server did and when"

    job = peewee.CharField(max_length=60)
    family_id = peewee.IntegerField()
    period = peewee.CharField(max_length=30)
    due_at = UtcField(null=True)
    state = peewee.CharField(max_length=10, default="waiting")
    tries = peewee.IntegerField(default=0)
    asked_in = peewee.IntegerField(null=True)
    started_at = UtcField(null=True)
    seen_at = UtcField(null=True)
    ended_at = UtcField(null=True)
    next_try_at = UtcField(null=True)
    count = peewee.IntegerField(null=True)
    removed = peewee.JSONField(null=True)
    fault = peewee.CharField(max_length=16, default="")

    class Meta:
        indexes = (
            (("family_id", "job", "period"), True),
            (("state",), False),
        )

    @classmethod
    def claim(cls, job, family_id, period):
        """The run of this period, ours and running; None when somebody was quicker."""
        now = clock.now()
        names = {"job": job, "family_id": family_id, "period": period.name}
        times = {"due_at": period.at, "started_at": now, "seen_at": now}
        with write():
            row = cls.insert(**names, **times, state="running", tries=1).on_conflict_ignore()
            claimed = row.as_rowcount().execute() == 1
        return cls.get_or_none(**names) if claimed else None

    @classmethod
    def ask(cls, job, family_id, after, asked_in):
        """Let it run soon. `after`: the number of the run that is the latest to who asks; asked twice it is once.

        Returns whether a run waits that did not before. Call it in a transaction.
        """
        latest = cls.latest((cls.job == job) & (cls.family_id == family_id)).get((job, family_id))
        if after != (latest.id if latest else 0) or latest and latest.is_busy(clock.now()):
            return False
        row = cls.insert(job=job, family_id=family_id, period=f"after {after}", asked_in=asked_in)
        return row.on_conflict_ignore().as_rowcount().execute() == 1

    @classmethod
    def latest(cls, where):
        """{(job, family id): its latest run}."""
        numbers = cls.select(peewee.fn.MAX(cls.id)).where(where).group_by(cls.job, cls.family_id)
        return {(run.job, run.family_id): run for run in cls.select().where(cls.id.in_(numbers))}

    @classmethod
    def periods(cls, where):
        """{(job, family id): the name of the latest period that was claimed}."""
        query = cls.select(cls.job, cls.family_id, peewee.fn.MAX(cls.period))
        query = query.where(cls.due_at.is_null(False), where).group_by(cls.job, cls.family_id)
        return {(job, family_id): period for job, family_id, period in query.tuples()}

    @classmethod
    def waiting(cls):
        return list(cls.select().where(cls.state == "waiting").order_by(cls.id))

    @classmethod
    def tidy(cls, now):
        """Of each job the latest KEPT stay; those a wrong clock wrote far ahead go, for that day wants a run."""
        order = {"partition_by": [cls.job, cls.family_id], "order_by": [cls.id.desc()]}
        places = cls.select(cls.id, peewee.fn.ROW_NUMBER().over(**order).alias("place")).alias("places")
        old = peewee.Select((places,), (places.c.id,)).where(places.c.place > KEPT)
        with write():
            return cls.delete().where(cls.id.in_(old) | (cls.started_at > now + AHEAD)).execute()

    def is_alive(self, now):
        """Somebody works at it: their last sign is not older than PATIENCE, by a clock that may have moved."""
        return self.state == "running" and abs(now - self.seen_at) <= PATIENCE

    def is_busy(self, now):
        """It runs, or will in a moment."""
        return self.state == "waiting" or self.is_alive(now)

    def is_left(self, now):
        """Whoever worked at it is gone."""
        return self.state == "running" and not self.is_alive(now)

    def is_wanted(self, now):
        """It waits, its next try has come, or it was left in the middle."""
        again = self.next_try_at is not None and self.next_try_at <= now
        return self.state == "waiting" or self.state == "failed" and again or self.is_left(now)

    def take(self):
        """Is it ours to run? Of all who saw it as it was, one takes it; what ended every one of them is given up."""
        now, fault = clock.now(), self.fault or secrets.token_hex(4)
        seen = (JobRun.state == self.state, JobRun.tries == self.tries, _same(JobRun.seen_at, self.seen_at))
        with write():
            if self.tries >= MOST_TRIES:
                self.changed_rows(*seen, state="failed", ended_at=now, next_try_at=None, fault=fault)
                return False
            times = {"started_at": now, "seen_at": now, "ended_at": None, "next_try_at": None}
            return self.changed_rows(*seen, state="running", tries=self.tries + 1, **times)

    def beat(self):
        """A sign of life; False when it is not ours any more."""
        with write():
            return self.changed_rows(*self._ours(), seen_at=clock.now())

    def finish(self):
        """True when it was ours to finish. In a transaction it holds the row until the effect is there as well."""
        return self.changed_rows(*self._ours(), state="done", ended_at=clock.now(), fault="")

    def tell(self, told):
        """How many things it did, if that is counted; of one that clears away {what: how many}."""
        if isinstance(told, dict):
            self.changed_rows(count=total(told), removed=told)
        else:
            self.changed_rows(count=told)

    def fail(self, fault):
        """`fault`: the number under which the log has the rest. It is tried again, later each time."""
        now, tries = clock.now(), self.tries
        again = now + BACK_OFF[tries - 1] if tries < MOST_TRIES else None
        with write():
            return self.changed_rows(*self._ours(), state="failed", ended_at=now, next_try_at=again, fault=fault)

    def give_up_earlier(self):
        """What this run makes needless: older ones that were left in the middle, or would be tried again."""
        older = (JobRun.job == self.job) & (JobRun.family_id == self.family_id) & (JobRun.id < self.id)
        left = (JobRun.state == "running") & (JobRun.seen_at < clock.now() - PATIENCE)
        with write():
            JobRun.update(state="failed", ended_at=self.started_at).where(older, left).execute()
            JobRun.update(next_try_at=None).where(older, JobRun.next_try_at.is_null(False)).execute()

    def _ours(self):
        """Nobody else took it over. After a rollback this copy shows more than the row: the state is named here."""
        return JobRun.state == "running", JobRun.tries == self.tries


def _same(field, value):
    return field.is_null() if value is None else field == value
