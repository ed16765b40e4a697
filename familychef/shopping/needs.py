"""What the house lacks: held for orders + missing for orders + the least there should be − what is usable.

Quantities are integers in thousandths of the base unit. As many queries whether the family has one food or thousands.
"""

from typing import NamedTuple

from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient

from .gaps import ShoppingGap


class Need(NamedTuple):
    """How much of an ingredient lacks, None where nothing is measured; `reasons`: see ShoppingListItem."""

    ingredient: Ingredient
    lack: int | None
    reasons: dict

    @property
    def origin(self):
        return "order" if "orders" in self.reasons or "held" in self.reasons else "low_stock"

    def to_buy(self, listed):
        """What is still to be written when so much is on the list: in whole packs where it comes in packs."""
        rest = max(0, self.lack - listed)
        pack = self.ingredient.pack or 1
        return -(-rest // pack) * pack


def needs(family, ids=None):
    """{ingredient id: Need} of all that lacks, or of what lacks among these."""
    query = family.of(Ingredient).where(~Ingredient.archived)
    foods = list(query if ids is None else query.where(Ingredient.id.in_(list(ids))))
    usable = pantry.usable_stock(family, family.today(), ids)
    held, gaps = pantry.held_by_ingredient(family, ids), _gaps(family)
    found = (_need(food, usable.get(food.id, (0, 0))[0], held.get(food.id, 0), gaps.get(food.id, ())) for food in foods)
    return {need.ingredient.id: need for need in found if need}


def _gaps(family):
    """{ingredient id: [(quantity, dish)]}"""
    found = {}
    for gap in family.of(ShoppingGap).order_by(ShoppingGap.id):
        found.setdefault(gap.ingredient_id, []).append((gap.quantity, gap.dish))
    return found


def _need(food, usable, held, gaps):
    if food.track == "level" and food.level != "plenty":
        return Need(food, None, {"level": food.level})
    if food.track != "exact" or food.is_leftover():
        return None
    missing = sum(quantity for quantity, _dish in gaps)
    lack = held + missing + food.threshold - usable
    return Need(food, lack, _reasons(food, usable, held, gaps)) if lack > 0 else None


def _reasons(food, usable, held, gaps):
    reasons = {}
    if usable - held < food.threshold:
        reasons["low"] = food.threshold
    if gaps:
        reasons["orders"] = list(dict.fromkeys(dish for _quantity, dish in gaps if dish))
    if held > usable:
        reasons["held"] = held
    return reasons
