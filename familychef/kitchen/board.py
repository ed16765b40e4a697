"""The kitchen display: tickets by the time they are due, and beside them what is still to be cooked."""

from familychef.core import clock

from . import book
from .all_day import AllDay
from .places import COOK, Places, Stations
from .states import PLACED
from .tickets import UNDO_LIFE, Ticket


class Board:
    """One look at the kitchen, in a handful of queries; `lit`: the dish whose tickets are to stand out.

    At one station, tickets have its lines alone; `beside`: what stands around the tickets.
    """

    page = "kitchen/display"

    def __init__(self, family, orders, now, lit, look):
        self.now, self.lit, places = now, lit, Places(family, look.station)
        tickets = [Ticket(order, now, places) for order in orders]
        self.tickets = sorted((ticket for ticket in tickets if ticket.state != "gone"), key=lambda each: each.place)
        self.all_day = AllDay(family, self.tickets, lit)
        self.stations = Stations(family, places, orders, look)
        self.beside = [self.all_day, self.stations]
        self.waiting = sum(ticket.order.state == PLACED for ticket in tickets)
        self._number()

    @classmethod
    def of(cls, family, lit=0, look=COOK):
        return cls(family, book.read(family, book.on_the_board(family, UNDO_LIFE)), clock.now(), lit, look)

    def ticket(self, order):
        """The ticket of this order; when it has left the board, an empty one in its place."""
        found = [ticket for ticket in self.tickets if ticket.id == order.id]
        return found[0] if found else Gone(order)

    def _number(self):
        """A key belongs to the ticket that came first."""
        taken = set()
        for ticket in sorted(self.tickets, key=lambda each: each.id):
            if ticket.key in taken:
                ticket.key = None
            taken.add(ticket.key)


class Gone:
    """What stands where a ticket was until the board is drawn again."""

    room, noun, state = "kitchen", "ticket", "gone"

    def __init__(self, order):
        self.dom_id = f"ticket-{order.id}"
