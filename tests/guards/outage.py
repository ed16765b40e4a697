"""The guards of what the cook says is out, and the tests that miss them."""

from tests.guards.list import Guard

SAID, EATEN = ("tests/menu/test_outage.py",), ("tests/kitchen/test_out_of.py",)

GUARDS = (
    Guard(
        "what is left: nobody takes more than there are",
        "familychef/menu/actions.py",
        ".where(Dish.id == dish_id, left.is_null() | (left >= portions))",
        ".where(Dish.id == dish_id)",
        SAID,
    ),
    Guard(
        "what is left: the database holds no fewer than none",
        "migrations/0003_wall.py",
        " CHECK (portions_left >= 0)",
        "",
        SAID,
    ),
    Guard(
        "what is left: a screen that is behind says it not again",
        "familychef/menu/outage.py",
        "if changes and seen not in (None, now.said()):",
        "if False:",
        SAID,
    ),
    Guard(
        "what is left: what is not cooked is given back",
        "familychef/kitchen/items.py",
        "            menu.give_left(self.dish_id, self.portions)\n",
        "",
        EATEN,
    ),
    Guard(
        "what is left: the lines of a cart share it",
        "familychef/kitchen/placing.py",
        "        claimed[item.dish_id] += 0 if verdict.closed else item.portions\n",
        "",
        EATEN,
    ),
    Guard(
        "what is out: it can't be asked for either",
        "familychef/kitchen/placing.py",
        "if verdict.closed or not (verdict.orderable or item.asked)",
        "if not (verdict.orderable or item.asked)",
        EATEN,
    ),
    Guard(
        "what is out: an order can't have more of it",
        "familychef/kitchen/asking.py",
        "elif more and (_out(item) or not menu.take_left(item.dish_id, more)):",
        "elif more and not menu.take_left(item.dish_id, more):",
        EATEN,
    ),
)
