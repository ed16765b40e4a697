"""The board of who serves: all lines of every open ticket, how far each station is, what goes to the table."""

from familychef.core import clock, i18n
from familychef.core.i18n import _

from . import book
from .board import Gone
from .places import TABLE, Places, Stations
from .states import DONE, READY
from .tickets import Ticket


class Pass:
    """Where the stations hand over to the table; what is complete comes first, then by the time it is due."""

    page, lit = "kitchen/expediter", 0

    def __init__(self, family, orders, now, look):
        self.now, places = now, Places(family)
        tickets = [Handed(order, now, places) for order in orders]
        self.tickets = sorted((ticket for ticket in tickets if ticket.alive), key=lambda each: each.place)
        self.stations = Stations(family, places, orders, look)
        self.beside = [self.stations]

    @classmethod
    def of(cls, family, look=TABLE):
        return cls(family, book.read(family, book.at_the_pass(family)), clock.now(), look)

    def ticket(self, order):
        """The ticket of this order; when all of it is served, an empty one in its place."""
        return next((ticket for ticket in self.tickets if ticket.id == order.id), None) or Gone(order)


class Handed(Ticket):
    """A ticket as who serves sees it; `state`: that of its order."""

    noun = "handed"

    def __init__(self, order, now, places):
        super().__init__(order, now, places)
        self.stages = [Stage(name, items) for name, items in places.stages(order)]
        self.alive = [line for line in self.lines if not line.struck]

    @property
    def state(self):
        return "new" if self.order.state == "placed" else self.order.state

    @property
    def complete(self):
        return self.state == READY

    @property
    def servable(self):
        return any(line.state == "ready" for line in self.lines)

    @property
    def place(self):
        """What is complete first."""
        return not self.complete, super().place

    @property
    def far(self):
        return self.complete or super().far

    @property
    def age(self):
        return "calm" if self.complete else super().age

    @property
    def word(self):
        if self.complete:
            return _("ready since %(time)s", time=i18n.time(self.order.ready_at, self.order.family.timezone))
        return super().word


class Stage:
    """How far one station is with an order; `state`: waiting, cooking or ready."""

    def __init__(self, name, items):
        self.name, self.all = name, len(items)
        self.done = sum(item.state in DONE for item in items)
        begun = self.done or any(item.state == "started" for item in items)
        self.state = "ready" if self.done == self.all else "cooking" if begun else "waiting"
