"""What a wall shows while nothing is cooked: who eats next, what to use soon, and a dish to look forward to."""

from typing import NamedTuple

from familychef.core import clock, i18n
from familychef.menu.models import Dish
from familychef.pantry import actions as pantry

from . import book
from .models import Order
from .states import UNFINISHED

MEALS, FOODS, NAMES = 4, 5, 3
TURN = 600


class Meal(NamedTuple):
    when: str
    who: str
    what: str


class Idle:
    """`meals`, the next first; `soon`: [(food, its day in words)]; `dish`: another one every ten minutes, or None."""

    room, noun, dom_id = "kitchen", "idle", "idle"

    def __init__(self, family):
        self.family, self.now = family, clock.now()
        self.meals = [self._meal(order) for order in self._orders()]
        self.soon = pantry.use_soon(family, FOODS)
        self.dish = self._dish()

    def _orders(self):
        waiting = self.family.of(Order).where(Order.state.in_(UNFINISHED))
        return book.read(self.family, waiting.order_by(Order.promised_at, Order.id).limit(MEALS))

    def _meal(self, order):
        alive = [item for item in order.items if item.state != "void"]
        names = list({item.for_member_id: item.for_member.name for item in alive}.values())
        what = [f"{item.portions} × {item.name}" if item.portions > 1 else item.name for item in alive]
        return Meal(self._when(order.promised_at), " + ".join(names[:NAMES]), ", ".join(what))

    def _when(self, moment):
        zone = self.family.timezone
        day, time = clock.local(moment, zone).date(), i18n.time(moment, zone)
        return time if day == self.family.today() else f"{i18n.date(day, 'short')}, {time}"

    def _dish(self):
        offered = self.family.of(Dish).where(Dish.published, ~Dish.archived).order_by(Dish.id)
        pictured = offered.where(Dish.picture.is_null(False))
        for dishes in (pictured, offered):
            if count := dishes.count():
                return dishes.offset(int(self.now.timestamp()) // TURN % count).limit(1).get()
        return None
