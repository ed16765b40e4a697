"""How long a dish really takes: the middle of its last times, offered as the recipe's when that is far off."""

import statistics

from . import figures
from .models import Order, OrderItem
from .states import DONE

LAST, FEWEST = 10, 3
LEAST_MINUTES, LEAST_PART = 3, 5
LOOKED_AT = 60


class Times:
    """`taken`: [(item, minutes)] of its last ten, the latest first; `offer`: minutes to take instead, or None."""

    def __init__(self, dish):
        self.dish, self.minutes = dish, dish.prep_minutes
        self.taken = real_times(dish)
        self.offer = offered(dish.prep_minutes, [minutes for _item, minutes in self.taken])


def offered(minutes, times):
    """The median of the last ten `times`, the latest first, if it is far from these `minutes`; all whole minutes.

    Far: by more than a fifth, and by three at least. Fewer than three times say nothing.
    """
    last = times[:LAST]
    if len(last) < FEWEST:
        return None
    middle = int(statistics.median(last) + 0.5)
    gap = abs(middle - minutes)
    return middle if gap >= LEAST_MINUTES and gap * LEAST_PART > minutes else None


def real_times(dish):
    """[(item, minutes from started to ready)]; without what was called back or went to ready in one tap."""
    rows = OrderItem.select(OrderItem, Order).join(Order).where(OrderItem.family == dish.family_id)
    cooked = rows.where(OrderItem.dish == dish.id, OrderItem.state.in_(DONE), OrderItem.recalls == OrderItem.slips)
    items = [item for item in cooked.order_by(OrderItem.ready_at.desc()).limit(LOOKED_AT) if figures.took_time(item)]
    return [(item, figures.minutes(item.started_at, item.ready_at)) for item in items[:LAST]]
