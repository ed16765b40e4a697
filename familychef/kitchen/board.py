"""The kitchen display: tickets by the time they are due, and what is still to be cooked of each dish."""

from familychef.core import clock

from . import book
from .states import PLACED
from .tickets import UNDO_LIFE, Ticket


class Board:
    """One look at the kitchen, in three queries."""

    def __init__(self, orders, now):
        self.now = now
        tickets = [Ticket(order, now) for order in orders]
        self.tickets = sorted((ticket for ticket in tickets if ticket.state != "gone"), key=lambda each: each.place)
        self.all_day = AllDay(self.tickets)
        self.waiting = sum(ticket.order.state == PLACED for ticket in tickets)
        self._number()

    @classmethod
    def of(cls, family):
        return cls(book.read(family, book.on_the_board(family, UNDO_LIFE)), clock.now())

    @classmethod
    def ticket_of(cls, order):
        return cls.of(order.family).ticket(order)

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


class AllDay:
    """How many portions of each dish are still to be cooked, the most first."""

    room, noun, dom_id = "kitchen", "all_day", "all-day"

    def __init__(self, tickets):
        counts = {}
        for ticket in tickets:
            for line in ticket.lines:
                if line.state in ("queued", "started"):
                    counts[line.name] = counts.get(line.name, 0) + line.portions
        self.counts = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
