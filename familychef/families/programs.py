"""Programs that act for a member: an app that signed in with their password, or one that was given a token."""

import datetime as dt
import secrets

import peewee

from familychef.core import clock, security_log
from familychef.core.access import SCOPES
from familychef.core.db import Model, UtcField, write

from .factors import SecondFactor
from .people import Family, FamilyMember, User
from .seen import Seen
from .tokens import hashed

IDLE = dt.timedelta(days=30)
KEPT = dt.timedelta(days=90)
LABEL, MOST = "fc_", 50


class Program(Seen, Model):
    """`personal`: it holds one token until `expires_at`; else it signed in, and its refresh tokens take turns.

    `token_hash`: of the one token; of who signed in, what its short tokens say beside its number, which another program
    may have had before.
    """

    stays = "a program signs in anew on another server"
    withheld = {"token_hash": None}
    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, backref="programs")
    name = peewee.CharField(max_length=80)
    personal = peewee.BooleanField(default=False)
    scopes = peewee.JSONField(default=list)
    token_hash = peewee.CharField(max_length=64, unique=True, null=True)
    created_at = UtcField(default=clock.now)
    seen_at = UtcField(default=clock.now)
    expires_at = UtcField(null=True)
    ended_at = UtcField(null=True)

    device_id = None
    told_until = None

    @classmethod
    def sign_in(cls, member, name):
        """(the program that has just signed in, its first refresh token)"""
        with write():
            about = {"name": name, "scopes": list(SCOPES), "token_hash": hashed(secrets.token_urlsafe(32))}
            program = cls.create(family=member.family_id, member=member, **about)
            cls._make_room(member.user_id)
            return program, RefreshToken.issue(program)

    @classmethod
    def _make_room(cls, user_id):
        """Who signs in ever anew is signed out where that was used longest ago. In write()."""
        theirs = FamilyMember.select(FamilyMember.id).where(FamilyMember.user == user_id)
        signed_in = cls.open() & ~cls.personal & cls.member.in_(theirs)
        newest = cls.select(cls.id).where(signed_in).order_by(cls.seen_at.desc(), cls.id.desc()).limit(MOST)
        cls.update(ended_at=clock.now()).where(signed_in, cls.id.not_in(newest)).execute()

    @classmethod
    def give(cls, member, name, scopes, expires_at):
        """(a program with a token of its own, that token): it is shown once, and only its hash is kept."""
        token = LABEL + secrets.token_urlsafe(32)
        with write():
            program = cls.create(
                family=member.family_id, member=member, name=name, scopes=list(scopes), personal=True,
                token_hash=hashed(token), expires_at=expires_at,
            )
        return program, token

    @classmethod
    def open(cls):
        """What still acts, as a condition."""
        now = clock.now()
        lasts = cls.expires_at.is_null() | (cls.expires_at > now)
        used = cls.personal | (cls.seen_at > now - IDLE)
        return cls.ended_at.is_null() & lasts & used

    @classmethod
    def acting(cls, *which):
        """The open program that is meant, with its member as they are in the family now, and their login; or None."""
        query = cls.select(cls, FamilyMember, Family, User).join(FamilyMember).join(Family)
        query = query.switch(FamilyMember).join(User)
        return query.where(cls.open(), FamilyMember.state == "active", *which).first()

    @classmethod
    def of_user(cls, user):
        """What acts for this person, the latest used first."""
        query = cls.select(cls, FamilyMember, Family).join(FamilyMember).join(Family)
        return query.where(cls.open(), FamilyMember.user == user.id).order_by(cls.seen_at.desc())

    @classmethod
    def end_all(cls, user, personal=False):
        """What signed in for this person acts no more, nor does a `personal` token where that is asked. In write()."""
        theirs = FamilyMember.select(FamilyMember.id).where(FamilyMember.user == user.id)
        which = cls.ended_at.is_null() & cls.member.in_(theirs)
        cls.update(ended_at=clock.now()).where(which if personal else which & ~cls.personal).execute()

    @classmethod
    def tidy(cls, now):
        """What ended long ago is of no use to anybody."""
        with write():
            left = ~cls.personal & (cls.seen_at < now - IDLE - KEPT)
            return cls.delete().where((cls.ended_at < now - KEPT) | (cls.expires_at < now - KEPT) | left).execute()

    def end(self):
        with write():
            self.changed_rows(Program.ended_at.is_null(), ended_at=clock.now())

    def lives(self, member):
        """The program as it acts now, with its member; None when it does no more. Asked every few seconds."""
        acting = Program.acting(Program.id == self.id, Program.member == member.id)
        return None if acting is None or SecondFactor.is_missing(acting.member) else acting


class RefreshToken(Model):
    """Opens once: whoever comes with one that was used already ends everything that grew from the same sign-in."""

    stays = "a program signs in anew on another server"
    withheld = {"token_hash": ""}
    follows = ("program_id", Program)

    program = peewee.ForeignKeyField(Program, backref="refresh_tokens", on_delete="CASCADE")
    token_hash = peewee.CharField(max_length=64, unique=True)
    created_at = UtcField(default=clock.now)
    used_at = UtcField(null=True)

    @classmethod
    def issue(cls, program):
        """A fresh one. Inside write()."""
        token = secrets.token_urlsafe(32)
        cls.create(program=program, token_hash=hashed(token))
        return token

    @classmethod
    def tidy(cls, now):
        """One that was used so long ago opens nothing, whoever has kept it."""
        with write():
            return cls.delete().where(cls.used_at < now - IDLE).execute()

    @classmethod
    def turn(cls, token):
        """(the program, its next token) for one that was not used before; None for any other."""
        found = cls.get_or_none(cls.token_hash == hashed(token))
        program = found and Program.acting(Program.id == found.program_id)
        if not program:
            return None
        with write():
            if found.changed_rows(cls.used_at.is_null(), used_at=clock.now()):
                program.changed_rows(seen_at=clock.now())
                return program, cls.issue(program)
        program.end()
        security_log.note("token.reused", member=program.member_id, about=f"program-{program.id}")
        return None
