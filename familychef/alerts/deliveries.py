"""What goes to a webhook: one event at a time, claimed before it goes, again and again the same until it is taken."""

import datetime as dt
import secrets

import peewee

from familychef.core import clock
from familychef.core.api_events import look
from familychef.core.db import Model, UtcField, transaction, write
from familychef.families.models import Family

from .hook_kinds import PING
from .hooks import GONE as GONE_FOR_GOOD
from .hooks import Webhook
from .targets import GONE

LONGEST_PAUSE = clock.minutes(6 * 60)
KEPT, MOST_KEPT = dt.timedelta(days=30), 100
SWITCHED_OFF, FORGOTTEN = "switched off", "forgotten"


class WebhookDelivery(Model):
    """One event (`seq`, its number) or one ping on its way to a webhook. `number`: its name, the same at every try.

    `status`: of the last answer over HTTP; `fault`: why there was none, in a few plain words for programs.
    """

    stays = "it goes out from this server"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    webhook = peewee.ForeignKeyField(Webhook, backref="deliveries", on_delete="CASCADE")
    number = peewee.CharField(max_length=40, unique=True)
    seq = peewee.IntegerField(null=True)
    type = peewee.CharField(max_length=60)
    subject = peewee.CharField(max_length=60, default="")
    at = UtcField(default=clock.now)
    attempts = peewee.IntegerField(default=0)
    next_try_at = UtcField(default=clock.now)
    status = peewee.IntegerField(null=True)
    fault = peewee.CharField(max_length=60, default="")
    done_at = UtcField(null=True)

    class Meta:
        indexes = ((("webhook_id", "seq"), True), (("done_at", "next_try_at"), False))

    @classmethod
    def waiting(cls):
        return cls.select().where(cls.done_at.is_null())

    @classmethod
    def due(cls):
        """As a condition. Nothing waits longer than a pause: what does was put off by a clock that ran ahead."""
        now = clock.now()
        return (cls.next_try_at <= now) | (cls.next_try_at > now + LONGEST_PAUSE)

    @classmethod
    def next_of(cls, hook):
        """What goes there now, or None: a ping first, then the oldest event; before it is taken there is no next."""
        waiting = list(cls.waiting().where(cls.webhook == hook.id).order_by(cls.seq.is_null(False), cls.id))
        ready = cls.waiting().where(cls.webhook == hook.id, cls.due())
        ids = {row.id for row in ready}
        found = next((row for row in waiting if row.id in ids), None)
        if found is None and all(row.is_ping for row in waiting):
            found = cls.follow(hook)
        if found:
            found.webhook = hook
        return found

    @classmethod
    def follow(cls, hook):
        """The next event it is to be told, on its way from now on; None without one, or if another was quicker."""
        while True:
            event, cursor = hook.ahead()
            with write():
                if not hook.advance(cursor):
                    return None
                elif event:
                    return cls._made(hook, event.type, seq=event.seq, subject=event.data["subject"])

    @classmethod
    def ping(cls, hook, by):
        """A word to see whether it gets through."""
        with transaction(hook.family):
            hook.tell("tried", by)
            return cls._made(hook, PING, subject=hook.dom_id)

    @classmethod
    def tidy(cls, family):
        """Forget what is old, and of each webhook what a hundred others came after; returns how many."""
        old = cls.at < clock.now() - KEPT
        for hook in family.of(Webhook):
            newest = cls.select(cls.id).where(cls.webhook == hook.id).order_by(cls.id.desc())
            last = newest.offset(MOST_KEPT - 1).limit(1).scalar()
            old |= (cls.webhook == hook.id) & (cls.id < last) if last else old
        return cls.delete().where(cls.family == family.id, cls.done_at.is_null(False), old).execute()

    @classmethod
    def _made(cls, hook, type, **about):
        return cls.create(
            family=hook.family_id, webhook=hook, number=f"msg_{secrets.token_hex(12)}", type=type, **about)

    @property
    def is_ping(self):
        return self.seq is None

    @property
    def is_taken(self):
        return self.done_at is not None and not self.fault and 200 <= (self.status or 0) < 300

    @property
    def state(self):
        return "waiting" if self.done_at is None else "taken" if self.is_taken else "failed"

    def told(self):
        """An event as programs read it, but `at` beside its type; None where it is no longer there to be heard of."""
        hook = self.webhook
        if self.is_ping:
            at, data, seq = self.at.isoformat(), {"subject": hook.dom_id, "actor": None}, None
        else:
            found = look(self.seq - 1, hook.member, most=1).events
            event = next((each for each in found if (each.seq, each.type) == (self.seq, self.type)), None)
            if event is None:
                return None
            data, seq = dict(event.data), event.seq
            at = data.pop("at")
        return {"type": self.type, "seq": seq, "family": self.family_id, "at": at, "data": data}

    def claim(self):
        """It is ours until the next try would be due, 2, 4, 8 … minutes, at most six hours; False when it is not.

        Until the answer is noted nothing is known of this try: so `_hurry` sees that it is on its way.
        """
        tries = self.attempts + 1
        later = clock.now() + min(clock.minutes(2 ** min(tries, 10)), LONGEST_PAUSE)
        untouched = (WebhookDelivery.attempts == self.attempts) & WebhookDelivery.done_at.is_null()
        with write():
            return self.changed_rows(untouched, attempts=tries, next_try_at=later, status=None, fault="")

    def answered(self, status):
        """Taken, or to be tried again. After a ping that was taken nothing waits any longer."""
        if 200 <= status < 300:
            self._end(status=status, fault="")
            self.webhook.took_it()
            if self.is_ping:
                self._hurry()
        else:
            self.missed(status=status)
            if status == GONE:
                self.webhook.switch_off(GONE_FOR_GOOD)

    def missed(self, status=None, fault=""):
        """It was not taken: a ping is not tried again."""
        if self.is_ping:
            self._end(status=status, fault=fault)
        else:
            with write():
                self.changed_rows(WebhookDelivery.done_at.is_null(), status=status, fault=fault)
            self.webhook.took_nothing(self.attempts)

    def drop(self):
        """Its event is forgotten, or nothing its member may hear of any more."""
        self._end(fault=FORGOTTEN)

    def give_up(self):
        """Its webhook is switched off."""
        self._end(fault=SWITCHED_OFF)

    def _end(self, **said):
        with write():
            self.changed_rows(WebhookDelivery.done_at.is_null(), done_at=clock.now(), **said)

    def _hurry(self):
        """What failed before is tried again at once; what is on its way just now is left alone."""
        model = WebhookDelivery
        noted = model.status.is_null(False) | (model.fault != "")
        with write():
            later = model.update(next_try_at=clock.now())
            later.where(model.webhook == self.webhook_id, model.done_at.is_null(), noted).execute()
