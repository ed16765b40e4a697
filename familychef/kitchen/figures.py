"""How the kitchen's day goes: what is open and late now, when the next is due, how long orders take."""

from familychef.core import clock

from .models import Order
from .states import DONE


class Figures:
    """The head of the board: how many tickets are open and late, when the next is due, how long orders take today."""

    room, noun, dom_id = "kitchen", "figures", "figures"

    def __init__(self, family, tickets):
        waiting = [ticket for ticket in tickets if ticket.state not in ("cancelled", "done")]
        self.open, self.late = len(waiting), sum(ticket.age == "late" for ticket in waiting)
        coming = [ticket.due for ticket in waiting if ticket.age != "late"]
        self.next = min(coming, default=None)
        self.average = average(family.of(Order).where(Order.day == family.today(), Order.state.in_(DONE)))


def average(orders):
    """The minutes from sent to ready, for orders that were wanted at once; None when there are none."""
    taken = [minutes(order.placed_at, order.ready_at) for order in orders if order.wanted_for is None]
    return round(sum(taken) / len(taken)) if taken else None


def minutes(start, end):
    return max(0, round((end - start) / clock.minutes(1)))


def took_time(item):
    """Was it started by a tap of its own? What goes from the queue to ready in one tap tells nothing."""
    return item.started_at and item.ready_at and item.ready_at - item.started_at >= clock.minutes(1)
