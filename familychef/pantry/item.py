"""One ingredient with its lots and what happened to them, as its page shows it."""

import peewee

from familychef.core.allergens import allergen_name
from familychef.core.i18n import _
from familychef.families.models import FamilyMember

from .amounts import said
from .models import Barcode, PantryStock, StockMove
from .undoable import undoable_now
from .words import REASONS

SHOWN_MOVES = 30


class Item:
    """`ingredient` carries its shelf; a lot or a line of the history costs no further query."""

    room, noun = "pantry", "item"

    def __init__(self, ingredient):
        self.ingredient, self.shelf = ingredient, ingredient.shelf
        self.dom_id = f"item-{ingredient.id}"
        self.barcodes = [(each, _pack(each, size)) for each, size in Barcode.sizes_of(ingredient)]
        undoable = undoable_now(ingredient)
        self.history = [Line(move, ingredient, move.id in undoable) for move in _moves(ingredient)]

    @property
    def allergens(self):
        known = self.ingredient.allergens
        return _("not checked") if known is None else ", ".join(map(allergen_name, known)) or _("none in it")


class Line:
    """One movement in words."""

    def __init__(self, move, ingredient, undoable):
        self.id, self.at, self.note = move.id, move.at, move.note
        self.actor = move.actor
        self.sign = "plus" if move.delta > 0 else "minus"
        self.amount = said(abs(move.delta), ingredient)
        self.reason = str(REASONS[move.reason])
        self.for_order = move.order_item_id is not None
        self.undoable = undoable


def _pack(barcode, size):
    """How much is in a pack; where nobody has said it, as what it is counted."""
    if barcode.quantity:
        return said(barcode.quantity, barcode.ingredient)
    counted = size or barcode.ingredient.usual
    return _("counts as %(amount)s", amount=said(counted, barcode.ingredient)) if counted else ""


def _moves(ingredient):
    return list(
        StockMove.select(StockMove, FamilyMember)
        .join(PantryStock)
        .join_from(StockMove, FamilyMember, peewee.JOIN.LEFT_OUTER, on=StockMove.actor)
        .where(PantryStock.ingredient == ingredient.id)
        .order_by(StockMove.id.desc())
        .limit(SHOWN_MOVES)
    )
