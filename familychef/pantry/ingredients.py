"""The family's catalogue: ingredients with their measures and swaps.

Quantities are integers in thousandths of the ingredient's base unit (g, ml or piece).
"""

import unicodedata
from fractions import Fraction

import peewee

from familychef.core.db import Model, transaction
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import changes_of, record
from familychef.core.i18n import _
from familychef.families.models import Family

from .stocked import Stocked


def name_key(name):
    """The form in which a family's names are unique."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:80]


class Ingredient(Stocked, Model):
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

    @property
    def density(self):
        """Grams per millilitre, or None."""
        return Fraction(self.density_num, self.density_den) if self.density_num and self.density_den else None

    @property
    def stale(self):
        return f"pantry menu {self.dom_id}"

    @classmethod
    def add(cls, family, by, name, measures=None, **traits):
        """A new ingredient with {unit: quantity} as estimates. Raises Refusal when the family has one so called."""
        with transaction(family):
            _refuse_name(family, name)
            made = cls.create(family=family, name=name, name_key=name_key(name), **traits)
            for unit, quantity in (measures or {}).items():
                IngredientMeasure.create(family=family, ingredient=made, unit=unit, quantity=quantity)
            record("ingredient.added", made, actor=by, stale=made.stale, changes={"name": [None, name]})
            return made

    def describe(self, by, version, **traits):
        """Change what is known of it. Raises Conflict when somebody changed it since `version`, Refusal for a name."""
        with transaction(self.family):
            if "name" in traits:
                _refuse_name(self.family, traits["name"], but=self)
                traits["name_key"] = name_key(traits["name"])
            changed = {key: value for key, value in traits.items() if getattr(self, key) != value}
            pairs = {key: [getattr(self, key), value] for key, value in changed.items() if key != "name_key"}
            self._refuse_base(changed)
            if changed and not self._change(Ingredient.version == version, **changed):
                raise Conflict(_("Somebody else has changed this meanwhile."), subject=Ingredient.get_by_id(self.id))
            if changed:
                self.redate_lots()
                self._tell("ingredient.changed", by, pairs)

    def archive(self, by):
        """Hide it where one chooses; recipes that need it are short of it."""
        with transaction(self.family):
            if self._change(~Ingredient.archived, archived=True):
                self._tell("ingredient.archived", by, {"archived": [False, True]})

    def unarchive(self, by):
        with transaction(self.family):
            if self._change(Ingredient.archived, archived=False):
                self._tell("ingredient.unarchived", by, {"archived": [True, False]})

    def set_level(self, level, by):
        """For what nobody measures: plenty, low or out; it is no longer counted exactly."""
        with transaction(self.family):
            changes = changes_of(Ingredient.get_by_id(self.id), {"level": level, "track": "level"})
            if changes and self._change(level=level, track="level"):
                self._tell("ingredient.level_set", by, changes)

    def count_exactly(self, by):
        with transaction(self.family):
            changes = changes_of(Ingredient.get_by_id(self.id), {"track": "exact"})
            if changes and self._change(track="exact"):
                self._tell("ingredient.counted", by, changes)

    def keep_frozen(self, days, by):
        """How long it keeps in the freezer, as long as nobody has said so."""
        if self._change(Ingredient.frozen_days.is_null(), frozen_days=days):
            self._tell("ingredient.changed", by, {"frozen_days": [None, days]})

    def contain_too(self, allergens, by):
        """Some of it has these in it; where something is not known, nothing is made surer than it is."""
        if allergens is not None and self.allergens is not None and not set(allergens) <= set(self.allergens):
            before, after = self.allergens, sorted({*self.allergens, *allergens})
            self._change(allergens=after)
            self._tell("ingredient.changed", by, {"allergens": [before, after]})

    def measure(self, unit, quantity, by, confirmed=True):
        """`1 unit = quantity` of the base; answers every recipe line that was not sure."""
        with transaction(self.family):
            before = self._without_measure(unit)
            IngredientMeasure.create(
                family=self.family_id, ingredient=self, unit=unit, quantity=quantity, confirmed=confirmed
            )
            self._learn(by, {"measure": [before, {unit: quantity}]})

    def forget_measure(self, unit, by):
        with transaction(self.family):
            if before := self._without_measure(unit):
                self._learn(by, {"measure": [before, None]})

    def swap_with(self, other, num, den, rank, by):
        """1 of this may be replaced by num/den of `other`. Raises Refusal for itself."""
        if other.id == self.id:
            raise Refusal(_("An ingredient can't be its own swap."), field="other")
        with transaction(self.family):
            before = self._without_swap(other)
            IngredientSwap.create(family=self.family_id, ingredient=self, other=other, num=num, den=den, rank=rank)
            self._learn(by, {"swap": [before, {other.name: f"{num}/{den}"}]})

    def forget_swap(self, other, by):
        with transaction(self.family):
            if before := self._without_swap(other):
                self._learn(by, {"swap": [before, None]})

    def measure_table(self):
        """{unit: (thousandths of base, confirmed)} as core.units.to_base wants it; a pack is its pack size."""
        table = {"pack": (self.pack, True)} if self.pack else {}
        return table | {each.unit: (each.quantity, each.confirmed) for each in self.measures}

    def _without_measure(self, unit):
        """Forget it; {unit: quantity} as it was, or None."""
        known = self.measures.where(IngredientMeasure.unit == unit).first()
        return {unit: known.quantity} if known and known.delete_instance() else None

    def _without_swap(self, other):
        """Forget it; {name: how much} as it was, or None."""
        known = self.swaps.where(IngredientSwap.other == other.id).first()
        return {other.name: f"{known.num}/{known.den}"} if known and known.delete_instance() else None

    def _refuse_base(self, changed):
        if "base" in changed and self.lots.exists():
            raise Refusal(_("The unit can't change once there has been stock."), field="base")

    def _change(self, *expected, **values):
        return self.changed_rows(*expected, version=Ingredient.version + 1, **values)

    def _learn(self, by, changes):
        """A measure or a swap is part of the ingredient."""
        self._change()
        self._tell("ingredient.changed", by, changes)

    def _tell(self, kind, by, changes=None):
        record(kind, self, actor=by, stale=self.stale, changes=changes)


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


def _refuse_name(family, name, but=None):
    same = family.of(Ingredient).where(Ingredient.name_key == name_key(name), Ingredient.id != (but.id if but else 0))
    if same.exists():
        raise Refusal(_("The family already has an ingredient of this name."), field="name")
