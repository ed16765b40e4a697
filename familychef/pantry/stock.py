"""What the pantry amounts to, in as many queries whether it is full or empty."""

import peewee

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
    return tally(stock_rows(family, day, ingredients), day)


def held_by_ingredient(family, ingredients=None):
    """{ingredient id: quantity} of everything held or bound for orders."""
    which = [] if ingredients is None else [Hold.ingredient.in_(list(ingredients))]
    return _held(family, Hold.state.in_(ACTIVE), *which)


def held_for(family, order_item_ids):
    """{ingredient id: quantity} held or bound for these order items."""
    return _held(family, Hold.state.in_(ACTIVE), Hold.order_item_id.in_(list(order_item_ids)))


def _may_keep(day):
    return PantryStock.use_until.is_null() | (PantryStock.use_until >= day) | (PantryStock.date_kind == BEST_BEFORE)


def _held(family, *which):
    total = peewee.fn.SUM(Hold.quantity)
    rows = (
        Hold.select(Hold.ingredient, total)
        .where(Hold.family == family.id, *which)
        .group_by(Hold.ingredient)
        .tuples()
    )
    return {ingredient_id: int(quantity) for ingredient_id, quantity in rows}
