"""What the family has been told about barcodes: which ingredient it is, and how much is in a pack.

A quantity is in thousandths of the ingredient's base unit, None where nobody has said it.
"""

import peewee

from familychef.core import clock
from familychef.core.db import Model, transaction
from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.families.models import Family

from .ingredients import Ingredient
from .lots import PantryStock, StockMove
from .undoable import UNDO_DAYS


class Barcode(Model):
    """`code`: 13 or 8 digits; `name`: as it is printed on the pack."""

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    code = peewee.CharField(max_length=13)
    ingredient = peewee.ForeignKeyField(Ingredient, backref="barcodes", on_delete="CASCADE")
    quantity = peewee.BigIntegerField(null=True)
    name = peewee.CharField(max_length=100)

    class Meta:
        indexes = ((("family_id", "code"), True), (("family_id", "ingredient_id"), False))

    @classmethod
    def known(cls, family, code):
        """What the family has been told about these digits, or None."""
        return family.of(cls).where(cls.code == code).first()

    @classmethod
    def learn(cls, ingredient, code, by, quantity=None, name=""):
        """This is what the digits stand for, told once. Raises Refusal when they stand for something else."""
        with transaction(ingredient.family):
            known = cls.known(ingredient.family, code)
            if known and known.ingredient_id != ingredient.id:
                text = _("That number is already %(name)s. It can be removed there.", name=known.ingredient.name)
                raise Refusal(text, field="name")
            return known or cls._learned(ingredient, code, by, quantity, name)

    def forget(self, by):
        """The next scan asks again."""
        with transaction(self.family):
            if type(self).delete().where(type(self).id == self.id).execute():
                self.ingredient._learn(by, {"barcode": [self.code, None]})

    def say_size(self, quantity, by, guessed=None):
        """So much is in a pack: of each that was counted by a guess, was it put right?

        `guessed`: the StockMove of one of them, however long ago.
        """
        with transaction(self.family):
            known = type(self).get_by_id(self.id).quantity
            if quantity == known or not self.changed_rows(quantity=quantity):
                return []
            self.ingredient._learn(by, {"pack": [known, quantity]})
            guesses = [] if known else self._guesses(quantity, guessed)
            return [move.put_right(quantity, by) for move in guesses]

    def add_pack(self, by, key):
        """One pack more, once for each key: the StockMove; None when nobody has said how much a pack is."""
        if self.pack:
            self.ingredient.unarchive(by)
            return self.ingredient.add_lot(self.pack, by, key=key)

    @classmethod
    def sizes_of(cls, ingredient):
        """[(Barcode, how much is in a pack of it or None)] of a food, in two queries."""
        known, usual = list(ingredient.barcodes.order_by(cls.id)), _size_of(ingredient)
        for each in known:
            each.ingredient = ingredient
        return [(each, each.quantity or usual) for each in known]

    @property
    def size(self):
        """How much is in a pack of it, or of the food's packs; None where nobody has said it."""
        return self.quantity or _size_of(self.ingredient)

    @property
    def pack(self):
        """How much comes into the house with one of it: its size, else what is usual; or None."""
        return self.size or self.ingredient.usual

    def _guesses(self, quantity, guessed):
        """The StockMoves of its packs that stand with another size, of the last days or the one that is given."""
        mine = PantryStock.ingredient == self.ingredient_id
        asked = (StockMove.at > clock.now() - UNDO_DAYS) | (StockMove.id == (guessed and guessed.id))
        scanned = StockMove.key.endswith(f"-{self.code}")
        moves = StockMove.select().join(PantryStock).where(mine, asked, scanned, StockMove.stands())
        return list(moves.where(StockMove.reason == "buy", StockMove.delta != quantity).order_by(StockMove.id))

    @classmethod
    def _learned(cls, ingredient, code, by, quantity, name):
        traits = {"code": code, "quantity": quantity, "name": name or ingredient.name}
        made = cls.create(family=ingredient.family, ingredient=ingredient, **traits)
        ingredient._learn(by, {"barcode": [None, code]})
        return made


def _size_of(ingredient):
    return ingredient.measure_table().get("pack", (None, False))[0]
