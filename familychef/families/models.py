"""Who is who: families, people, memberships, invitations, sessions."""

import datetime as dt
import hashlib
import secrets

import peewee

from familychef.core import clock
from familychef.core.access import ADMIN, MEMBER, ROLES
from familychef.core.db import Model, UtcField, transaction
from familychef.core.errors import Refusal
from familychef.core.events import record
from familychef.core.i18n import _

IDLE = dt.timedelta(days=30)
LONGEST = dt.timedelta(days=90)
INVITATION_LIFE = dt.timedelta(days=7)
COLOURS = range(1, 13)


def hashed(token):
    return hashlib.sha256(token.encode()).hexdigest()


class Installation(Model):
    """One row, made with the first family: the set-up page works once."""

    founded_at = UtcField(default=clock.now)


class Family(Model):
    room, view_permission = "families", "family.view"

    name = peewee.CharField(max_length=80)
    locale = peewee.CharField(max_length=8, default="en")
    timezone = peewee.CharField(max_length=60, default="UTC")
    currency = peewee.CharField(max_length=3, default="EUR")
    version = peewee.IntegerField(default=0)
    demo = peewee.BooleanField(default=False)
    created_at = UtcField(default=clock.now)

    @property
    def family_id(self):
        return self.id

    def today(self):
        return clock.today(self.timezone)

    def of(self, model):
        """This family's rows of a model: the only way a handler looks anything up."""
        return model.select().where(model.family == self.id)

    def active_members(self):
        return (
            self.of(FamilyMember)
            .where(FamilyMember.state == "active")
            .order_by(FamilyMember.id)
        )


class User(Model):
    """One login, in as many families as invite it; e-mail is case-folded."""

    name = peewee.CharField(max_length=80)
    email = peewee.CharField(max_length=254, unique=True)
    password_hash = peewee.CharField(max_length=200)
    locale = peewee.CharField(max_length=8, default="")
    created_at = UtcField(default=clock.now)

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self):
        return str(self.id)

    def memberships(self):
        return (
            FamilyMember.select(FamilyMember, Family)
            .join(Family)
            .where(FamilyMember.user == self.id, FamilyMember.state == "active")
            .order_by(FamilyMember.id)
        )


class FamilyMember(Model):
    room, view_permission = "families", "family.view"

    family = peewee.ForeignKeyField(Family, backref="members", on_delete="CASCADE")
    user = peewee.ForeignKeyField(User, null=True)
    name = peewee.CharField(max_length=80)
    roles = peewee.JSONField(default=lambda: [MEMBER])
    colour = peewee.IntegerField(default=1)
    allergens = peewee.JSONField(default=list)
    diet = peewee.CharField(max_length=20, default="")
    child = peewee.BooleanField(default=False)
    state = peewee.CharField(max_length=10, default="active")
    joined_at = UtcField(default=clock.now)
    removed_at = UtcField(null=True)

    class Meta:
        indexes = ((("family_id", "user_id"), True),)

    @property
    def initial(self):
        return self.name[:1].upper()

    def has(self, role):
        return role in self.roles

    def describe(self, by, *, name, colour, allergens, diet, child):
        """What the family should know of this person; allergies reach every menu at once."""
        with transaction(self.family):
            changed = {"name": name, "colour": colour, "allergens": allergens, "diet": diet, "child": child}
            before = {key: getattr(self, key) for key in changed}
            if before != changed and self.changed_rows(FamilyMember.state == "active", **changed):
                record("member.described", self, actor=by, stale=f"members {self.dom_id} menu", changes=changed)


class Invitation(Model):
    room, view_permission = "families", "family.manage"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    token_hash = peewee.CharField(max_length=64, unique=True)
    roles = peewee.JSONField(default=list)
    uses_left = peewee.IntegerField(default=1)
    created_by = peewee.ForeignKeyField(FamilyMember)
    created_at = UtcField(default=clock.now)
    expires_at = UtcField()

    @classmethod
    def issue(cls, by, roles, uses=1):
        """Returns (invitation, token); only the token's hash is kept. Raises Refusal for roles above the inviter's."""
        roles = [role for role in ROLES if role in roles] or [MEMBER]
        if ADMIN not in by.roles:
            raise Refusal(_("Only an admin can invite."))
        token = secrets.token_urlsafe(24)
        with transaction(by.family):
            invitation = cls.create(
                family=by.family,
                token_hash=hashed(token),
                roles=roles,
                uses_left=uses,
                created_by=by,
                expires_at=clock.now() + INVITATION_LIFE,
            )
            record("invitation.issued", invitation, actor=by, stale="invitations", changes={"roles": roles})
        return invitation, token

    @classmethod
    def open(cls, token):
        """The invitation this token opens, or None when it is unknown, used up or too old."""
        query = cls.select(cls, Family).join(Family).where(cls.token_hash == hashed(token), cls.uses_left > 0)
        return query.where(cls.expires_at > clock.now()).first()

    def revoke(self, by):
        with transaction(self.family):
            if self.changed_rows(Invitation.uses_left > 0, uses_left=0):
                record("invitation.revoked", self, actor=by, stale="invitations")


class Session(Model):
    """A sign-in on one browser; the browser holds the token, the row only its hash."""

    token_hash = peewee.CharField(max_length=64, unique=True)
    user = peewee.ForeignKeyField(User, backref="sessions", on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, null=True)
    browser = peewee.CharField(max_length=120, default="")
    created_at = UtcField(default=clock.now)
    seen_at = UtcField(default=clock.now)
    expires_at = UtcField()
    ended_at = UtcField(null=True)

    def lives(self, member):
        """Is this session still open, and this member still of the family? One query."""
        return (
            Session.select(Session.id)
            .join(FamilyMember, on=(FamilyMember.id == member.id))
            .where(Session.id == self.id, Session.ended_at.is_null(), Session.expires_at > clock.now())
            .where(Session.seen_at > clock.now() - IDLE, FamilyMember.state == "active")
            .exists()
        )
