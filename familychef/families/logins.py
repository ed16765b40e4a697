"""Sign-ins: one row for each browser a person is signed in with."""

import datetime as dt
import secrets

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, write

from .browser_names import browser_name
from .devices import Device
from .people import FamilyMember, User
from .seen import Seen
from .tokens import hashed

IDLE = dt.timedelta(days=30)
LONGEST = dt.timedelta(days=90)
IDLE_ON_SCREENS = dt.timedelta(minutes=10)
LONGEST_ON_SCREENS = dt.timedelta(hours=12)
PROOF = dt.timedelta(minutes=5)
OVERLAP = dt.timedelta(seconds=10)
NO_TIME = dt.timedelta(0)


class Session(Seen, Model):
    """A sign-in on one browser; the browser holds the token, the row only its hash.

    `renew`: the next answer brings a new token; the one before (`prior_hash`) serves what was under way for a moment.
    """

    stays = "nobody is signed in on another server"
    withheld = {"token_hash": "", "prior_hash": ""}
    own = ("member",)

    token_hash = peewee.CharField(max_length=64, unique=True)
    user = peewee.ForeignKeyField(User, backref="sessions", on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, backref="sessions", null=True)
    browser = peewee.CharField(max_length=120, default="")
    created_at = UtcField(default=clock.now)
    seen_at = UtcField(default=clock.now)
    expires_at = UtcField()
    ended_at = UtcField(null=True)
    device = peewee.ForeignKeyField(Device, backref="sessions", null=True)
    proved_at = UtcField(null=True)
    renew = peewee.BooleanField(default=False)
    prior_hash = peewee.CharField(max_length=64, default="", index=True)
    renewed_at = UtcField(null=True)

    @property
    def is_proved(self):
        """Was the password typed within the last five minutes?"""
        return self.proved_at is not None and clock.now() - self.proved_at < PROOF

    @property
    def idle_on_screen_seconds(self):
        """How long nobody may touch a screen of the house before a session on it ends."""
        return int(IDLE_ON_SCREENS.total_seconds())

    @property
    def browser_name(self):
        return browser_name(self.browser)

    @classmethod
    def of_user(cls, user):
        """Where this person is signed in, the latest used first; on screens of the house, which."""
        return cls._open(user.sessions)

    @classmethod
    def of_member(cls, member):
        """Where this member is signed in for this family."""
        return cls._open(member.sessions)

    @classmethod
    def end_all(cls, user, but=None):
        """Signed out everywhere, `but` for this one session. Inside write()."""
        ends = (cls.user == user.id) & cls.ended_at.is_null()
        cls.update(ended_at=clock.now()).where(ends & (cls.id != but.id) if but else ends).execute()

    @classmethod
    def with_token(cls, token_hash, ago=clock.ago):
        """Which sessions a browser with this token may use, as a condition."""
        just_now = (cls.prior_hash == token_hash) & (cls.renewed_at > ago(OVERLAP))
        return (cls.token_hash == token_hash) | just_now

    @classmethod
    def counts(cls, ago=clock.ago):
        """Open, as a condition: on a paired screen for twelve hours, and for ten minutes without anybody there."""
        own = cls.device.is_null() & (cls.seen_at > ago(IDLE))
        shared = cls.device.in_(Device.paired()) & (cls.seen_at > ago(IDLE_ON_SCREENS))
        return cls.ended_at.is_null() & (cls.expires_at > ago(NO_TIME)) & (own | shared)

    @classmethod
    def _open(cls, sessions):
        query = sessions.where(cls.counts())
        return query.select(cls, Device).join(Device, peewee.JOIN.LEFT_OUTER).order_by(cls.seen_at.desc())

    def prove(self):
        """The person at this browser has just shown again who they are; that is worth a new token."""
        with write():
            self.changed_rows(proved_at=clock.now(), renew=True)

    def renew_soon(self):
        """What this person may do has changed: the next answer brings a new token, and the old one dies."""
        with write():
            self.changed_rows(Session.ended_at.is_null(), renew=True)

    def renewed(self, token):
        """The token that takes the place of `token`; None when that is not the one to replace any more."""
        due = Session.renew & (Session.token_hash == hashed(token)) & Session.ended_at.is_null()
        fresh = secrets.token_urlsafe(32)
        turn = {"token_hash": hashed(fresh), "prior_hash": hashed(token), "renewed_at": clock.now()}
        with write():
            return fresh if self.changed_rows(due, renew=False, **turn) else None

    def end(self):
        """Over, everywhere and for good; the cookie opens nothing any more."""
        with write():
            self.changed_rows(Session.ended_at.is_null(), ended_at=clock.now())

    def lives(self, member):
        """Is this session still open, and this member still of the family? One query."""
        return (
            Session.select(Session.id)
            .join(FamilyMember, on=(FamilyMember.id == member.id))
            .where(Session.id == self.id, Session.counts(), FamilyMember.state == "active")
            .exists()
        )
