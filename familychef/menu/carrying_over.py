"""Which verdicts of a moment are still right at a later one: those of dishes nothing has changed for."""

from typing import NamedTuple


class Moment(NamedTuple):
    """`recipes`: {dish id: Recipe}; `stock`: {ingredient: Stock}; `swaps`: {ingredient: [Swap] by rank}."""

    recipes: dict
    stock: dict
    swaps: dict


def still_right(before, later):
    """The ids of dishes with the same recipe, the same food and the same swaps at both moments, for every eater."""
    if before.swaps != later.swaps:
        return set()
    changed = _changed(before, later)
    return {
        id for id, recipe in later.recipes.items()
        if recipe is before.recipes.get(id) and changed.isdisjoint(recipe.needs.ids)
    }


def _changed(before, later):
    """The ingredients of which there is another amount or quality, and those they may take the place of."""
    foods = before.stock.keys() | later.stock.keys()
    changed = {food for food in foods if before.stock.get(food) != later.stock.get(food)}
    return changed | {
        food for food, ranked in before.swaps.items() if any(swap.ingredient in changed for swap in ranked)
    }
