"""What an order item really took: the moves of its cooking are taken back and written anew, in one go.

Amounts are {lot id: thousandths of the base unit}. `correct` runs inside the caller's open transaction(family).
"""

import uuid

import peewee

from familychef.core.errors import Refusal
from familychef.core.events import record
from familychef.core.i18n import _

from .amounts import said
from .journal import holds_of, inside, may_shift, shift, standing, write_move
from .models import Hold, Ingredient, PantryStock, StockMove
from .signals import stale


def used_by(family, order_item_id):
    """What stands as cooked for an order item."""
    return {move.pantry_stock_id: -move.delta for move in standing(family, order_item_id)}


def planned_for(family, order_item_id):
    """What was taken when it became ready, before anybody corrected it."""
    own = family.of(StockMove).where(StockMove.order_item_id == order_item_id, StockMove.key.is_null())
    undone = own.where(StockMove.reason == "undo").select(peewee.fn.MAX(StockMove.id)).scalar()
    cooked = own.where(StockMove.reason == "cook", StockMove.id > (undone or 0))
    return {move.pantry_stock_id: -move.delta for move in cooked}


def correct(family, order_item_id, amounts, by):
    """It took exactly this and nothing else; returns {lot id: [before, after]} of what is different now.

    Raises Refusal with the field `used-<lot id>` when a lot, or what other orders leave of the food, has less.
    """
    inside(family)
    before, after = used_by(family, order_item_id), {lot: amount for lot, amount in amounts.items() if amount > 0}
    changed = {
        lot: [before.get(lot, 0), after.get(lot, 0)]
        for lot in sorted({*before, *after}) if before.get(lot) != after.get(lot)
    }
    if changed:
        lots = _lots(family, changed)
        _take_back(family, order_item_id, changed, by)
        _refuse_what_orders_need(lots, changed)
        _take(family, order_item_id, lots, changed, by)
        _hold_anew(family, order_item_id, lots, changed)
        _tell(family, order_item_id, lots, changed, by)
    return changed


def _lots(family, ids):
    rows = PantryStock.select(PantryStock, Ingredient).join(Ingredient)
    lots = {lot.id: lot for lot in rows.where(PantryStock.family == family.id, PantryStock.id.in_(list(ids)))}
    for id in ids:
        if id not in lots:
            raise Refusal(_("This batch is not there any more."), field=f"used-{id}")
        lots[id].family = lots[id].ingredient.family = family
    return lots


def _take_back(family, order_item_id, changed, by):
    key = _new_key(order_item_id)
    for number, move in enumerate(standing(family, order_item_id)):
        if move.pantry_stock_id in changed:
            shift(move.pantry_stock_id, on_hand=-move.delta)
            undo = {"undo_of": move, "key": f"{key}.{number}", "order_item_id": order_item_id}
            write_move(family, move.pantry_stock_id, -move.delta, "undo", by, **undo)


def _refuse_what_orders_need(lots, changed):
    """More than before of a food is fine as long as what other orders wait for is still there."""
    for ingredient in {lot.ingredient_id: lot.ingredient for lot in lots.values()}.values():
        usable = ingredient.usable_lots()
        mine = [lot.id for lot in usable if lot.id in changed]
        put_back, wanted = (sum(changed[id][which] for id in mine) for which in (0, 1))
        held, most = ingredient.held(), max(ingredient.free(usable), put_back)
        if held and wanted > most:
            amounts = {"held": said(held, ingredient), "most": said(most, ingredient)}
            text = _("%(held)s are held for other orders. At most %(most)s can have been used.", **amounts)
            raise Refusal(text, field=next(f"used-{id}" for id in mine if changed[id][1] > changed[id][0]))


def _take(family, order_item_id, lots, changed, by):
    key = _new_key(order_item_id)
    for number, (id, (_before, amount)) in enumerate(changed.items()):
        if amount and not may_shift(id, on_hand=-amount):
            raise Refusal(_too_much(lots[id].fresh(), lots[id].ingredient), field=f"used-{id}")
        if amount:
            write_move(family, id, -amount, "cook", by, order_item_id=order_item_id, key=f"{key}.{number}")


def _too_much(lot, ingredient):
    there, held = said(lot.on_hand - lot.held, ingredient), said(lot.held, ingredient)
    if lot.held:
        return _("%(held)s of this batch are held for other orders. There were only %(amount)s to use.", held=held,
                 amount=there)
    return _("There were only %(amount)s in this batch.", amount=there)


def _hold_anew(family, order_item_id, lots, changed):
    """What it held is what it used: one row for each lot, so that calling it back gives back the same."""
    for row in holds_of(family, order_item_id, ["used"]):
        if row.pantry_stock_id in changed:
            row.changed_rows(Hold.state == "used", state="released")
    for id, (_before, amount) in changed.items():
        if amount:
            Hold.create(
                family=family, order_item_id=order_item_id, ingredient=lots[id].ingredient_id, pantry_stock=id,
                quantity=amount, state="used",
            )


def _tell(family, order_item_id, lots, changed, by):
    pairs = {f"pantry_stock-{id}": pair for id, pair in changed.items()}
    foods = dict.fromkeys(lots[id].ingredient_id for id in changed)
    changes = {"item": order_item_id, **pairs}
    record("stock.corrected", family, actor=by, stale=stale(*foods), needs="pantry.view", changes=changes)


def _new_key(order_item_id):
    return f"used-{order_item_id}-{uuid.uuid4().hex}"
