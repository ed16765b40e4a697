"""How fast each food is used up, learned from the journal of the last four weeks, and only from enough of it."""

import datetime as dt
from typing import NamedTuple

import peewee

from familychef.core import clock
from familychef.core.i18n import _

from .amounts import said
from .books import that_stand
from .models import PantryStock, StockMove

WINDOW = 28
KNOWN_DAYS, KNOWN_TIMES = 14, 3
WEEK = 7
PIECE = 1000


class Use(NamedTuple):
    """`quantity` used within `days`, on `times` of them."""

    quantity: int = 0
    days: int = WINDOW
    times: int = 0

    @property
    def known(self):
        """Two weeks and three different days tell something about the next."""
        return self.days >= KNOWN_DAYS and self.times >= KNOWN_TIMES

    def lasts(self, stock):
        """The whole days a stock lasts at this pace, or None as long as the pace isn't known."""
        return stock * self.days // self.quantity if self.known else None

    def week(self, base):
        """A week's worth, rounded up to two digits or to whole pieces; None as long as the pace isn't known."""
        if not self.known:
            return None
        exact = -(-self.quantity * WEEK // self.days)
        step = max(10 ** (len(str(exact)) - 2), PIECE) if base == "count" else 10 ** max(0, len(str(exact)) - 2)
        return -(-exact // step) * step

    def said(self, ingredient):
        amount = said(self.quantity, ingredient)
        return _("Used %(amount)s in %(count)s days", amount=amount, count=self.days)


def recent_use(family, day, ingredients=None):
    """{ingredient id: Use} of what was used in the four weeks up to a day; what wasn't used is not in it."""
    since = clock.midnight(day - dt.timedelta(days=WINDOW - 1), family.timezone)
    used = {}
    for ingredient, at, delta in _uses(family, since, ingredients):
        used.setdefault(ingredient, []).append((_day(at, family), -delta))
    began = _began(family, used)
    return {
        id: Use(sum(part for _, part in parts), _days(began[id], day, family), len({on for on, _ in parts}))
        for id, parts in used.items()
    }


def _days(began, day, family):
    return min(WINDOW, max(1, (day - _day(began, family)).days + 1))


def _day(instant, family):
    return clock.local(instant, family.timezone).date()


def _uses(family, since, ingredients):
    which = [] if ingredients is None else [PantryStock.ingredient.in_(list(ingredients))]
    uses = that_stand(family, StockMove.select(PantryStock.ingredient, StockMove.at, StockMove.delta))
    uses = uses.join_from(StockMove, PantryStock).where(StockMove.reason == "cook", StockMove.at >= since, *which)
    return uses.tuples()


def _began(family, ingredients):
    """{ingredient id: when its journal begins}"""
    rows = (
        StockMove.select(PantryStock.ingredient, peewee.fn.MIN(StockMove.at))
        .join(PantryStock)
        .where(StockMove.family == family.id, PantryStock.ingredient.in_(list(ingredients)))
        .group_by(PantryStock.ingredient)
        .tuples()
    )
    return dict(rows)
