"""A shopping list, one for each shop or habit: made, renamed, put away; its aisles in the order the shop has them.

Money is an integer in the family's minor unit.
"""

import peewee

from familychef.core.db import Model, transaction
from familychef.core.errors import Conflict
from familychef.core.events import changes_of, record
from familychef.core.i18n import _, speaking
from familychef.families.models import Family

from .aisles import in_order, learned


class ShoppingList(Model):
    """`aisles`: codes in the order they come by in this shop, as far as ticks have told."""

    room, view_permission = "shopping", "shopping.view"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    name = peewee.CharField(max_length=40)
    budget = peewee.BigIntegerField(null=True)
    aisles = peewee.JSONField(default=list)
    archived = peewee.BooleanField(default=False)
    version = peewee.IntegerField(default=1)

    @classmethod
    def open_of(cls, family):
        """The family's lists in use, the oldest first: that is where the house writes."""
        return family.of(cls).where(~cls.archived).order_by(cls.id)

    @classmethod
    def first_of(cls, family, by=None):
        """The family's first list; one is made when there is none yet."""
        with transaction(family):
            with speaking(family.locale):
                return cls.open_of(family).first() or cls.make(family, by, _("Shopping list"))

    @classmethod
    def make(cls, family, by, name, budget=None):
        with transaction(family):
            made = cls.create(family=family, name=name, budget=budget)
            record("shopping.made", made, actor=by, stale="shopping", changes={"name": [None, name]})
            return made

    def is_only(self):
        """Is there no other list in use?"""
        return not ShoppingList.open_of(self.family).where(ShoppingList.id != self.id).exists()

    def settle(self, by, version, **traits):
        """Name and budget. Raises Conflict when somebody changed them since `version`."""
        with transaction(self.family):
            told = changes_of(self.fresh(), traits)
            if told and not self._change(ShoppingList.version == version, **traits):
                raise Conflict(_("Somebody else has changed this meanwhile."), subject=self.fresh())
            if told:
                record("shopping.settled", self, actor=by, stale="shopping", changes=told)

    def archive(self, by):
        with transaction(self.family):
            if self._change(~ShoppingList.archived, archived=True):
                record("shopping.archived", self, actor=by, stale="shopping", changes={"archived": [False, True]})

    def revive(self, by):
        with transaction(self.family):
            if self._change(ShoppingList.archived, archived=False):
                record("shopping.revived", self, actor=by, stale="shopping", changes={"archived": [True, False]})

    def learn(self, aisles):
        """The order in which these aisles were walked by just now."""
        order = learned(in_order(self.fresh().aisles), aisles)
        if len(aisles) > 1 and order != self.aisles:
            self.changed_rows(aisles=order)

    def fresh(self):
        """The same list as the database has it now."""
        return type(self).get_by_id(self.id)

    def _change(self, *expected, **values):
        return self.changed_rows(*expected, version=ShoppingList.version + 1, **values)
