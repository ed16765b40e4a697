"""The waste log: what was thrown away, why, by whom and what it was worth, month by month, the newest first."""

from functools import cached_property

from familychef.core import clock
from familychef.core.months import Month

from .books import Sum, last_waste_before, thrown_away

MONTHS = 3


class WasteLog:
    """Three months up to `until`, and the way to those before and after; reads nothing until it is looked at."""

    room, noun, dom_id = "pantry", "waste", "waste"

    def __init__(self, family, until):
        self.family, self.until, self.now = family, until, Month.of(family.today())

    @cached_property
    def months(self):
        """[(Month, [Entry], Sum)]"""
        entries = [(month, thrown_away(self.family, month)) for month in self._shown()]
        return [(month, found, Sum.of(found)) for month, found in entries]

    @cached_property
    def earlier(self):
        """The next Month further back with anything in it, or None."""
        begins, _ends = self._shown()[-1].span(self.family.timezone)
        last = last_waste_before(self.family, begins)
        return last and Month.of(clock.local(last, self.family.timezone).date())

    def _shown(self):
        shown = [self.until]
        while len(shown) < MONTHS:
            shown.append(shown[-1].before)
        return shown
