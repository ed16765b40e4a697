"""What of an ingredient's journal can be taken back at this moment."""

import datetime as dt
from collections import defaultdict

import peewee

from familychef.core import clock

from .lots import PantryStock, StockMove

UNDO_DAYS = dt.timedelta(days=2)


def undoable_now(ingredient):
    """{move id} of the last days whose whole action can be taken back as the lots are now, in one query."""
    actions = defaultdict(list)
    for move in _standing(ingredient):
        actions[_action(move)].append(move)
    return {move.id for moves in actions.values() if _fits(moves) for move in moves}


def _standing(ingredient):
    undone = StockMove.alias()
    moves = StockMove.select(StockMove, PantryStock).join(PantryStock)
    moves = moves.join_from(StockMove, undone, peewee.JOIN.LEFT_OUTER, on=(undone.undo_of == StockMove.id))
    return moves.where(
        PantryStock.ingredient == ingredient.id, undone.id.is_null(), StockMove.undo_of.is_null(),
        StockMove.order_item_id.is_null(), StockMove.at > clock.now() - UNDO_DAYS,
    )


def _action(move):
    """Moves of one action share their key up to a dot."""
    return move.key.partition(".")[0] if move.key else move.id


def _fits(moves):
    """Is what it added still there, and held for nobody?"""
    added = defaultdict(int)
    for move in moves:
        added[move.pantry_stock_id] += max(0, move.delta)
    return all(move.pantry_stock.on_hand - move.pantry_stock.held >= added[move.pantry_stock_id] for move in moves)
