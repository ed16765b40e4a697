"""Cook mode: one step of a dish per screen, with the amounts for the portions that were ordered."""

import secrets

from familychef.core.allergens import allergen_list
from familychef.core.folding import fold_name
from familychef.menu import actions as menu

SHORTEST_WORD = 3


class Cooking:
    """`at`: 0 is what is needed, then the steps; what stands in the recipe now, for the item's portions."""

    room, noun = "kitchen", "cooking"

    def __init__(self, item, at):
        self.item, self.key = item, secrets.token_hex(16)
        recipe = menu.method(item.dish, item.portions)
        self.lines = [line for line in recipe.lines if line.name not in item.left_out]
        self.steps = list(recipe.steps)
        self.at = min(max(0, at), len(self.steps))
        self.changed = item.dish.version != item.dish_version

    @property
    def step(self):
        return self.steps[self.at - 1] if self.at else None

    @property
    def last(self):
        return self.at == len(self.steps)

    @property
    def strip(self):
        eater = self.item.for_member
        return (eater.name, allergen_list(eater.allergens)) if eater.allergens else None

    @property
    def swaps(self):
        """[(food, what is used instead)]"""
        return [(food, other) for _id, food, _by, other in self.item.snapshot.get("swaps", ())]

    @property
    def needed(self):
        """The lines this step speaks of; before the first step, all of them."""
        if not self.at:
            return self.lines
        text = fold_name(self.step.text)
        return [line for line in self.lines if _spoken_of(line.name, text)]


def _spoken_of(name, text):
    """Does a word of the food's name stand in the step? `Cherry tomatoes` is found by `tomatoes`."""
    return any(len(word) >= SHORTEST_WORD and word in text for word in fold_name(name).split())
