"""Webhooks: programs elsewhere that are told what happens in the house, each at its own pace and in the right order."""

import datetime as dt
from urllib.parse import urlsplit

import peewee

from familychef.core import clock
from familychef.core.access import allows
from familychef.core.api_events import look
from familychef.core.db import Model, UtcField, transaction, write
from familychef.core.errors import Refusal
from familychef.core.events import latest, record
from familychef.core.i18n import _
from familychef.families.models import Family, FamilyMember, SecondFactor, User

from .hook_kinds import kind_of

NEEDS = "family.manage"
MOST = 10
LONG, MANY_TRIES = dt.timedelta(days=3), 8
GONE, FAILED, LEFT, NO_RIGHT, RESET, RESTORED = "gone", "failed", "left", "no_right", "reset", "restored"


class Webhook(Model):
    """An address that is told of `kinds` of events, in the name of the member who set it up or switched it on again.

    `cursor`: the version of the family up to which everything is told or on its way; `key`: that of the form it came
    from. `off_at`: since when nothing goes there, `off_reason`: why.
    """

    room, view_permission = "alerts", NEEDS
    stays = "its events go out from this server"
    withheld = {"url": "", "secret": ""}
    own = ("member",)
    unowned = frozenset({"cursor"})

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    name = peewee.CharField(max_length=80)
    url = peewee.CharField(max_length=500)
    secret = peewee.CharField(max_length=100)
    key = peewee.CharField(max_length=64)
    kinds = peewee.JSONField(default=list)
    cursor = peewee.IntegerField(default=0)
    created_at = UtcField(default=clock.now)
    worked_at = UtcField(null=True)
    failing_since = UtcField(null=True)
    off_at = UtcField(null=True)
    off_reason = peewee.CharField(max_length=10, default="")

    class Meta:
        indexes = ((("family_id", "key"), True),)

    @classmethod
    def set_up(cls, by, name, url, kinds, secret, key):
        """Told from now on; the same form again is the same webhook. Raises Refusal where there are too many."""
        with transaction(by.family):
            known = by.family.of(cls).where(cls.key == key).first()
            if known:
                return known
            if by.family.of(cls).count() >= MOST:
                raise Refusal(_("A family can have %(count)s webhooks. Please remove one first.", count=MOST))
            told = {"name": name, "url": url, "kinds": sorted(kinds), "secret": secret, "key": key}
            made = cls.create(family=by.family, member=by, cursor=_version(by.family), **told)
            made.tell("set_up", by, name=[None, name])
            return made

    @classmethod
    def acting(cls, id):
        """It, with its member, where it is to be told something; else None. Who lost the right is told no more."""
        query = cls.select(cls, Family, FamilyMember, User).join(Family).switch(cls).join(FamilyMember).join(User)
        hook = query.where(cls.id == id, cls.off_at.is_null()).first()
        if hook is None:
            return None
        hook.member.family = hook.family
        return None if hook.end_without_right() or SecondFactor.is_missing(hook.member) else hook

    @property
    def host(self):
        return urlsplit(self.url).hostname

    @property
    def state(self):
        return "off" if self.off_at else "failing" if self.failing_since else "working"

    def wants(self, event):
        return kind_of(event) in self.kinds

    def ahead(self):
        """(the next event it is to be told or None, the cursor that comes with it)"""
        found, seen, _complete = look(self.cursor, self.member)
        event = next((each for each in found if self.wants(each.type)), None)
        return event, event.seq if event else seen

    def advance(self, cursor):
        """True when nobody else was quicker, and there was somewhere to go. Inside write()."""
        unmoved = (Webhook.cursor == self.cursor) & Webhook.off_at.is_null()
        return cursor > self.cursor and self.changed_rows(unmoved, cursor=cursor)

    def remove(self, by):
        with transaction(self.family):
            if Webhook.delete().where(Webhook.id == self.id).execute():
                self.tell("removed", by, name=[self.name, None])

    def resume(self, by):
        """Told again from now on, in the name of who says so; what happened while it was off is not told."""
        with transaction(self.family):
            fresh = {"off_at": None, "off_reason": "", "failing_since": None, "cursor": _version(self.family)}
            if self.changed_rows(Webhook.off_at.is_null(False), member=by, **fresh):
                self.tell("resumed", by)

    def switch_off(self, reason):
        with transaction(self.family):
            if self.changed_rows(Webhook.off_at.is_null(), off_at=clock.now(), off_reason=reason):
                for delivery in self.deliveries.filter(done_at__is=None):
                    delivery.give_up()
                self.tell("stopped", reason=[None, reason])

    def end_without_right(self):
        """Switch it off where its member has left, or is no admin any more; True when that is so."""
        here = self.member.state == "active"
        if here and allows(self.member, NEEDS):
            return False
        self.switch_off(NO_RIGHT if here else LEFT)
        return True

    def tell(self, what, actor=None, **changes):
        """Write down what happened to it, in the open transaction."""
        record(f"webhook.{what}", self, actor=actor, stale="webhooks", changes=changes)

    def took_it(self):
        with write():
            self.changed_rows(worked_at=clock.now(), failing_since=None)

    def took_nothing(self, tries):
        """Off after days of it, unless that was but a few tries of a house that slept meanwhile."""
        now = clock.now()
        known = self.failing_since and self.failing_since <= now
        if not known:
            with write():
                self.changed_rows(failing_since=now)
        elif tries >= MANY_TRIES and now - self.failing_since >= LONG:
            self.switch_off(FAILED)


def _version(family):
    return latest([family.id])[family.id]
