"""A recipe's rows: its lines as typed and as understood, and its steps."""

import peewee

from familychef.core.db import Model
from familychef.families.models import Family
from familychef.pantry.models import Ingredient

from .dishes import Dish


class RecipeIngredient(Model):
    """One line of a recipe, as typed and as understood; base_qty is null when the unit can't be converted."""

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    dish = peewee.ForeignKeyField(Dish, backref="lines", on_delete="CASCADE")
    position = peewee.IntegerField()
    ingredient = peewee.ForeignKeyField(Ingredient, null=True)
    typed = peewee.CharField(max_length=200)
    num = peewee.BigIntegerField(null=True)
    den = peewee.BigIntegerField(null=True)
    unit = peewee.CharField(max_length=40, default="")
    role = peewee.CharField(max_length=8, default="required")
    scale = peewee.CharField(max_length=6, default="linear")
    note = peewee.CharField(max_length=200, default="")
    base_qty = peewee.BigIntegerField(null=True)
    base_state = peewee.CharField(max_length=9, default="unknown")

    class Meta:
        indexes = ((("family_id", "dish_id", "position"), True), (("family_id", "ingredient_id"), False))


class RecipeStep(Model):
    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    dish = peewee.ForeignKeyField(Dish, backref="steps", on_delete="CASCADE")
    position = peewee.IntegerField()
    text = peewee.TextField()
    seconds = peewee.IntegerField(null=True)

    class Meta:
        indexes = ((("family_id", "dish_id", "position"), True),)
