"""The rail beside the tickets: what is still to be cooked of each dish, and of what they are made."""

from familychef.core.i18n import language
from familychef.core.units import format_quantity
from familychef.menu import actions as menu
from familychef.pantry.models import Ingredient

from .figures import Figures
from .states import TO_COOK

PARTS_SHOWN = 8


class AllDay:
    """`lit`: the id of the dish that was tapped."""

    room, noun, dom_id = "kitchen", "all_day", "all-day"

    def __init__(self, family, tickets, lit=0):
        self.lit, self.figures = lit, Figures(family, tickets)
        lines = [line for ticket in tickets for line in ticket.lines if line.state in TO_COOK]
        self.dishes = _counted(lines)
        self.left = sum(line.left for ticket in tickets for line in ticket.to_cook(lit))
        self.parts = _parts(family, lines)


class Wanted:
    """One dish of the rail: how many portions are still to be cooked, on how many tickets."""

    def __init__(self, line):
        self.id, self.name, self.portions, self.lines = line.item.dish_id, line.name, 0, []

    def add(self, line):
        self.portions += line.left
        self.lines.append(line)


def _counted(lines):
    """The dishes, the most portions first."""
    found = {}
    for line in lines:
        found.setdefault(line.item.dish_id, Wanted(line)).add(line)
    return sorted(found.values(), key=lambda dish: (-dish.portions, dish.name))


def _parts(family, lines):
    """[(amount in words, name)] of what goes into all of them: what is counted first, then what is most shared."""
    total, uses = {}, {}
    for line in lines:
        for ingredient, quantity in menu.asked_of(line.item.snapshot, line.left, line.without).items():
            total[ingredient] = total.get(ingredient, 0) + quantity
            uses[ingredient] = uses.get(ingredient, 0) + 1
    rows = family.of(Ingredient).where(Ingredient.id.in_(list(total))) if total else ()
    order = sorted(rows, key=lambda row: (row.base != "count", -uses[row.id], row.name))
    return [(format_quantity(total[row.id], row.base, language=language()), row.name) for row in order[:PARTS_SHOWN]]
