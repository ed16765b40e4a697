"""The journal read as an account: what was bought, used and thrown away, when, by whom, and what it was worth.

Money is whole minor units; what nobody has said a price for is worth None, which is not nothing.
"""

from collections import Counter
from typing import NamedTuple

import peewee

from familychef.core import clock, money
from familychef.core.i18n import language, ngettext
from familychef.families.models import FamilyMember

from .amounts import said
from .models import Ingredient, PantryStock, StockMove


def worth(cost, part, whole):
    """The share of a price that a part of what it bought has, rounded once, half up; None when nobody knows."""
    if cost is None or whole <= 0:
        return None
    return (2 * cost * min(part, whole) + whole) // (2 * whole)


class Sum(NamedTuple):
    """`value` of what has one; `times` in all, `unknown` of them without a known value."""

    value: int = 0
    times: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, entries):
        values = [entry.value for entry in entries]
        known = [value for value in values if value is not None]
        return cls(sum(known), len(values), len(values) - len(known))

    def said(self, currency):
        """`€4.20`, `€4.20 and 2 of unknown value`; what is all unknown is never called €0.00."""
        known = money.show(self.value, currency, language())
        if not self.unknown:
            return known
        elif self.unknown == self.times:
            return ngettext("%(count)s of unknown value", "%(count)s of unknown value", self.unknown)
        return ngettext("%(known)s and %(count)s of unknown value", "%(known)s and %(count)s of unknown value",
                        self.unknown, known=known)


class Entry:
    """One movement that stands: `quantity` of an `ingredient`, its `value`, and the family's `day` it was on."""

    def __init__(self, move, family, before):
        """`before`: how much of the batch went the same way earlier; of a price no cent is counted twice or lost."""
        lot = move.pantry_stock
        self.id, self.at, self.note, self.actor = move.id, move.at, move.note, move.actor
        self.ingredient, self.quantity = lot.ingredient, abs(move.delta)
        value = worth(lot.cost, before + self.quantity, lot.first)
        self.value = None if value is None else value - worth(lot.cost, before, lot.first)
        self.for_order = move.order_item_id is not None
        self.day = clock.local(move.at, family.timezone).date()

    @property
    def amount(self):
        return said(self.quantity, self.ingredient)


def thrown_away(family, month):
    """[Entry] of a Month, the latest first."""
    return _entries(family, "waste", month)


def bought(family, month):
    """[Entry] of what came into the house for money or as a gift, the latest first."""
    return _entries(family, "buy", month)


def last_waste_before(family, instant):
    """When something was thrown away for the last time before then, or None."""
    waste = that_stand(family, StockMove.select(StockMove.at)).where(StockMove.reason == "waste")
    return waste.where(StockMove.at < instant).order_by(StockMove.at.desc()).limit(1).scalar()


def _entries(family, reason, month):
    start, end = month.span(family.timezone)
    moves = (
        that_stand(family, StockMove.select(StockMove, PantryStock, Ingredient, FamilyMember))
        .join_from(StockMove, PantryStock)
        .join(Ingredient)
        .join_from(StockMove, FamilyMember, peewee.JOIN.LEFT_OUTER, on=StockMove.actor)
        .where(StockMove.reason == reason, StockMove.at >= start, StockMove.at < end)
        .order_by(StockMove.at, StockMove.id)
    )
    entries, gone = [], _gone_before(family, reason, start)
    for move in moves:
        entries.append(Entry(move, family, gone[move.pantry_stock_id]))
        gone[move.pantry_stock_id] += abs(move.delta)
    return entries[::-1]


def _gone_before(family, reason, start):
    """{lot id: quantity} of what went this way before an instant."""
    moves = StockMove.select(StockMove.pantry_stock, peewee.fn.SUM(peewee.fn.ABS(StockMove.delta)))
    rows = that_stand(family, moves).where(StockMove.reason == reason, StockMove.at < start)
    return Counter({lot: int(quantity) for lot, quantity in rows.group_by(StockMove.pantry_stock).tuples()})


def that_stand(family, query):
    """A query of the family's StockMoves without what was taken back."""
    return query.where(StockMove.family == family.id, StockMove.stands())
