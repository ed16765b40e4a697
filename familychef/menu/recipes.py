"""All recipes of the family, on the menu or not, as a list to read and to publish from."""

from functools import cached_property

from familychef.core.folding import fold_name

from .models import Dish, Picture
from .sections import section_name, section_order
from .snapshot import kitchen_snapshot
from .words import status_words


class Row:
    """A dish in the list; `status` is what it promises, None while it is hidden."""

    room, noun = "menu", "recipe_row"

    def __init__(self, dish, verdict):
        self.id, self.dom_id, self.dish = dish.id, f"recipe_row-{dish.id}", dish
        self.section = section_name(dish.section)
        self.status = status_words(verdict) if dish.published else None


class Recipes:
    room, noun, dom_id = "menu", "recipes", "recipes"

    def __init__(self, member, archived=False, query=""):
        self.member, self.archived, self.query = member, archived, " ".join(query.split())[:80]
        self.family = member.family

    @cached_property
    def rows(self):
        verdicts = kitchen_snapshot(self.family).judge_menu()
        words = fold_name(self.query).split()
        found = [Row(dish, verdicts[dish.id]) for dish in self._dishes() if dish.id in verdicts]
        return [row for row in found if all(word in fold_name(row.dish.name) for word in words)]

    @property
    def some_archived(self):
        return self.family.of(Dish).where(Dish.archived).exists()

    def _dishes(self):
        query = self.family.of(Dish).select_extend(Picture).left_outer_join(Picture)
        rows = query.where(Dish.archived == self.archived)
        return sorted(rows, key=lambda dish: (section_order(dish.section), fold_name(dish.name)))
