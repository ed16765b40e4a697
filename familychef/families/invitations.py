"""Invitations: a link that lets so many people into a family, for a week at most."""

import datetime as dt
import secrets

import peewee

from familychef.core import clock
from familychef.core.access import MEMBER, ROLES
from familychef.core.db import Model, UtcField, transaction
from familychef.core.errors import Refusal
from familychef.core.events import Event, record
from familychef.core.i18n import _

from .people import Family, FamilyMember
from .tokens import hashed, nobodys_hash
from .words import role_names

INVITATION_LIFE = dt.timedelta(days=7)


class Invitation(Model):
    room, view_permission = "families", "family.manage"
    withheld = {"token_hash": nobodys_hash}
    own = ("created_by",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    token_hash = peewee.CharField(max_length=64, unique=True)
    roles = peewee.JSONField(default=list)
    uses_left = peewee.IntegerField(default=1)
    created_by = peewee.ForeignKeyField(FamilyMember, backref="issued")
    created_at = UtcField(default=clock.now)
    expires_at = UtcField()

    @classmethod
    def issue(cls, by, roles, uses=1, token=None, life=INVITATION_LIFE):
        """Returns (invitation, token); only the token's hash is kept. The same token again is the same invitation.

        `life`: never longer than a week. Raises Refusal for roles above the inviter's as they are now.
        """
        token = token or secrets.token_urlsafe(24)
        with transaction(by.family):
            known = by.family.of(cls).where(cls.token_hash == hashed(token)).first()
            if not by.manages_now():
                raise Refusal(_("Only an admin can invite."))
            return known or cls._issued(by, token, roles, uses, min(life, INVITATION_LIFE)), token

    @classmethod
    def known(cls, token):
        """The invitation with this token, open or not, or None."""
        query = cls.select(cls, Family, FamilyMember).join(Family).switch(cls).join(FamilyMember)
        return query.where(cls.token_hash == hashed(token)).first()

    @classmethod
    def lately(cls, family):
        """Those of the last weeks, the newest first, each with `guests`: the names of who came by it."""
        query = family.of(cls).where(cls.created_at > clock.now() - 4 * INVITATION_LIFE)
        guests = _guests(family)
        for invitation in query.order_by(cls.id.desc()):
            invitation.guests = guests.get(invitation.id, [])
            yield invitation

    @property
    def role_names(self):
        return role_names(self.roles)

    @property
    def is_open(self):
        return self.uses_left > 0 and self.expires_at > clock.now()

    def use(self):
        """One use less, inside the transaction of the joining. Raises Closed when there is none left."""
        open_still = (Invitation.uses_left > 0) & (Invitation.expires_at > clock.now())
        if not self.changed_rows(open_still, uses_left=Invitation.uses_left - 1):
            raise Closed

    def revoke(self, by):
        with transaction(self.family):
            left = Invitation.get_by_id(self.id).uses_left
            if self.changed_rows(Invitation.uses_left > 0, uses_left=0):
                record("invitation.revoked", self, actor=by, stale="invitations", changes={"uses": [left, 0]})

    @classmethod
    def _issued(cls, by, token, roles, uses, life):
        invitation = cls.create(
            family=by.family,
            token_hash=hashed(token),
            roles=[role for role in ROLES if role in roles] or [MEMBER],
            uses_left=uses,
            created_by=by,
            expires_at=clock.now() + life,
        )
        until = invitation.expires_at.isoformat(timespec="minutes")
        changes = {"roles": [[], invitation.roles], "uses": [0, uses], "until": ["", until]}
        record("invitation.issued", invitation, actor=by, stale="invitations", changes=changes)
        return invitation


class Closed(Refusal):
    """The link is used up, revoked or too old."""

    status = 410

    def __init__(self):
        super().__init__(_("This invitation has been used or is too old. Ask the family for a new one."))


def _guests(family):
    """{invitation id: names of those who joined by it}."""
    joined = Event.select(Event.actor_id, Event.changes)
    joined = joined.where(Event.family_id == family.id, Event.kind == "member.joined").order_by(Event.seq)
    names = dict(family.of(FamilyMember).select(FamilyMember.id, FamilyMember.name).tuples())
    found = {}
    for event in joined:
        invitation = event.changes.get("invitation")
        invitation = invitation[1] if isinstance(invitation, list) else invitation
        found.setdefault(invitation, []).append(names.get(event.actor_id, ""))
    return found
