"""What of the food ends within days, lot by lot in the order lots are used: what a dish can still save."""

from typing import NamedTuple

from .models import Ingredient, PantryStock
from .shelf import FRESH, fefo_key, is_usable
from .shelves import SOON

A_PIECE = 100_000


class Ending(NamedTuple):
    """One food. `lots`: [(urgency, thousandths)] in the order they are used; `piece`: what a piece weighs, or None.

    Urgency is 4 for what ends today, 1 for what ends in three days, 0 for what keeps longer.
    """

    name: str
    lots: tuple
    piece: int | None = None

    def weigh(self, quantity):
        """Thousandths of a gram, so that unlike foods can be compared; a millilitre counts as a gram."""
        return quantity if self.piece is None else quantity * self.piece // 1000


def ending_soon(family, day):
    """{ingredient id: Ending} of the counted foods with a lot that is good on a day and not for long, in one query."""
    lots = {}
    for lot in _lots(family, day):
        if is_usable(lot.on_hand, lot.use_until, lot.date_kind, 0, day) is FRESH:
            lots.setdefault(lot.ingredient_id, []).append(lot)
    return {id: _ending(rows, day) for id, rows in lots.items()}


def urgency(until, day):
    """How pressing a last day is; see Ending."""
    return max(0, SOON.days + 1 - (until - day).days) if until else 0


def _lots(family, day):
    near = PantryStock.use_until.between(day, day + SOON)
    soon = family.of(PantryStock).select(PantryStock.ingredient).where(PantryStock.on_hand > 0, near)
    return (
        PantryStock.select(PantryStock, Ingredient)
        .join(Ingredient)
        .where(PantryStock.family == family.id, PantryStock.on_hand > 0, PantryStock.ingredient.in_(soon))
        .where(Ingredient.track == "exact", ~Ingredient.archived)
    )


def _ending(rows, day):
    food = rows[0].ingredient
    lots = tuple((urgency(lot.use_until, day), lot.on_hand) for lot in sorted(rows, key=fefo_key))
    return Ending(food.name, lots, food.piece_weight or A_PIECE if food.base == "count" else None)
