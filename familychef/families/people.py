"""Who is who: families, the logins of people, and their memberships."""

import hashlib

import peewee

from familychef.core import clock
from familychef.core.access import ADMIN, MEMBER, ROLES
from familychef.core.allergens import allergen_name
from familychef.core.db import Model, UtcField, transaction, write
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import record
from familychef.core.i18n import _

from .words import DIETS, role_names

COLOURS = range(1, 13)


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

    @property
    def edition(self):
        """A mark of the settings as they are; an old form carries an old one."""
        return _mark(self.name, self.locale, self.timezone, self.currency)

    def settle(self, by, *, edition=None, **settings):
        """Name, locale, timezone and currency. Raises Conflict when somebody changed them meanwhile."""
        with transaction(self):
            now = Family.get_by_id(self.id)
            if all(getattr(now, key) == value for key, value in settings.items()):
                return
            if edition not in (None, now.edition):
                raise Conflict(_("Somebody changed this meanwhile. Look at it again, then save."), subject=now)
            if self.changed_rows(**settings):
                record("family.settled", self, actor=by, stale="family members menu", changes=settings)

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

    def speak(self, locale):
        with write():
            self.changed_rows(locale=locale)

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

    @property
    def role_names(self):
        return role_names(self.roles)

    @property
    def allergen_names(self):
        return [allergen_name(code) for code in self.allergens]

    @property
    def diet_name(self):
        return str(DIETS.get(self.diet, self.diet))

    def has(self, role):
        return role in self.roles

    @property
    def edition(self):
        """A mark of what is known of this person; an old form carries an old one."""
        return _mark(self.name, self.colour, sorted(self.allergens), self.diet, self.child)

    def describe(self, by, *, name, colour, allergens, diet, child, edition=None):
        """What the family should know of this person; allergies reach every menu at once.

        `edition`: what the form showed. Raises Conflict when somebody changed it meanwhile.
        """
        with transaction(self.family):
            now = self._now()
            changed = {"name": name, "colour": colour, "allergens": allergens, "diet": diet, "child": child}
            before = {key: getattr(now, key) for key in changed}
            if before == changed:
                return
            if edition not in (None, now.edition):
                raise Conflict(_("Somebody changed this meanwhile. Look at it again, then save."), subject=now)
            if self.changed_rows(FamilyMember.state == "active", **changed):
                record("member.described", self, actor=by, stale=f"members {self.dom_id} menu kitchen", changes=changed)

    def grant(self, roles, by):
        """Exactly these roles from now on; whoever is no admin any more has no open invitations either.

        Raises Refusal for none, and for taking admin from the last one.
        """
        roles = [role for role in ROLES if role in roles]
        if not roles:
            raise Refusal(_("Please choose at least one role."), field="roles")
        with transaction(self.family):
            before = self._now().roles
            if ADMIN not in roles:
                self._leave_an_admin("roles")
            if before != roles and self.changed_rows(FamilyMember.state == "active", roles=roles):
                changes = {"roles": [before, roles]}
                record("member.granted", self, actor=by, stale=f"members {self.dom_id}", changes=changes)
                if ADMIN not in roles:
                    self._take_invitations_back(by)
                record("member.reloaded", self, actor=by, stale="reload", member=self)

    def remove(self, by):
        """Out of the family: signed out everywhere at once, their open invitations gone, their name kept."""
        with transaction(self.family):
            self._leave_an_admin()
            if self.changed_rows(FamilyMember.state == "active", state="removed", removed_at=clock.now()):
                self._sign_out()
                self._take_invitations_back(by)
                record("member.removed", self, actor=by, stale=f"members {self.dom_id} menu")

    def come_back(self, **traits):
        """A removed person who was invited again; what was known of them still is."""
        self.changed_rows(FamilyMember.state == "removed", state="active", removed_at=None, **traits)
        return self

    def _now(self):
        return FamilyMember.get_by_id(self.id)

    def _leave_an_admin(self, field=None):
        others = [member for member in self.family.active_members() if member.id != self.id]
        if not any(member.has(ADMIN) for member in others):
            raise Refusal(_("A family needs an admin. Make somebody else one first."), field=field)

    def _take_invitations_back(self, by):
        for invitation in self.issued:
            invitation.revoke(by)

    def _sign_out(self):
        for session in self.sessions:
            session.end()


def _mark(*values):
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]
