"""Sign-ins: one row for each browser a person is signed in with."""

import datetime as dt
import hashlib

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, write
from familychef.core.i18n import _

from .people import FamilyMember, User

IDLE = dt.timedelta(days=30)
LONGEST = dt.timedelta(days=90)
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def hashed(token):
    return hashlib.sha256(token.encode()).hexdigest()


class Session(Model):
    """A sign-in on one browser; the browser holds the token, the row only its hash."""

    token_hash = peewee.CharField(max_length=64, unique=True)
    user = peewee.ForeignKeyField(User, backref="sessions", on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, backref="sessions", null=True)
    browser = peewee.CharField(max_length=120, default="")
    created_at = UtcField(default=clock.now)
    seen_at = UtcField(default=clock.now)
    expires_at = UtcField()
    ended_at = UtcField(null=True)

    @property
    def browser_name(self):
        """Firefox · Linux, as far as the browser tells."""
        known = [name for marks in (BROWSERS, SYSTEMS) if (name := _first(marks, self.browser))]
        return " · ".join(known) or _("A browser")

    @classmethod
    def of_user(cls, user):
        """Where this person is signed in, the latest used first."""
        now = clock.now()
        query = user.sessions.where(cls.ended_at.is_null(), cls.expires_at > now, cls.seen_at > now - IDLE)
        return query.order_by(cls.seen_at.desc())

    def end(self):
        """Over, everywhere and for good; the cookie opens nothing any more."""
        with write():
            self.changed_rows(Session.ended_at.is_null(), ended_at=clock.now())

    def lives(self, member):
        """Is this session still open, and this member still of the family? One query."""
        return (
            Session.select(Session.id)
            .join(FamilyMember, on=(FamilyMember.id == member.id))
            .where(Session.id == self.id, Session.ended_at.is_null(), Session.expires_at > clock.now())
            .where(Session.seen_at > clock.now() - IDLE, FamilyMember.state == "active")
            .exists()
        )


def _first(marks, text):
    return next((name for mark, name in marks.items() if mark in text), None)
