"""Putting wishes on a list: the same thing in another unit becomes one line, what can't be compared stays its own."""

from fractions import Fraction

from familychef.core.db import transaction
from familychef.core.events import record

from .changing import asked
from .entries import ShoppingListItem
from .reading import key_of
from .states import BY_THE_HOUSE, MANUAL, OPEN

LARGEST = 10**12


def put_on(shopping_list, wishes, by, origin=MANUAL, dish=None):
    """Put wishes on a list; returns the lines they are on now. `dish`: the name of what they are for."""
    with transaction(shopping_list.family):
        open_lines = _open_lines(shopping_list)
        return [_put(wish, open_lines, shopping_list, by, origin, dish) for wish in wishes]


def _open_lines(shopping_list):
    """Those nobody has in the basket yet."""
    item = ShoppingListItem
    query = shopping_list.items.where(item.state == OPEN, item.ticked_at.is_null()).order_by(item.id)
    return list(query)


def _put(wish, open_lines, shopping_list, by, origin, dish):
    same = next((line for line in open_lines if _fits(line, wish)), None)
    if same is None:
        line = _new(wish, shopping_list, by, origin, dish)
        open_lines.append(line)
    else:
        line = same
        _merge(same, wish, by, origin, dish)
    record("entry.added", line, actor=by, stale="shopping")
    return line


def _new(wish, shopping_list, by, origin, dish):
    return ShoppingListItem.create(
        family=shopping_list.family, shopping_list=shopping_list, ingredient=wish.ingredient, name=wish.name,
        name_key=key_of(wish.name), note=wish.note, aisle=wish.aisle, added_by=by, origin=origin,
        reasons={"dishes": [dish]} if dish else {}, **asked(wish),
    )


def _fits(line, wish):
    if line.note != wish.note or line.ingredient_id != (wish.ingredient and wish.ingredient.id):
        return False
    if wish.ingredient is None and line.name_key != key_of(wish.name):
        return False
    some = _some(wish) or line.num is None and line.quantity is None
    known = line.quantity is not None and wish.quantity is not None and line.quantity + wish.quantity <= LARGEST
    return some or known or _alike(line, wish)


def _some(wish):
    """Nobody said how much."""
    return wish.amount is None and wish.quantity is None


def _alike(line, wish):
    """Both in the same unit that nobody can convert."""
    return line.quantity is None and wish.quantity is None and line.num is not None and line.unit == wish.unit


def _merge(line, wish, by, origin, dish):
    """More of what is on the list; what the house wrote is somebody's wish from now on."""
    values = _summed(line, wish)
    if line.origin in BY_THE_HOUSE:
        values = {"quantity": 0} | values | {"origin": origin, "added_by": by}
    if dish:
        values["reasons"] = line.reasons | {"dishes": list(dict.fromkeys([*line.reasons.get("dishes", []), dish]))}
    line._change(**values)


def _summed(line, wish):
    if _some(wish):
        return {}
    if line.num is None and line.quantity is None:
        return asked(wish)
    quantity = None if wish.quantity is None else min(LARGEST, line.quantity + wish.quantity)
    if line.num is not None and wish.amount is not None and line.unit == wish.unit:
        amount = min(Fraction(LARGEST), Fraction(line.num, line.den) + wish.amount).limit_denominator(10**6)
    else:
        amount = None
    unit = wish.unit if amount else ""
    parts = {"num": amount and amount.numerator, "den": amount and amount.denominator}
    return {"quantity": quantity, "unit": unit, **parts}
