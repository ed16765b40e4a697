"""Where a member's news goes that asked for it elsewhere: an address, and the secret that signs what goes there."""

from urllib.parse import urlsplit

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, transaction, write
from familychef.core.events import record
from familychef.families.models import Family, FamilyMember

from .posting import Gone, must_be_taken, post

GONE = 410
JSON = {"Content-Type": "application/json"}


class NotificationTarget(Model):
    """The address of a member on one channel. `gone_at`: since when it wants no more of us; nothing goes there.

    `url` ends with the topic of ntfy, or with the chat of Telegram; `secret` is the token of such a service.
    """

    stays = "messages go out from this server"
    withheld = {"url": "", "secret": ""}
    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    channel = peewee.CharField(max_length=8)
    url = peewee.CharField(max_length=500)
    secret = peewee.CharField(max_length=100)
    created_at = UtcField(default=clock.now)
    worked_at = UtcField(null=True)
    gone_at = UtcField(null=True)

    class Meta:
        indexes = ((("family_id", "member_id", "channel"), True),)

    @classmethod
    def of_member(cls, member):
        return member.family.of(cls).where(cls.member == member.id)

    @classmethod
    def live(cls, member, channel):
        """Where this member's messages go, or None."""
        return cls.of_member(member).where(cls.channel == channel, cls.gone_at.is_null()).first()

    @property
    def host(self):
        return urlsplit(self.url).hostname

    @classmethod
    def set_up(cls, member, channel, url, secret):
        """The one address of this channel; another one takes its place, the same again changes nothing."""
        key = {"family": member.family_id, "member": member.id, "channel": channel}
        fresh = {"url": url, "secret": secret, "created_at": clock.now(), "worked_at": None, "gone_at": None}
        with transaction(member.family):
            same = cls.of_member(member).where(cls.channel == channel, cls.url == url, cls.secret == secret)
            if not same.where(cls.gone_at.is_null()).exists():
                columns = [cls.family, cls.member, cls.channel]
                cls.insert(key | fresh).on_conflict(conflict_target=columns, update=fresh).execute()
                record("news.way_set", member, actor=member, stale="", member=member, changes={"way": channel})

    def remove(self):
        with transaction(self.family):
            if NotificationTarget.delete().where(NotificationTarget.id == self.id).execute():
                self._tell("news.way_removed", actor=self.member)

    def answered(self, status):
        """What came back was this HTTP status. Raises Gone for 410, and Refused for what may work another time.

        A 403 may be a proxy's, for a minute, and a 400 that of one message: no single one of them ends it.
        """
        if status == GONE:
            self._end()
            raise Gone
        must_be_taken(status)
        with write():
            self.changed_rows(NotificationTarget.created_at == self.created_at, worked_at=clock.now())

    def _end(self):
        """Unless another address has taken its place meanwhile."""
        with transaction(self.family):
            unchanged = (NotificationTarget.created_at == self.created_at) & NotificationTarget.gone_at.is_null()
            if self.changed_rows(unchanged, gone_at=clock.now()):
                self._tell("news.way_gone")

    def _tell(self, kind, actor=None):
        record(kind, self.member, actor=actor, stale="", member=self.member, changes={"way": self.channel})


def carry(written, rows, settings):
    """Post these outbox rows as one message to their reader's target; False when there is none.

    Raises Gone and OSError. `written(target, rows, settings)`: the address that is asked, the JSON it is told (bytes),
    and further headers.
    """
    target = NotificationTarget.live(rows[0].reader, rows[0].channel)
    if target is None:
        return False
    url, body, headers = written(target, rows, settings)
    target.answered(post(url, body, JSON | headers))
    return True
