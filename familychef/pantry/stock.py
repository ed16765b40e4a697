"""What the pantry amounts to, in as many queries whether it is full or empty."""

import peewee

from familychef.core.prepared import Prepared

from .holds import ACTIVE
from .ingredients import Ingredient
from .lots import Hold, PantryStock
from .shelf import BEST_BEFORE, tally


def stock_rows(family, day, ingredients=None):
    """[(ingredient id, on hand, use_until, date kind, grace days)] of the lots that may be usable on a day."""
    which = [] if ingredients is None else [PantryStock.ingredient.in_(list(ingredients))]
    return list(
        PantryStock.select(
            PantryStock.ingredient, PantryStock.on_hand, PantryStock.use_until, PantryStock.date_kind,
            Ingredient.grace_days,
        )
        .join(Ingredient)
        .where(PantryStock.family == family.id, PantryStock.on_hand > 0, *which)
        .where(_may_keep(day))
        .tuples()
    )


def usable_stock(family, day, ingredients=None):
    """{ingredient id: (total, fresh)}; total also counts lots past their best-before but within its grace."""
    return tally(_summed(family, day) if ingredients is None else stock_rows(family, day, ingredients), day)


def held_by_ingredient(family, ingredients=None):
    """{ingredient id: quantity} of everything held or bound for orders."""
    if ingredients is None:
        return _quantities(_all_held.rows(family=family.id))
    return _quantities(_held(family.id, Hold.state.in_(ACTIVE), Hold.ingredient.in_(list(ingredients))))


def held_for(family, order_item_ids):
    """{ingredient id: quantity} held or bound for these order items."""
    mine = Hold.order_item_id.in_(list(order_item_ids))
    return _quantities(_held(family.id, Hold.state.in_(ACTIVE), mine))


def _may_keep(day):
    return PantryStock.use_until.is_null() | (PantryStock.use_until >= day) | (PantryStock.date_kind == BEST_BEFORE)


def _summed(family, day):
    """As stock_rows, but all lots of one ingredient that are good on that day are one, without a date."""
    for ingredient, quantity, until, *more in _all_lots.rows(family=family.id, day=day):
        yield ingredient, int(quantity), until and PantryStock.use_until.python_value(until), *more


@Prepared
def _all_lots(blank):
    lot, day = PantryStock, blank("day", PantryStock.use_until)
    past = peewee.Case(None, [(lot.use_until < day, lot.use_until)])
    groups = (lot.ingredient, past, lot.date_kind, Ingredient.grace_days)
    return (
        lot.select(lot.ingredient, peewee.fn.SUM(lot.on_hand), *groups[1:])
        .join(Ingredient)
        .where(lot.family == blank("family"), lot.on_hand > 0)
        .where(_may_keep(day))
        .group_by(*groups)
    )


@Prepared
def _all_held(blank):
    return _held(blank("family"), Hold.state.in_(ACTIVE))


def _held(family_id, *which):
    total = peewee.fn.SUM(Hold.quantity)
    held = Hold.select(Hold.ingredient, total).where(Hold.family == family_id, *which)
    return held.group_by(Hold.ingredient).tuples()


def _quantities(rows):
    return {ingredient_id: int(quantity) for ingredient_id, quantity in rows}
