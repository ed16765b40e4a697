"""What the chef sees when an order can't be had as it was asked for: the gaps, and what is there instead."""

from familychef.core.i18n import language
from familychef.core.units import BASES, format_quantity, unit_name
from familychef.menu import actions as menu
from familychef.pantry.models import Ingredient

from . import asking


class Missing:
    """A gap of one dish. `amount` in words, "" where nothing is measured; `others`: [(ingredient id, words)]."""

    def __init__(self, item, gap, ingredients, free):
        wanted = ingredients[gap.ingredient]
        self.item, self.dish = item.id, item.name
        self.ingredient, self.name = gap.ingredient, gap.name
        self.amount = said(gap.amount, wanted) if gap.amount else ""
        self.plain = gap.amount // 1000 if gap.amount else ""
        self.unit = unit_name(BASES[wanted.base], 2, language())
        self.others = [
            (other.id, f"{other.name} ({said(free[other.id], other)})")
            for other in ingredients.values()
            if free.get(other.id, 0) > 0 and other.base == wanted.base and other.id != wanted.id
        ]

    @classmethod
    def of(cls, order):
        """The gaps of everything in this order that was only asked for."""
        family = order.family
        gaps = [(item, gap) for item in _asked(order) for gap in asking.judge(item).missing]
        free = _free(family) if gaps else {}
        wanted = {gap.ingredient for _item, gap in gaps} | set(free)
        query = family.of(Ingredient).where(Ingredient.id.in_(wanted), ~Ingredient.archived)
        ingredients = {row.id: row for row in query.order_by(Ingredient.name_key)} if wanted else {}
        return [cls(item, gap, ingredients, free) for item, gap in gaps if gap.ingredient in ingredients]


def _free(family):
    """{ingredient id: thousandths} nobody holds."""
    stock = menu.snapshot(family).stock
    return {id: each.fresh - each.held for id, each in stock.items() if each.fresh > each.held}


def said(quantity, ingredient):
    return format_quantity(quantity, ingredient.base, language=language())


def _asked(order):
    return [item for item in order.items if item.asked and item.state == "queued"]
