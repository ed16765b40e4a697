"""What was paid for things that are bought and not kept: the money of those has no lot that could tell of it."""

import datetime as dt
from typing import NamedTuple

from familychef.core import clock
from familychef.pantry.models import PantryStock, StockMove

from .entries import ShoppingListItem
from .states import BOUGHT
from .taps import ShoppingTap


class Spent(NamedTuple):
    """`value` in minor units, on the family's `day` it went into the basket."""

    value: int
    day: dt.date


def spent_besides(family, month):
    """[Spent] of a Month for what became no stock when it was put away, in three queries."""
    start, end = month.span(family.timezone)
    line = ShoppingListItem
    lines = family.of(line).where(line.state == BOUGHT, line.price.is_null(False))
    lines = list(lines.where(line.ticked_at >= start, line.ticked_at < end))
    stored = _stored(family, start, {line.ingredient_id for line in lines} - {None})
    return [
        Spent(line.price, clock.local(line.ticked_at, family.timezone).date())
        for line in lines if (line.ingredient_id, str(line.id)) not in stored
    ]


def _stored(family, start, foods):
    """{(ingredient id, line id as text)} of what was put away since; see actions.put_away for the keys."""
    moves = StockMove.select(PantryStock.ingredient, StockMove.key).join(PantryStock)
    moves = moves.where(StockMove.family == family.id, StockMove.reason == "buy", StockMove.at >= start)
    moves = moves.where(StockMove.key.is_null(False), PantryStock.ingredient.in_(list(foods)))
    parts = [(food, *key.rpartition("-")[::2]) for food, key in moves.tuples()]
    away = family.of(ShoppingTap).where(ShoppingTap.done.is_null(), ShoppingTap.key.in_([key for _, key, _ in parts]))
    keys = {tap.key for tap in away}
    return {(food, line) for food, key, line in parts if key in keys}
