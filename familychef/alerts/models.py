"""What somebody was told, the messages that carry it out of the house, and what each person has chosen."""

import datetime as dt

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, transaction
from familychef.core.events import record
from familychef.families.models import Family, FamilyMember

from .kinds import KINDS
from .pace import next_moment

MOST_TRIES = 8


class Notification(Model):
    """One thing one member was told, in the terms of its event; the words are made when it is read.

    `seq`: the event's number. The database keeps a second one for the same event and member out. `more`: how many
    others of the same kind came soon after and are told with it; `with_it` in its changes says which.
    """

    room, view_permission = "alerts", "family.view"
    stays = "it was told to people here"
    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    kind = peewee.CharField(max_length=10)
    seq = peewee.IntegerField()
    what = peewee.CharField(max_length=60)
    subject = peewee.CharField(max_length=60)
    changes = peewee.JSONField(default=dict)
    more = peewee.IntegerField(default=0)
    at = UtcField(default=clock.now)
    read_at = UtcField(null=True)

    class Meta:
        indexes = ((("family_id", "member_id", "seq"), True),)

    @classmethod
    def of_member(cls, member):
        return member.family.of(cls).where(cls.member == member.id)

    @classmethod
    def unread_of(cls, member):
        return cls.of_member(member).where(cls.read_at.is_null())

    @classmethod
    def read_all(cls, member):
        """Everything told so far has been seen."""
        with transaction(member.family):
            unread = (cls.member == member.id) & (cls.family == member.family_id) & cls.read_at.is_null()
            if cls.update(read_at=clock.now()).where(unread).execute():
                said(member.family, member)

    def read(self):
        with transaction(self.family):
            if self.changed_rows(Notification.read_at.is_null(), read_at=clock.now()):
                said(self.family, self.member)

    def tell_with_it(self, subject):
        """One more is told with this one, in the open transaction; what is told here already is not counted again."""
        return self._tell_with_it({*self._with_it, subject} - {self.subject})

    def without(self, subject):
        """That one is over, in the open transaction; True when it was told with this one."""
        return subject in self._with_it and self._tell_with_it({*self._with_it} - {subject})

    @property
    def _with_it(self):
        return self.changes.get("with_it", [])

    def _tell_with_it(self, subjects):
        return self.changed_rows(more=len(subjects), changes=self.changes | {"with_it": sorted(subjects)})


class NotificationMessage(Model):
    """A notification on its way over a channel; those of one `batch` travel together, again and again the same."""

    stays = "it goes out from this server"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    notification = peewee.ForeignKeyField(Notification, on_delete="CASCADE")
    channel = peewee.CharField(max_length=8)
    batch = peewee.IntegerField(null=True)
    attempts = peewee.IntegerField(default=0)
    next_try_at = UtcField(default=clock.now)
    done_at = UtcField(null=True)
    failed = peewee.BooleanField(default=False)

    class Meta:
        indexes = ((("family_id", "notification_id", "channel"), True), (("done_at", "next_try_at"), False))

    @property
    def reader(self):
        return self.notification.member

    @property
    def is_last_try(self):
        return self.attempts >= MOST_TRIES


class NotificationChoice(Model):
    """Over which channels a member wants to be told of a kind of news."""

    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    kind = peewee.CharField(max_length=10)
    channels = peewee.JSONField(default=list)

    class Meta:
        indexes = ((("family_id", "member_id", "kind"), True),)


class NotificationPace(Model):
    """When a member wants to be told: between two wall times not at all; at `digest_at` all of a day, or "" at once."""

    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    quiet_from = peewee.CharField(max_length=5, default="22:00")
    quiet_until = peewee.CharField(max_length=5, default="07:00")
    digest_at = peewee.CharField(max_length=5, default="")

    class Meta:
        indexes = ((("family_id", "member_id"), True),)

    def next_moment(self, now):
        """The instant from which a message to this member may go out."""
        times = map(wall_time, (self.quiet_from, self.quiet_until, self.digest_at))
        return next_moment(now, self.family.timezone, *times)


def choices_of(family, member_ids):
    """{(member id, kind): channels} of all kinds, chosen or usual, in one query."""
    rows = family.of(NotificationChoice).where(NotificationChoice.member.in_(list(member_ids)))
    usual = {(id, kind): list(news.usual) for id in member_ids for kind, news in KINDS.items()}
    return usual | {(row.member_id, row.kind): row.channels for row in rows}


def paces_of(family, member_ids):
    """{member id: NotificationPace}, the usual one for who has chosen nothing."""
    found = {row.member_id: row for row in family.of(NotificationPace).where(NotificationPace.member.in_(member_ids))}
    for pace in found.values():
        pace.family = family
    return {id: found.get(id) or NotificationPace(family=family, member=id) for id in member_ids}


def choose(member, channels, pace):
    """Keep what a member has chosen. `channels`: {kind: [channel]}; `pace`: {column: "22:00" or ""}."""
    with transaction(member.family):
        for model, key, values in [
            *((NotificationChoice, {"kind": kind}, {"channels": chosen}) for kind, chosen in channels.items()),
            (NotificationPace, {}, pace),
        ]:
            row = {"family": member.family_id, "member": member.id, **key, **values}
            columns = [getattr(model, name) for name in ("family", "member", *key)]
            model.insert(row).on_conflict(conflict_target=columns, update=values).execute()
        record("news.chosen", member, actor=member, stale="", member=member)


def said(family, member=None):
    """Let the pages of the family, or of this member alone, know that there is other news; returns its number."""
    return record("news.told", family, stale="news", needs="family.view", member=member)


def wall_time(text):
    return dt.time.fromisoformat(text) if text else None
