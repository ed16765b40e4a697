"""The journal of stock and the amounts it adds up to: what every change for an order item is written with.

Everything here runs inside the caller's open transaction(family). Quantities are thousandths of the base unit.
"""

from familychef.core.db import open_family

from .lots import Hold, PantryStock, StockMove


def inside(family):
    if open_family() != family.id:
        raise RuntimeError("holds change only inside the family's transaction")


def holds_of(family, order_item_id, states):
    return list(
        family.of(Hold)
        .where(Hold.order_item_id == order_item_id, Hold.state.in_(states))
        .order_by(Hold.id)
    )


def standing(family, order_item_id):
    """The cook moves of an order item that nobody has undone."""
    return list(
        StockMove.select()
        .where(StockMove.family == family.id, StockMove.order_item_id == order_item_id)
        .where(StockMove.reason == "cook", StockMove.stands())
        .order_by(StockMove.id)
    )


def shift(lot_id, on_hand=0, held=0):
    """Both amounts of a lot at once. Raises RuntimeError when it does not have what is held in it."""
    if not may_shift(lot_id, on_hand, held):
        raise RuntimeError(f"lot {lot_id} does not have what is held in it")


def may_shift(lot_id, on_hand=0, held=0):
    """By one conditional UPDATE: never below zero, never more held than there is; False when that would be so."""
    after_on_hand, after_held = PantryStock.on_hand + on_hand, PantryStock.held + held
    changed = (
        PantryStock.update(on_hand=after_on_hand, held=after_held, version=PantryStock.version + 1)
        .where(PantryStock.id == lot_id, after_held >= 0, after_held <= after_on_hand)
        .execute()
    )
    return bool(changed)


def write_move(family, lot_id, delta, reason, by, **more):
    StockMove.create(family=family, pantry_stock=lot_id, delta=delta, reason=reason, actor=by, **more)
