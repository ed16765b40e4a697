"""The kitchen's day at its end: what was made, remade and wasted, and what took longest."""

from . import book
from .figures import average, minutes, took_time
from .models import Order
from .outcome import leftovers_of
from .states import DONE

SLOWEST = 3


class DaySheet:
    """One day of the kitchen, in five queries however much was cooked."""

    def __init__(self, family, day):
        self.family, self.day, self.is_today = family, day, day == family.today()
        self.orders = book.read(family, family.of(Order).where(Order.day == day))
        finished = [order for order in self.orders if order.state in DONE and order.ready_at]
        self.finished, self.average = len(finished), average(finished)
        self.late = [order for order in finished if order.ready_at > order.promised_at]
        self.items = [item for order in self.orders for item in order.items]
        self.made = self._made()
        self.remade = [(item.name, item.portions * item.remade) for item in self.items if item.remade]
        self.wasted = self._wasted()
        self.kept = self._kept()
        self.slowest = self._slowest()

    def _made(self):
        """[(name, portions)], the most first."""
        made = {}
        for item in self.items:
            if item.state in DONE:
                made[item.name] = made.get(item.name, 0) + item.portions
        return sorted(made.items(), key=lambda pair: (-pair[1], pair[0]))

    def _wasted(self):
        """[(name, portions, why)] of what was given up, and of what was left on the plates."""
        given_up = [(item.name, item.portions, item.reason) for item in self.items if item.fate == "waste"]
        return given_up + [(item.name, item.wasted, item.reason) for item in self.items if item.wasted]

    def _kept(self):
        """[(name, portions)] that went into the fridge."""
        whole = [(item.name, item.portions) for item in self.items if item.fate == "leftover"]
        kept = leftovers_of(self.family, self.items)
        return whole + [(item.name, kept[item.id]) for item in self.items if item.id in kept]

    def _slowest(self):
        """[(item, minutes it took)] of what took longest over its time."""
        timed = [(item, minutes(item.started_at, item.ready_at)) for item in self.items if took_time(item)]
        return sorted(timed, key=lambda pair: pair[0].minutes - pair[1])[:SLOWEST]
