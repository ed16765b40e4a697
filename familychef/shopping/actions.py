"""What pages and other rooms call: wishes come on a list, lines change and go, what is in the basket is put away."""

from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.events import record
from familychef.core.i18n import _
from familychef.menu import actions as menu

from .adding import put_on
from .entries import ShoppingListItem
from .keeping import keep
from .lists import ShoppingList
from .reading import Wish, wishes
from .spending import spent_besides
from .states import MANUAL, OPEN, PLAN
from .taps import ShoppingTap

__all__ = [
    "Refusals", "add", "add_food", "add_missing", "bring_back", "change", "keep", "put_away", "remove", "spent_besides",
    "tick",
]


def add(family, text, by, shopping_list=None, key=None):
    """Put what was typed on a list, the first one unless said otherwise, once for each key; returns the lines."""
    with transaction(family):
        return _add(shopping_list or ShoppingList.first_of(family, by), wishes(family, text), by, key)


def add_food(food, quantity, by, key=None, **typed):
    """This on the first list, as much as `quantity`, else as `typed` or some, once for each key; returns the lines."""
    with transaction(food.family):
        wish = Wish(food.name, ingredient=food, quantity=quantity, aisle=food.aisle, **typed)
        return _add(ShoppingList.first_of(food.family, by), [wish], by, key)


def add_missing(dish, portions, by, key=None):
    """What is missing for so many portions and on no list yet; returns the lines."""
    family = dish.family
    with transaction(family):
        verdict = menu.snapshot(family, fresh=True).judge(dish.id, portions)
        wanted = _unlisted(family, verdict.missing)
        return _add(ShoppingList.first_of(family, by), wanted, by, key, PLAN, dish.name) if wanted else []


def tick(line, done, at, by, key=None, seen=None, sure=True):
    """One tap; returns what it met that somebody else has done meanwhile, or None."""
    return line.tick(done, at, by, key, seen, sure)


def change(line, by, version, **traits):
    """Another amount, price or list; what the house has added to it follows."""
    with transaction(line.family):
        line.describe(by, version, **traits)
        _follow(line)


def remove(line, by):
    with transaction(line.family):
        line.remove(by)
        _follow(line)


def bring_back(line, by):
    with transaction(line.family):
        line.bring_back(by)
        _follow(line)


class Refusals(Refusal):
    """What was wrong with which lines; nothing was put away. by_line: {line id: [Refusal]}"""

    def __init__(self, by_line):
        super().__init__(_("Nothing is put away yet. Please look at the marked lines."))
        self.by_line = by_line


def put_away(shopping_list, rows, by, key):
    """Rows of a basket become stock, once for each key; returns how many. Raises Refusals, and nothing has happened."""
    with transaction(shopping_list.family):
        if not ShoppingTap.first(shopping_list.family, key, shopping_list=shopping_list.id, member=by.id):
            return 0
        shopping_list.learn(_walked(row.line for row in rows))
        done = [row for row in rows if row.line.put_away(by)]
        if wrong := {row.id: found for row in done if (found := _refused(row, key))}:
            raise Refusals(wrong)
        changes = {"lines": [None, len(done)]}
        record("shopping.put_away", shopping_list, actor=by, stale="shopping", changes=changes)
        keep(shopping_list.family)
        return len(done)


def _refused(row, key):
    """What a row's fields are refused for; nothing when it is stored."""
    try:
        row.line.changed_rows(price=row.price())
        row.store(f"{key}-{row.id}")
    except Refusal as refusal:
        return [refusal]


def _add(shopping_list, found, by, key, origin=MANUAL, dish=None):
    family = shopping_list.family
    if not ShoppingTap.first(family, key, shopping_list=shopping_list.id, member=by.id):
        return []
    lines = put_on(shopping_list, found, by, origin, dish)
    keep(family, {wish.ingredient.id for wish in found if wish.ingredient})
    return [line.fresh() for line in lines]


def _unlisted(family, missing):
    """A Wish for each food that is missing, for as much as is on no list."""
    item, amounts = ShoppingListItem, {row.ingredient: row.amount for row in missing}
    open_lists = family.of(ShoppingList).select(ShoppingList.id).where(~ShoppingList.archived)
    lines = family.of(item).where(item.state == OPEN, item.ingredient.in_(list(amounts)))
    lines = lines.where(item.shopping_list.in_(open_lists))
    listed, vague = {}, set()
    for line in lines:
        listed[line.ingredient_id] = listed.get(line.ingredient_id, 0) + (line.total or 0)
        vague |= {line.ingredient_id} if line.total is None else set()
    foods = family.of(item.ingredient.rel_model).where(item.ingredient.rel_model.id.in_(list(amounts)))
    found = []
    for food in sorted(foods, key=lambda food: list(amounts).index(food.id)):
        amount = amounts[food.id] and max(0, amounts[food.id] - listed.get(food.id, 0))
        if food.id not in vague and (amount or food.id not in listed):
            found.append(Wish(food.name, ingredient=food, quantity=amount or None, aisle=food.aisle))
    return found


def _walked(lines):
    """The aisles of these lines in the order they were ticked."""
    return [line.aisle for line in sorted(lines, key=lambda line: line.ticked_at)]


def _follow(line):
    if line.ingredient_id:
        keep(line.family, {line.ingredient_id})
