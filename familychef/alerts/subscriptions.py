"""The devices on which a member is told: what a browser gave us to reach it through its maker's push service."""

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, transaction, write
from familychef.core.events import record
from familychef.families.models import Family, FamilyMember, Session

from .posting import must_be_taken

MOST = 10
ENDS = {400, 401, 403, 404, 410}
REMEMBERED = 50


class PushSubscription(Model):
    """One browser of a member, told as long as the member is signed in there with this `session`.

    Who knows `endpoint` can ring there, who has the keys can say something. `told`: the numbers of the latest
    messages it took, so that a try for the sake of another device does not ring here again.
    """

    stays = "a browser is told from this server"
    withheld = {"endpoint": "", "p256dh": "", "auth": "", "told": []}
    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    session = peewee.ForeignKeyField(Session, on_delete="CASCADE")
    endpoint = peewee.CharField(max_length=1000)
    p256dh = peewee.CharField(max_length=100)
    auth = peewee.CharField(max_length=40)
    browser = peewee.CharField(max_length=80, default="")
    created_at = UtcField(default=clock.now)
    worked_at = UtcField(null=True)
    told = peewee.JSONField(default=list)

    class Meta:
        indexes = ((("family_id", "member_id", "endpoint"), True), (("endpoint",), False))

    @classmethod
    def of_member(cls, member):
        return cls._kept_for(member).where(cls.session.in_(_signed_in())).order_by(cls.id)

    @classmethod
    def _kept_for(cls, member):
        return member.family.of(cls).where(cls.member == member.id)

    @classmethod
    def add(cls, member, session, endpoint, p256dh, auth):
        """The browser of this session is told from now on, and for nobody else; the same again changes nothing."""
        row = {"family": member.family_id, "member": member.id, "endpoint": endpoint, "created_at": clock.now()}
        keys = {"session": session.id, "browser": session.browser_name[:80], "p256dh": p256dh, "auth": auth}
        columns = [cls.family, cls.member, cls.endpoint]
        for other in cls._of_others(member, endpoint):
            other._end()
        with transaction(member.family):
            for old in cls._kept_for(member).where(cls.session.not_in(_signed_in())):
                old._end()
            fresh = not cls.of_member(member).where(cls.endpoint == endpoint).exists()
            cls.insert(row | keys).on_conflict(conflict_target=columns, update=keys).execute()
            if fresh:
                record("news.device_added", member, actor=member, stale="", member=member)
            for old in list(cls.of_member(member))[:-MOST]:
                old.remove(by=member)

    def remove(self, by):
        self._go("news.device_removed", by)

    def took(self, number):
        return number in self.told

    def answered(self, status, number):
        """What came back for the message of this number was this HTTP status. Raises Refused for what may work later.

        Source: RFC 8030 and 8292. Who refuses our key, or the request as such, will not take the next one either.
        """
        if status in ENDS:
            self._end()
        else:
            must_be_taken(status)
            self._keep(number)

    @classmethod
    def _of_others(cls, member, endpoint):
        """A browser that changed hands says nothing more of who had it before, in whatever family that is."""
        others = FamilyMember.select(FamilyMember.id).where(FamilyMember.user != member.user_id)
        return list(cls.select().where(cls.endpoint == endpoint, cls.member.in_(others)).order_by(cls.id))

    def _keep(self, number):
        with write():
            before = PushSubscription.select(PushSubscription.told).where(PushSubscription.id == self.id).first()
            said = (before.told if before else [])[1 - REMEMBERED:] + [number]
            self.changed_rows(worked_at=clock.now(), told=said)
        self.mirror(told=said)

    def _end(self):
        """Nobody can be told there any more."""
        self._go("news.device_gone")

    def _go(self, kind, by=None):
        with transaction(self.family):
            if PushSubscription.delete().where(PushSubscription.id == self.id).execute():
                record(kind, self.member, actor=by, stale="", member=self.member)


def _signed_in():
    return Session.select(Session.id).where(Session.counts())
