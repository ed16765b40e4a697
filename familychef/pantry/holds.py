"""Stock reserved for order items: held when placed, bound to lots when cooking starts, used when the food is ready.

Everything here runs inside the caller's open transaction(family). Quantities are thousandths of the base unit.
"""

from collections import Counter
from itertools import zip_longest

from familychef.core.errors import Refusal
from familychef.core.i18n import _

from .ingredients import Ingredient
from .journal import holds_of, inside, shift, standing, write_move
from .lots import Hold, PantryStock
from .shelf import fefo_key, is_usable
from .signals import tell

ACTIVE = ("held", "bound")


class Shortage(Refusal):
    """Less is there than is held; `missing` is [(ingredient id, quantity)]."""

    def __init__(self, missing):
        super().__init__(_("There is not enough in the pantry any more."))
        self.missing = missing


def hold(family, order_item_id, takes, by=None):
    """Reserve `takes`, pairs of (ingredient id, quantity); whether it is there was judged by the caller.

    Raises ValueError for a quantity that is not above zero.
    """
    wanted = _sum(takes)
    if any(quantity <= 0 for quantity in wanted.values()):
        raise ValueError("only an amount above zero can be held")
    inside(family)
    for ingredient_id, quantity in sorted(wanted.items()):
        Hold.create(family=family, order_item_id=order_item_id, ingredient=ingredient_id, quantity=quantity)
    tell("stock.held", family, wanted, by, item=order_item_id)


def release(family, order_item_id, by=None):
    """Give back what is held or bound for an order item; safe to repeat."""
    inside(family)
    holds = holds_of(family, order_item_id, ACTIVE)
    for each in holds:
        if each.changed_rows(Hold.state == each.state, state="released") and each.pantry_stock_id:
            shift(each.pantry_stock_id, held=-each.quantity)
    tell("stock.released", family, _totals(holds), by, item=order_item_id, ends=True)


def bind(family, order_item_id, day, anyway=False, by=None):
    """Tie what is held to the lots that are used first; returns the gap, [(ingredient id, quantity)].

    Raises Shortage when lots are lacking; with `anyway` the missing part is released and returned instead.
    """
    inside(family)
    holds = holds_of(family, order_item_id, ["held"])
    wanted = _totals(holds)
    parts, missing = _allot(family, wanted, day)
    if missing and not anyway:
        raise Shortage(missing)
    for ingredient_id in wanted:
        own = [each for each in holds if each.ingredient_id == ingredient_id]
        _bind(family, own, [(lot, quantity) for ingredient, lot, quantity in parts if ingredient == ingredient_id])
    tell("stock.bound", family, wanted, by, item=order_item_id)
    return missing


def use(family, order_item_id, by):
    """Take what is bound out of its lots: cooked."""
    spend(family, order_item_id, by, "cook")


def discard(family, order_item_id, by, fate, reason=""):
    """Take what is bound out of its lots for a voided item; fate: eaten, leftover or waste."""
    spend(family, order_item_id, by, "waste" if fate == "waste" else "cook", reason)


def spend(family, order_item_id, by, reason, note=""):
    """One move per lot, whatever number of holds is bound to it."""
    inside(family)
    holds = holds_of(family, order_item_id, ["bound"])
    for lot_id, quantity in _sum((each.pantry_stock_id, each.quantity) for each in holds).items():
        shift(lot_id, on_hand=-quantity, held=-quantity)
        write_move(family, lot_id, -quantity, reason, by, order_item_id=order_item_id, note=note)
    for each in holds:
        each.changed_rows(Hold.state == "bound", state="used")
    kind = "stock.cooked" if reason == "cook" else "stock.wasted"
    tell(kind, family, _totals(holds), by, item=order_item_id, ends=True)


def restore(family, order_item_id, by):
    """Undo `use`: the same amounts back into the same lots, bound again; safe to repeat."""
    inside(family)
    cooked = standing(family, order_item_id)
    for move in cooked:
        shift(move.pantry_stock_id, on_hand=-move.delta)
        write_move(family, move.pantry_stock_id, -move.delta, "undo", by, order_item_id=order_item_id, undo_of=move)
    holds = holds_of(family, order_item_id, ["used"]) if cooked else []
    for each in holds:
        if each.changed_rows(Hold.state == "used", state="bound"):
            shift(each.pantry_stock_id, held=each.quantity)
    tell("stock.restored", family, _totals(holds), by, item=order_item_id)


def _sum(pairs):
    """{key: total}; a key without anything is not there."""
    total = {}
    for key, quantity in pairs:
        total[key] = total.get(key, 0) + quantity
    return total


def _totals(holds):
    return _sum((each.ingredient_id, each.quantity) for each in holds)


def _allot(family, wanted, day):
    """([(ingredient, lot, quantity)] in the order lots are used, [(ingredient, what is missing)])."""
    left, parts = Counter(wanted), []
    for lot in sorted(_usable(family, wanted, day), key=fefo_key):
        part = min(left[lot.ingredient_id], lot.on_hand - lot.held)
        if part > 0:
            parts.append((lot.ingredient_id, lot.id, part))
            left[lot.ingredient_id] -= part
    return parts, [(ingredient, lack) for ingredient, lack in sorted(left.items()) if lack > 0]


def _usable(family, ingredient_ids, day):
    lots = (
        PantryStock.select(PantryStock, Ingredient)
        .join(Ingredient)
        .where(PantryStock.family == family.id, PantryStock.on_hand > PantryStock.held)
        .where(PantryStock.ingredient.in_(list(ingredient_ids)))
    )
    return [
        lot for lot in lots
        if is_usable(lot.on_hand, lot.use_until, lot.date_kind, lot.ingredient.grace_days, day)
    ]


def _bind(family, holds, parts):
    """Turn the held rows of one ingredient into a bound row per lot."""
    for each, part in zip_longest(holds, parts):
        if part is None:
            each.changed_rows(Hold.state == "held", state="released")
        else:
            lot_id, quantity = part
            shift(lot_id, held=quantity)
            _tie(family, each, holds[0], lot_id, quantity)


def _tie(family, each, like, lot_id, quantity):
    bound = {"state": "bound", "pantry_stock": lot_id, "quantity": quantity}
    if each is None:
        Hold.create(family=family, order_item_id=like.order_item_id, ingredient=like.ingredient_id, **bound)
    else:
        each.changed_rows(Hold.state == "held", **bound)
