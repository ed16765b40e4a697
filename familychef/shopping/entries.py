"""A line of a shopping list: what people asked for, what the house adds to it, and why it is there.

Quantities are integers in thousandths of the ingredient's base unit; a price is in the family's minor unit.
"""

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField
from familychef.families.models import Family, FamilyMember
from familychef.pantry.models import Ingredient

from .changing import Changing
from .lists import ShoppingList
from .states import BY_THE_HOUSE, MANUAL, OPEN
from .ticking import Ticking


class ShoppingListItem(Ticking, Changing, Model):
    """`quantity`: what people asked for, None when they said no amount or one nobody can convert; `num`/`den` and
    `unit`: as it was typed; `needed`: what the house adds; `silent`: the house says nothing about this ingredient until
    the reason was gone once. A line the house has no reason for any more is `gone`.
    """

    room, view_permission = "shopping", "shopping.view"
    own = ("added_by",)
    unowned = frozenset({
        "aisle", "den", "name_key", "needed", "num", "origin", "reasons", "silent", "tapped_at", "price", "quantity",
        "unit",
    })

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    shopping_list = peewee.ForeignKeyField(ShoppingList, backref="items", on_delete="CASCADE")
    ingredient = peewee.ForeignKeyField(Ingredient, null=True)
    name = peewee.CharField(max_length=100)
    name_key = peewee.CharField(max_length=100)
    note = peewee.CharField(max_length=100, default="")
    quantity = peewee.BigIntegerField(null=True)
    num = peewee.BigIntegerField(null=True)
    den = peewee.BigIntegerField(null=True)
    unit = peewee.CharField(max_length=40, default="")
    needed = peewee.BigIntegerField(default=0)
    origin = peewee.CharField(max_length=9, default=MANUAL)
    reasons = peewee.JSONField(default=dict)
    aisle = peewee.CharField(max_length=20, default="other")
    state = peewee.CharField(max_length=7, default=OPEN)
    silent = peewee.BooleanField(default=False)
    added_by = peewee.ForeignKeyField(FamilyMember, null=True)
    added_at = UtcField(default=clock.now)
    tapped_at = UtcField(null=True)
    ticked_at = UtcField(null=True)
    ticked_by = peewee.ForeignKeyField(FamilyMember, null=True)
    price = peewee.BigIntegerField(null=True)
    version = peewee.IntegerField(default=1)

    class Meta:
        indexes = ((("family_id", "state"), False), (("family_id", "ingredient_id"), False))

    @property
    def total(self):
        """What to buy altogether in the base unit, or None where that can't be said."""
        return None if self.is_vague() else (self.quantity or 0) + self.needed or None

    def is_vague(self):
        """Did somebody ask for it without an amount that can be counted?"""
        return self.ingredient_id is None or self.quantity is None and self.origin not in BY_THE_HOUSE

    def fresh(self):
        """The same line as the database has it now."""
        return type(self).get_by_id(self.id)
