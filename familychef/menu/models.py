"""What can be eaten: dishes, their recipes, pictures, and who likes what."""

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField
from familychef.families.models import Family, FamilyMember
from familychef.pantry.models import Ingredient


class Picture(Model):
    """A dish picture in three sizes, each a WebP file named by its sha256."""

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    small = peewee.CharField(max_length=64)
    medium = peewee.CharField(max_length=64)
    large = peewee.CharField(max_length=64)
    added_by = peewee.ForeignKeyField(FamilyMember, null=True)
    added_at = UtcField(default=clock.now)


class Dish(Model):
    room, view_permission = "menu", "menu.view"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    name = peewee.CharField(max_length=80)
    slug = peewee.CharField(max_length=80)
    description = peewee.TextField(default="")
    picture = peewee.ForeignKeyField(Picture, null=True)
    section = peewee.CharField(max_length=40, default="mains")
    published = peewee.BooleanField(default=False)
    published_at = UtcField(null=True)
    published_by = peewee.ForeignKeyField(FamilyMember, null=True)
    yield_portions = peewee.IntegerField(default=4)
    prep_minutes = peewee.IntegerField(default=30)
    tags = peewee.JSONField(default=list)
    diet = peewee.JSONField(default=list)
    version = peewee.IntegerField(default=1)
    archived = peewee.BooleanField(default=False)
    created_at = UtcField(default=clock.now)

    class Meta:
        indexes = ((("family_id", "slug"), True),)


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


class Favourite(Model):
    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    dish = peewee.ForeignKeyField(Dish, on_delete="CASCADE")

    class Meta:
        indexes = ((("family_id", "member_id", "dish_id"), True),)
