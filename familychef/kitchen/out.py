"""What the cook says is out: every dish on the menu, what was said of it, and the open orders that hold it."""

from functools import cached_property

from familychef.core.folding import fold_name
from familychef.core.i18n import _, ngettext
from familychef.menu import actions as menu
from familychef.menu.models import Dish

from .models import Order, OrderItem
from .states import TO_COOK, UNFINISHED

FEW = (1, 2, 3, 4, 5, 6, 8, 10, 12)
NAMED = 4


class OutDish:
    """`said`: now, today, how many are left as a text, or nothing; `orders`: [(order number, who eats, portions)]."""

    room, noun = "kitchen", "out_dish"

    def __init__(self, dish, orders):
        self.dish, self.orders, self.few = dish, orders, FEW
        self.id, self.dom_id, self.name = dish.id, f"out-{dish.id}", dish.name
        self.said = dish.said()

    @classmethod
    def of(cls, dish):
        """As it is now."""
        dish = Dish.get_by_id(dish.id)
        return cls(dish, open_orders(dish.family, dish).get(dish.id, []))

    @property
    def out(self):
        return self.said in ("now", "today") or self.left == 0

    @property
    def left(self):
        return int(self.said) if self.said.isdecimal() else None

    @property
    def words(self):
        """What was said of it, for a chip; empty when nothing was."""
        if self.out:
            return _("Out today") if self.said == "today" else _("Out for now")
        return _("%(count)s left", count=self.left) if self.left else ""

    @property
    def warning(self):
        """Who waits for it: being out changes nothing for them. Empty when nobody does."""
        if not self.orders:
            return ""
        count = len({number for number, _name, _portions in self.orders})
        names = [f"#{number} {name} ({portions})" for number, name, portions in self.orders]
        more = len(names) - NAMED
        text = ", ".join(names[:NAMED]) + (f" +{more}" if more > 0 else "")
        return ngettext(
            "In %(count)s open order, which stays: %(names)s", "In %(count)s open orders, which stay: %(names)s",
            count, names=text,
        )


class Out:
    """`show`: `said` for what is out or few, a section of the menu, or nothing for all."""

    room, noun, dom_id = "kitchen", "out", "out"

    def __init__(self, family, show=""):
        self.family, self.show = family, show
        waiting = open_orders(family)
        dishes = sorted(family.of(Dish).where(Dish.published, ~Dish.archived), key=_by_name)
        for dish in dishes:
            dish.family = family
        self.all = [OutDish(dish, waiting.get(dish.id, [])) for dish in dishes]

    @property
    def dishes(self):
        return [row for row in self.all if self._shows(row)]

    @cached_property
    def filters(self):
        """[(what `show` would be, words, is it this one?)]"""
        said = sum(bool(row.said) for row in self.all)
        rows = [("", _("All dishes")), ("said", _("Out or few (%(count)s)", count=said))]
        rows += menu.sections_of(row.dish for row in self.all)
        return [(show, words, show == self.show) for show, words in rows]

    def _shows(self, row):
        return not self.show or (bool(row.said) if self.show == "said" else row.dish.section == self.show)


def open_orders(family, dish=None):
    """{dish id: [(order number, who eats, portions)]} of what is still to be cooked."""
    which = [OrderItem.state.in_(TO_COOK), Order.state.in_(UNFINISHED)]
    which += [OrderItem.dish == dish.id] if dish else []
    eater = OrderItem.for_member.rel_model
    rows = (
        OrderItem.select(OrderItem.dish, Order.number, eater.name, OrderItem.portions)
        .join(Order)
        .join_from(OrderItem, eater)
        .where(OrderItem.family == family.id, *which)
        .order_by(Order.id, OrderItem.position)
    )
    found = {}
    for dish_id, *order in rows.tuples():
        found.setdefault(dish_id, []).append(tuple(order))
    return found


def _by_name(dish):
    return fold_name(dish.name)
