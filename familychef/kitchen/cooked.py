"""What a month's cooking came to: each dish with how much was made of it, the most first."""

from typing import NamedTuple

import peewee

from familychef.menu.models import Dish

from .models import OrderItem
from .states import DONE


class Cooked(NamedTuple):
    """`portions` made in so many `times`; `wasted`: portions of them that were thrown away at the table."""

    dish_id: int
    name: str
    portions: int
    times: int
    wasted: int


def cooked_in(family, month):
    """[Cooked] of a Month, in one query."""
    start, end = month.span(family.timezone)
    portions, times = peewee.fn.SUM(OrderItem.portions), peewee.fn.COUNT(OrderItem.id)
    rows = (
        OrderItem.select(OrderItem.dish, Dish.name, portions, times, peewee.fn.SUM(OrderItem.wasted))
        .join(Dish)
        .where(OrderItem.family == family.id, OrderItem.state.in_(DONE))
        .where(OrderItem.ready_at >= start, OrderItem.ready_at < end)
        .group_by(OrderItem.dish, Dish.name)
        .order_by(portions.desc(), times.desc(), Dish.name)
        .tuples()
    )
    return [Cooked(id, name, *map(int, numbers)) for id, name, *numbers in rows]
