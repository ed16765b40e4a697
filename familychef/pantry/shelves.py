"""What one ingredient's lots amount to, as a person sees it at a glance."""

import datetime as dt

from familychef.core.i18n import _

from .amounts import said
from .shelf import fefo_key
from .words import LEVELS, day_word

SOON = dt.timedelta(days=3)
DOTS = 5
STEP = {"mass": 100_000, "volume": 100_000, "count": 1000}


def urgency(until, day):
    """The state in which a day is shown."""
    return "danger" if until < day else "soon" if until <= day + SOON else "ok"


class Shelf:
    """One ingredient on one day; `held` is what orders wait for, `lots` those with anything in them."""

    def __init__(self, ingredient, lots, held, day):
        self.ingredient, self.held, self.day = ingredient, held, day
        for lot in lots:
            lot.ingredient = ingredient
        self.lots = sorted(lots, key=fefo_key)
        self.total = sum(lot.on_hand for lot in self.lots if lot.is_usable(day))
        self.free = max(0, self.total - held)
        self.until = min((lot.use_until for lot in self.lots if lot.use_until), default=None)

    @property
    def step(self):
        """What one tap on − or + means."""
        return self.ingredient.usual or self.ingredient.pack or STEP[self.ingredient.base]

    @property
    def step_said(self):
        return said(self.step, self.ingredient)

    @property
    def amount(self):
        if self.ingredient.track == "level":
            return str(LEVELS[self.ingredient.level])
        elif self.ingredient.track == "ignore":
            return _("always there")
        else:
            return said(self.total, self.ingredient) if self.total else _("none")

    @property
    def held_said(self):
        return said(self.held, self.ingredient)

    @property
    def sign(self):
        """(state, words) of the status to show, or None when there is nothing to say."""
        if self.is_low() and not self.is_soon():
            return ("few", _("low")) if self.has_any() else ("missing", _("none left"))
        else:
            return (urgency(self.until, self.day), self._ends()) if self.until else None

    @property
    def dots(self):
        """A dot per lot, full while nothing of it is gone."""
        return [lot.on_hand == lot.first and not lot.opened_on for lot in self.lots[:DOTS]]

    def _ends(self):
        """The first date; and how much it is about, where that is not all that stands beside it."""
        day, first = day_word(self.until, self.day), [lot for lot in self.lots if lot.use_until == self.until]
        part = sum(lot.on_hand for lot in first)
        if self.ingredient.track != "exact" or len(first) == len(self.lots) and part == self.total:
            return day
        return _("%(amount)s: %(day)s", amount=said(part, self.ingredient), day=day)

    def is_soon(self):
        return self.until is not None and self.until <= self.day + SOON

    def has_any(self):
        return self.total > 0 if self.ingredient.track == "exact" else self.ingredient.level != "out"

    def is_low(self):
        """Below the family's own threshold; none at all is low when a threshold is set."""
        if self.ingredient.track == "level":
            return self.ingredient.level != "plenty"
        return self.ingredient.track == "exact" and self.free < self.ingredient.threshold

    def places(self):
        return {lot.place for lot in self.lots} or {self.ingredient.place}
