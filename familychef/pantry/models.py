"""What the family has: ingredients, their lots, every movement, and what is held for orders.

Quantities are integers in thousandths of the ingredient's base unit (g, ml or piece).
"""

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField
from familychef.families.models import Family, FamilyMember


class Ingredient(Model):
    room, view_permission = "pantry", "pantry.view"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    starter = peewee.CharField(max_length=60, null=True)
    name = peewee.CharField(max_length=80)
    name_key = peewee.CharField(max_length=80)
    aliases = peewee.JSONField(default=list)
    base = peewee.CharField(max_length=6, default="mass")
    track = peewee.CharField(max_length=6, default="exact")
    level = peewee.CharField(max_length=6, default="out")
    threshold = peewee.BigIntegerField(default=0)
    pack = peewee.BigIntegerField(null=True)
    usual = peewee.BigIntegerField(null=True)
    date_kind = peewee.CharField(max_length=11, default="best_before")
    shelf_days = peewee.IntegerField(null=True)
    grace_days = peewee.IntegerField(default=0)
    opened_days = peewee.IntegerField(null=True)
    frozen_days = peewee.IntegerField(null=True)
    density_num = peewee.BigIntegerField(null=True)
    density_den = peewee.BigIntegerField(null=True)
    piece_weight = peewee.BigIntegerField(null=True)
    aisle = peewee.CharField(max_length=20, default="other")
    place = peewee.CharField(max_length=20, default="pantry")
    allergens = peewee.JSONField(null=True)
    diet = peewee.JSONField(default=list)
    archived = peewee.BooleanField(default=False)
    version = peewee.IntegerField(default=1)

    class Meta:
        indexes = ((("family_id", "name_key"), True),)


class IngredientMeasure(Model):
    """`1 unit = quantity` of this ingredient's base; estimated until somebody confirms it."""

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    ingredient = peewee.ForeignKeyField(Ingredient, backref="measures", on_delete="CASCADE")
    unit = peewee.CharField(max_length=40)
    quantity = peewee.BigIntegerField()
    confirmed = peewee.BooleanField(default=False)

    class Meta:
        indexes = ((("family_id", "ingredient_id", "unit"), True),)


class IngredientSwap(Model):
    """1 of `ingredient` may be replaced by num/den of `other`, in order of rank."""

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    ingredient = peewee.ForeignKeyField(Ingredient, backref="swaps", on_delete="CASCADE")
    other = peewee.ForeignKeyField(Ingredient, on_delete="CASCADE")
    num = peewee.IntegerField(default=1)
    den = peewee.IntegerField(default=1)
    rank = peewee.IntegerField(default=1)

    class Meta:
        indexes = ((("family_id", "ingredient_id", "other_id"), True),)


class PantryStock(Model):
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


class StockMove(Model):
    """One movement of a lot; rows are only ever added."""

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
    ingredient = peewee.ForeignKeyField(Ingredient)
    quantity = peewee.BigIntegerField()
    pantry_stock = peewee.ForeignKeyField(PantryStock, null=True)
    state = peewee.CharField(max_length=8, default="held")

    class Meta:
        indexes = ((("family_id", "state"), False), (("family_id", "order_item_id"), False))
