"""How many days the stock lasts, food by food, with what that is learned from."""

from typing import NamedTuple

from familychef.core.i18n import _, ngettext
from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient

from .charts import Bar, Rows

SHOWN = 10
LONGEST = 365


class Cover(NamedTuple):
    """`days` the usable stock lasts, None when that is not known; `evidence` says why."""

    name: str
    stock: str
    evidence: str
    days: int | None

    @property
    def said(self):
        if self.days is None:
            return _("not known yet")
        elif self.days > LONGEST:
            return _("more than a year")
        return ngettext("%(count)s day", "%(count)s days", self.days)


class Covers:
    """`known`: the foods with a pace, what is gone first before the others; `unknown`: those used too little."""

    def __init__(self, rows):
        known = [row for row in rows if row.days is not None]
        self.known = sorted(known, key=lambda row: (row.days, row.name))
        self.unknown = [row for row in rows if row.days is None]

    @property
    def chart(self):
        bars = [Bar(row.name, min(row.days, LONGEST), row.said) for row in self.known[:SHOWN]]
        return Rows("cover", _("Days the stock lasts, the shortest first"), bars)


def covers(family):
    """The Covers of every counted food that was used in the last four weeks, in four queries."""
    today = family.today()
    used = pantry.recent_use(family, today)
    stock = pantry.usable_stock(family, today, used)
    foods = family.of(Ingredient).where(Ingredient.id.in_(list(used)), Ingredient.track == "exact")
    foods = foods.where(~Ingredient.archived).order_by(Ingredient.name_key)
    return Covers([
        _cover(food, stock.get(food.id, (0, 0))[0], used[food.id]) for food in foods if not food.is_leftover()
    ])


def _cover(food, stock, use):
    amount = pantry.said(stock, food) if stock else _("none")
    return Cover(food.name, amount, use.said(food), use.lasts(stock))
