"""What the house has to say about its stock: pure rules on one ingredient's shelf."""

from typing import NamedTuple

LOW, OUT, EXPIRING, EXPIRED = "low", "out", "expiring", "expired"


class Cause(NamedTuple):
    """Why an alert is open: its kind, and what it is about, an ingredient or one of its lots (else None)."""

    kind: str
    ingredient_id: int
    lot_id: int | None = None

    @property
    def about(self):
        return f"lot-{self.lot_id}" if self.lot_id else f"ingredient-{self.ingredient_id}"


def causes(shelf, days):
    """{Cause} of one ingredient: of its amount at most one, and one for each lot that ends within so many `days`.

    What the family sets no threshold for may run out in silence; what nobody counts is never asked about.
    """
    return _of_amount(shelf) | {_of_date(lot, shelf.day) for lot in shelf.lots if _ends(lot, shelf.day, days)}


def _of_amount(shelf):
    kind = OUT if shelf.is_low() and not shelf.has_any() else LOW if shelf.is_low() else None
    return {Cause(kind, shelf.ingredient.id)} if kind else set()


def _of_date(lot, day):
    return Cause(EXPIRED if lot.use_until < day else EXPIRING, lot.ingredient_id, lot.id)


def _ends(lot, day, days):
    return lot.use_until is not None and (lot.use_until - day).days <= days
