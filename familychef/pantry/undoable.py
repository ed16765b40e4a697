"""What of an ingredient's journal can be taken back at this moment."""

import datetime as dt
from collections import defaultdict

from familychef.core import clock

from .lots import PantryStock, StockMove

UNDO_DAYS = dt.timedelta(days=2)


def undoable_now(ingredient):
    """{move id} of the last days whose whole action can be taken back as the lots are now, in one query."""
    actions = defaultdict(list)
    for move in _standing(ingredient):
        actions[move.stem or move.id].append(move)
    return {move.id for moves in actions.values() if _fits(moves) for move in moves}


def _standing(ingredient):
    return StockMove.select(StockMove, PantryStock).join(PantryStock).where(
        PantryStock.ingredient == ingredient.id, StockMove.stands(), StockMove.undo_of.is_null(),
        StockMove.order_item_id.is_null(), StockMove.at > clock.now() - UNDO_DAYS,
    )


def _fits(moves):
    """Is what it added still there, and held for nobody?"""
    added = defaultdict(int)
    for move in moves:
        added[move.pantry_stock_id] += max(0, move.delta)
    return all(move.pantry_stock.on_hand - move.pantry_stock.held >= added[move.pantry_stock_id] for move in moves)
