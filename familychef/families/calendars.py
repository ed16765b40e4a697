"""Calendar addresses: a member's orders in a calendar of theirs, for whoever knows the address, until it is ended."""

import base64
import datetime as dt
import hashlib
import hmac

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, transaction, write
from familychef.core.errors import Conflict
from familychef.core.events import record

from .factors import SecondFactor
from .people import Family, FamilyMember, User
from .tokens import hashed

KEPT = dt.timedelta(days=90)
OFTEN = clock.minutes(1)


class Calendar(Model):
    """Its secret opens what the member may see and nothing else; only the hash of it is kept."""

    room, view_permission = "families", "family.view"
    stays = "it is an address of this house"
    withheld = {"token_hash": ""}
    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, backref="calendars")
    name = peewee.CharField(max_length=80)
    token_hash = peewee.CharField(max_length=64, unique=True)
    created_at = UtcField(default=clock.now)
    used_at = UtcField(null=True)
    ended_at = UtcField(null=True)

    @classmethod
    def give(cls, member, name, token):
        """The calendar this token opens; the same token again is the same calendar. Raises Conflict once it ended."""
        with transaction(member.family):
            known = member.family.of(cls).where(cls.token_hash == hashed(token)).first()
            if known and known.ended_at:
                raise Conflict
            return known or cls._given(member, name, token)

    @classmethod
    def of_member(cls, member):
        """What still opens, the newest first."""
        query = member.family.of(cls).where(cls.member == member.id, cls.ended_at.is_null())
        return query.order_by(cls.id.desc())

    @classmethod
    def opened_by(cls, token):
        """The calendar of this token with its member as they are in the family now, and their login; or None."""
        query = cls.select(cls, FamilyMember, Family, User).join(FamilyMember).join(Family)
        query = query.switch(FamilyMember).join(User)
        open_now = cls.ended_at.is_null() & (FamilyMember.state == "active")
        found = query.where(cls.token_hash == hashed(token), open_now).first()
        return None if found and SecondFactor.is_missing(found.member) else found

    @classmethod
    def end_all(cls, user):
        """No address of this person's opens anything any more. Inside write()."""
        theirs = FamilyMember.select(FamilyMember.id).where(FamilyMember.user == user.id)
        cls.update(ended_at=clock.now()).where(cls.member.in_(theirs), cls.ended_at.is_null()).execute()

    @classmethod
    def tidy(cls, now):
        """What ended long ago is of no use to anybody."""
        with write():
            return cls.delete().where(cls.ended_at < now - KEPT).execute()

    def touch(self):
        """It was used just now; written down now and then."""
        now = clock.now()
        if self.used_at is None or now - self.used_at > OFTEN:
            with write():
                self.changed_rows(used_at=now)

    def end(self, by):
        """Its address opens nothing any more."""
        with transaction(self.family):
            if self.changed_rows(Calendar.ended_at.is_null(), ended_at=clock.now()):
                record("calendar.ended", self, actor=by, stale="", member=self.member)

    @classmethod
    def _given(cls, member, name, token):
        calendar = cls.create(family=member.family_id, member=member, name=name, token_hash=hashed(token))
        record("calendar.given", calendar, actor=member, stale="", member=member)
        return calendar


def token_for(secret, member, key):
    """The same form sent again gives the same address; nobody can compute it without the house's `secret`."""
    digest = hmac.digest(secret.encode(), f"calendar {member.id} {key}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
