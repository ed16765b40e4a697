"""Lots, every movement of them, and what is held of them for orders.

Quantities are integers in thousandths of the ingredient's base unit. Amounts change only by conditional UPDATE.
"""

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField
from familychef.families.models import Family, FamilyMember

from .batch import Batch
from .ingredients import Ingredient
from .reversal import Reversible


class PantryStock(Batch, Model):
    """One batch of an ingredient, a lot: what is on hand is the sum of its moves."""

    room, view_permission = "pantry", "pantry.view"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    ingredient = peewee.ForeignKeyField(Ingredient, backref="lots")
    place = peewee.CharField(max_length=20, default="pantry")
    on_hand = peewee.BigIntegerField(default=0)
    held = peewee.BigIntegerField(default=0)
    first = peewee.BigIntegerField(default=0)
    date = peewee.DateField(null=True)
    date_kind = peewee.CharField(max_length=11, default="best_before")
    opened_on = peewee.DateField(null=True)
    frozen_on = peewee.DateField(null=True)
    use_until = peewee.DateField(null=True)
    bought_on = peewee.DateField()
    cost = peewee.BigIntegerField(null=True)
    origin = peewee.CharField(max_length=8, default="buy")
    version = peewee.IntegerField(default=1)

    class Meta:
        indexes = ((("family_id", "ingredient_id"), False),)


class StockMove(Reversible, Model):
    """One movement of a lot; rows are only ever added. Moves of one action share their key up to a dot."""

    own = ("actor",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    pantry_stock = peewee.ForeignKeyField(PantryStock, backref="moves")
    delta = peewee.BigIntegerField()
    reason = peewee.CharField(max_length=8)
    note = peewee.CharField(max_length=200, default="")
    order_item_id = peewee.IntegerField(null=True)
    actor = peewee.ForeignKeyField(FamilyMember, null=True)
    undo_of = peewee.ForeignKeyField("self", null=True)
    key = peewee.CharField(max_length=64, null=True)
    at = UtcField(default=clock.now)

    class Meta:
        indexes = (
            (("family_id", "pantry_stock_id"), False),
            (("family_id", "key"), True),
            (("family_id", "undo_of_id"), True),
        )


class Hold(Model):
    """Stock reserved for an order item; bound to a lot once cooking starts."""

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    order_item_id = peewee.IntegerField()
    ingredient = peewee.ForeignKeyField(Ingredient, backref="holds")
    quantity = peewee.BigIntegerField()
    pantry_stock = peewee.ForeignKeyField(PantryStock, null=True)
    state = peewee.CharField(max_length=8, default="held")

    class Meta:
        indexes = ((("family_id", "state"), False), (("family_id", "order_item_id"), False))
