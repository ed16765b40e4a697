"""One ingredient with its lots and what happened to them, as its page shows it."""

import datetime as dt

import peewee

from familychef.core import clock
from familychef.core.allergens import allergen_name
from familychef.core.i18n import _
from familychef.families.models import FamilyMember

from .amounts import said
from .models import PantryStock, StockMove
from .words import REASONS

SHOWN_MOVES = 30
UNDO_DAYS = 2


class Item:
    """`ingredient` carries its shelf; a lot or a line of the history costs no further query."""

    room, noun = "pantry", "item"

    def __init__(self, ingredient):
        self.ingredient, self.shelf = ingredient, ingredient.shelf
        self.dom_id = f"item-{ingredient.id}"
        moves = _moves(ingredient)
        undone = _undone(moves)
        self.history = [Line(move, ingredient, _may_be_undone(move, undone)) for move in moves]

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


def _may_be_undone(move, undone):
    fresh = move.at > clock.now() - dt.timedelta(days=UNDO_DAYS)
    return fresh and move.id not in undone and not move.order_item_id and not move.undo_of_id


def _moves(ingredient):
    return list(
        StockMove.select(StockMove, FamilyMember)
        .join(PantryStock)
        .join_from(StockMove, FamilyMember, peewee.JOIN.LEFT_OUTER, on=StockMove.actor)
        .where(PantryStock.ingredient == ingredient.id)
        .order_by(StockMove.id.desc())
        .limit(SHOWN_MOVES)
    )


def _undone(moves):
    rows = StockMove.select(StockMove.undo_of).where(StockMove.undo_of.in_(moves)).tuples()
    return {move_id for (move_id,) in rows}
