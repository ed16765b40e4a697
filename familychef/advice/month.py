"""One month of a family in numbers; reads nothing until it is looked at."""

from functools import cached_property
from typing import NamedTuple

from familychef.core import money
from familychef.core.i18n import _, language, ngettext
from familychef.core.months import FIRST, Month
from familychef.kitchen import actions as kitchen
from familychef.pantry import actions as pantry
from familychef.pantry.actions import Sum
from familychef.shopping import actions as shopping

from .charts import Bar, Columns, Rows
from .cover import covers

TOP = 5
DISHES = 8


class Wasted(NamedTuple):
    """One food in a month: how much of it was thrown away, and what that was worth."""

    name: str
    amount: str
    total: Sum


class MonthBook:
    room, noun = "advice", "month"

    def __init__(self, family, month):
        self.family, self.month = family, month
        self.dom_id = f"month-{month.code}"
        self.is_now = month == Month.of(family.today())

    @property
    def before(self):
        """The Month before, or None where addresses end."""
        return self.month.before if self.month > FIRST else None

    @property
    def weeks(self):
        """Those that have begun."""
        return [week for week in self.month.weeks if week.first <= self.family.today()]

    @cached_property
    def waste(self):
        return pantry.thrown_away(self.family, self.month)

    @cached_property
    def spent(self):
        """What came into the house for money, and what was paid for things that nobody keeps count of."""
        return pantry.bought(self.family, self.month) + shopping.spent_besides(self.family, self.month)

    @cached_property
    def cooked(self):
        return kitchen.cooked_in(self.family, self.month)

    @cached_property
    def covers(self):
        """The present stock says nothing of a month that is over."""
        return covers(self.family) if self.is_now else None

    @property
    def left_on_plates(self):
        return sum(dish.wasted for dish in self.cooked)

    def weekly(self, entries):
        """[(Week, Sum)]"""
        return [(week, Sum.of([entry for entry in entries if entry.day in week])) for week in self.weeks]

    @property
    def top_wasted(self):
        """[Wasted] of the foods whose waste cost the most; of those without a price, what happened most often."""
        foods = {}
        for entry in self.waste:
            foods.setdefault(entry.ingredient.id, []).append(entry)
        found = [_wasted(entries) for entries in foods.values()]
        return sorted(found, key=lambda row: (-row.total.value, -row.total.times, row.name))[:TOP]

    @property
    def waste_chart(self):
        return self._chart("waste", _("Value thrown away, week by week"), self.waste)

    @property
    def times_chart(self):
        bars = [
            Bar(str(week), total.times, str(total.times), self.is_open(week))
            for week, total in self.weekly(self.waste)
        ]
        return Columns("times", _("Times something was thrown away, week by week"), bars)

    @property
    def spent_chart(self):
        return self._chart("spent", _("Value bought, week by week"), self.spent)

    @property
    def cooked_chart(self):
        bars = [Bar(dish.name, dish.portions, _portions(dish.portions)) for dish in self.cooked[:DISHES]]
        return Rows("cooked", _("Portions cooked, the most first"), bars)

    def is_open(self, week):
        """Is this week still running?"""
        return self.family.today() in week

    def total(self, entries):
        return Sum.of(entries)

    def _chart(self, name, title, entries):
        bars = [
            Bar(str(week), total.value, self._short(total), self.is_open(week))
            for week, total in self.weekly(entries)
        ]
        return Columns(name, title, bars)

    def _short(self, total):
        """Without the currency, which the table has; a question mark for what nobody knows."""
        if total.unknown and total.unknown == total.times:
            return "?"
        return money.bare(total.value, self.family.currency, language()) + ("+?" if total.unknown else "")


def _wasted(entries):
    food = entries[0].ingredient
    return Wasted(food.name, pantry.said(sum(entry.quantity for entry in entries), food), Sum.of(entries))


def _portions(count):
    return ngettext("%(count)s portion", "%(count)s portions", count)
