"""Who is who: families, the logins of people, and their memberships."""

import hashlib

import peewee

from familychef.core import clock
from familychef.core.access import ADMIN, CHILD, MEMBER
from familychef.core.allergens import allergen_name
from familychef.core.db import Model, UtcField, transaction, write
from familychef.core.errors import Conflict
from familychef.core.events import record
from familychef.core.i18n import _

from .belonging import Belonging
from .ending import Ending
from .pinned import Pinned
from .remembering import Remembering
from .words import DIETS, role_names

COLOURS = range(1, 13)


class NameField(peewee.CharField):
    """What a person is called; empty in the row once they were erased, and still a word on every page."""

    def python_value(self, value):
        return value or _("Somebody who left")


class Installation(Model):
    """One row, made with the first family: the set-up page works once."""

    stays = "it is this server's"

    founded_at = UtcField(default=clock.now)


class Family(Ending, Remembering, Model):
    room, view_permission = "families", "family.view"
    withheld = {"deletes_at": None, "demo": False}

    name = peewee.CharField(max_length=80)
    locale = peewee.CharField(max_length=8, default="en")
    timezone = peewee.CharField(max_length=60, default="UTC")
    currency = peewee.CharField(max_length=3, default="EUR")
    version = peewee.IntegerField(default=0)
    demo = peewee.BooleanField(default=False)
    created_at = UtcField(default=clock.now)
    deletes_at = UtcField(null=True)
    second_factor = peewee.CharField(max_length=10, default="")
    keeps_events = peewee.IntegerField(default=0)
    events_gone = peewee.IntegerField(default=0)
    chain_start = peewee.CharField(max_length=64, default="")

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
            changes = changes_of(now, settings)
            if not changes:
                return
            if edition not in (None, now.edition):
                raise Conflict(_("Somebody changed this meanwhile. Look at it again, then save."), subject=now)
            if self.changed_rows(**settings):
                record("family.settled", self, actor=by, stale="family members menu", changes=changes)

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
    """One person, in as many families as invite them; e-mail is case-folded, and null for who has no login."""

    withheld = {"password_hash": ""}

    name = NameField(max_length=80)
    email = peewee.CharField(max_length=254, unique=True, null=True)
    password_hash = peewee.CharField(max_length=200)
    locale = peewee.CharField(max_length=8, default="")
    created_at = UtcField(default=clock.now)
    erased_at = UtcField(null=True)

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


class FamilyMember(Belonging, Pinned, Model):
    room, view_permission = "families", "family.view"
    withheld = {"pin_hash": ""}

    family = peewee.ForeignKeyField(Family, backref="members", on_delete="CASCADE")
    user = peewee.ForeignKeyField(User, null=True)
    name = NameField(max_length=80)
    roles = peewee.JSONField(default=lambda: [MEMBER])
    colour = peewee.IntegerField(default=1)
    allergens = peewee.JSONField(default=list)
    diet = peewee.CharField(max_length=20, default="")
    child = peewee.BooleanField(default=False)
    state = peewee.CharField(max_length=10, default="active")
    joined_at = UtcField(default=clock.now)
    removed_at = UtcField(null=True)
    face = peewee.CharField(max_length=20, default="")
    pin_hash = peewee.CharField(max_length=200, default="")

    on_shared_screen = False

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
        return role in self.roles and not (role == ADMIN and self.on_shared_screen)

    @property
    def member_id(self):
        return self.id

    @property
    def has_login(self):
        """Can this person sign in by themselves?"""
        return bool(self.user_id and self.user.email)

    @property
    def powers(self):
        """What RULES ask for: the roles, or `child` for a child's profile without a login of its own."""
        if self.child and self.roles == [MEMBER] and self.user_id and self.user.email is None:
            return {CHILD}
        else:
            return {role for role in self.roles if self.has(role)}

    @property
    def edition(self):
        """A mark of what is known of this person; an old form carries an old one."""
        return _mark(self.name, self.colour, sorted(self.allergens), self.diet, self.child, self.face)

    def describe(self, by, *, name, colour, allergens, diet, child, face="", edition=None):
        """What the family should know of this person; allergies reach every menu at once.

        `edition`: what the form showed. Raises Conflict when somebody changed it meanwhile.
        """
        with transaction(self.family):
            now = self._now()
            told = {"name": name, "colour": colour, "allergens": allergens, "diet": diet, "child": child}
            told["face"] = face
            changes = changes_of(now, told)
            if not changes:
                return
            if edition not in (None, now.edition):
                raise Conflict(_("Somebody changed this meanwhile. Look at it again, then save."), subject=now)
            if self.changed_rows(FamilyMember.state == "active", **told):
                record("member.described", self, actor=by, stale=f"members {self.dom_id} menu kitchen", changes=changes)


    def speak(self, locale, by):
        """The language of the pages of who can't choose it themselves."""
        with transaction(self.family):
            before = User.get_by_id(self.user_id).locale
            if self.user.changed_rows(User.locale != locale, locale=locale):
                record("member.described", self, actor=by, stale=self.dom_id, changes={"language": [before, locale]})


def changes_of(row, told):
    """{field: [before, after]} of what is told and new."""
    return {name: [getattr(row, name), value] for name, value in told.items() if getattr(row, name) != value}


def _mark(*values):
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]
