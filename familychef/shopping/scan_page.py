"""The page of a scanner: its field, the photo, and what was counted by a guess."""

from flask import url_for

from familychef.core.forms import Reading
from familychef.pantry import actions as pantry
from familychef.pantry.models import Barcode, StockMove

from .photos import can_read
from .scan_forms import PackForm
from .scanning import WAYS


class Scan:
    """The field a scanner types into, and the photo; `to`: what is wanted with the packs; `guess`: a Guess or None."""

    room, noun, dom_id = "shopping", "scan", "scan"

    def __init__(self, to, form=None, photo=None, guess=None):
        self.to = to if to in WAYS else "pantry"
        self.form, self.photo = form or Reading({}), photo or Reading({})
        self.guess = guess

    @property
    def reads_photos(self):
        return can_read()

    @property
    def home(self):
        """The tab this was opened from."""
        return url_for("pantry.pantry" if self.to == "pantry" else "shopping.shopping")


class Guess:
    """A pack that was counted before anybody had said how much is in one: what was taken for it, to be put right.

    `move`: the StockMove of it, or None where that is not known any more.
    """

    def __init__(self, barcode, move, form=None):
        self.barcode, self.move = barcode, move
        self.amount = pantry.said(move.delta, barcode.ingredient) if move else ""
        self.form = form or PackForm.blank(quantity=self.amount, move=move.id)

    @classmethod
    def of(cls, family, move_id, form=None, barcode=None):
        """The pack this StockMove brought; without a `barcode` None where it is not a guess (any more)."""
        move = family.of(StockMove).where(StockMove.id == move_id, StockMove.reason == "buy").first()
        known = move and move.key and Barcode.known(family, move.key.rpartition("-")[2])
        mine = known and known.ingredient_id == move.pantry_stock.ingredient_id
        if barcode:
            return cls(barcode, move if mine and known.id == barcode.id else None, form)
        return cls(known, move, form) if mine and not known.quantity else None
