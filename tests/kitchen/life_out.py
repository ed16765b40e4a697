"""What the cook says of dishes in the kitchen that lives by itself, and what must be left of them then."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.kitchen.life_books import DISHES

SAYINGS = st.sampled_from(["out", "today", "back", "back", 0, 1, 2, 5, 9])


class Sayings:
    """`limits`: {dish id: how many were left, and how many were ordered, when the cook said so}."""

    limits = None

    @rule(house=st.integers(0, 1), dish=st.sampled_from(list(DISHES)), saying=SAYINGS)
    def say(self, house, dish, saying):
        _family, cook, _eater, _foods, dishes = self.families[house]
        said, self.limits = dishes[dish], self.limits or {}
        self.limits.pop(said.id, None)
        if isinstance(saying, int):
            said.left(cook, saying)
            self.limits[said.id] = saying + ordered(said)
        else:
            {"out": said.out, "today": said.out_today, "back": said.back}[saying](cook)

    @precondition(lambda self: hasattr(self, "families"))
    @invariant()
    def what_is_left_is_what_was_said_less_what_was_ordered(self):
        from familychef.menu.models import Dish

        for dish in Dish.select():
            if dish.id in (self.limits or {}):
                assert dish.portions_left == self.limits[dish.id] - ordered(dish)
            else:
                assert dish.portions_left is None


def ordered(dish):
    """Portions that are cooked or still to be cooked, also those that were spoilt."""
    from familychef.kitchen.models import OrderItem

    items = OrderItem.select().where(OrderItem.dish == dish.id)
    return sum(item.portions for item in items if item.state != "void" or item.fate not in ("", "unused"))
