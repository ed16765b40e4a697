"""What was paid the last time: of each ingredient the latest lot with a price, scaled to an amount.

Money is whole minor units of the family's currency, quantities thousandths of the ingredient's base unit.
"""

from typing import NamedTuple

import peewee

from .lots import PantryStock, StockMove


class Paid(NamedTuple):
    """`cost` for `quantity`."""

    cost: int
    quantity: int

    def share(self, quantity):
        """What so much of it would cost, rounded once, half up; None where nobody knows how much it is."""
        return None if quantity is None else (2 * self.cost * quantity + self.quantity) // (2 * self.quantity)


def last_paid(family, ingredients):
    """{ingredient id: Paid} of those with a remembered price, in one query; what was taken back never cost anything."""
    latest = peewee.fn.ROW_NUMBER().over(
        partition_by=[PantryStock.ingredient], order_by=[PantryStock.bought_on.desc(), PantryStock.id.desc()]
    )
    lots = (
        PantryStock.select(PantryStock.ingredient_id, PantryStock.cost, PantryStock.first, latest.alias("latest"))
        .where(PantryStock.family == family.id, PantryStock.ingredient.in_(list(ingredients)))
        .where(PantryStock.cost.is_null(False), PantryStock.first > 0, PantryStock.origin == "buy")
        .where(~peewee.fn.EXISTS(_taken_back()))
    )
    rows = peewee.Select([lots], [lots.c.ingredient_id, lots.c.cost, lots.c.first]).where(lots.c.latest == 1)
    return {id: Paid(cost, first) for id, cost, first in rows.bind(PantryStock._meta.database).tuples()}


def _taken_back():
    """The undoing of what was bought into a lot."""
    move, bought = StockMove.alias("undone"), StockMove.alias("bought")
    query = move.select(peewee.SQL("1")).join(bought, on=(move.undo_of == bought.id))
    return query.where(move.pantry_stock == PantryStock.id, bought.reason == "buy")
