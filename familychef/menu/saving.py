"""Which dishes save what: how much of the food that ends soon each uses up, the most pressing food first."""

from typing import NamedTuple

from familychef.pantry import actions as pantry

WORTH_NAMING = 10


class Saved(NamedTuple):
    """`points`: thousandths of a gram × urgency; `names` of what is saved, the most points first."""

    points: int = 0
    names: tuple = ()


def saved(takes, ending, held):
    """The Saved of a dish that takes {ingredient: thousandths}, what orders wait for being used before.

    ending: {ingredient: Ending}; held: {ingredient: thousandths}. Less than a tenth of what ends saves nothing.
    """
    found = []
    for ingredient in takes.keys() & ending.keys():
        food, before = ending[ingredient], held.get(ingredient, 0)
        points = _points(food, before, before + takes[ingredient])
        if points and points * WORTH_NAMING >= _points(food, before, sum(quantity for _, quantity in food.lots)):
            found.append((-points, food.name))
    return Saved(-sum(points for points, _ in found), tuple(name for _, name in sorted(found)))


def savings(kitchen, family, avoid):
    """{dish id: Saved} of what this eater can have at once, a batch of each; worked out once for a Snapshot."""
    avoid = frozenset(avoid)
    return kitchen.once(("savings", avoid), lambda: _savings(kitchen, family, avoid))


def _points(food, start, end):
    """Of the food between two places in the row of its lots, laid end to end."""
    points = place = 0
    for urgency, quantity in food.lots:
        part = min(end, place + quantity) - max(start, place)
        points += urgency * food.weigh(max(0, part))
        place += quantity
    return points


def _savings(kitchen, family, avoid):
    ending = kitchen.once("ending", lambda: pantry.ending_soon(family, kitchen.day))
    verdicts = kitchen.judge_menu(avoid)
    held = {id: kitchen.stock[id].held for id in ending if id in kitchen.stock}
    swapped = {id for id, swaps in kitchen.swaps.items() if any(swap.ingredient in ending for swap in swaps)}
    reached = ending.keys() | swapped
    wanted = {
        id: _batch(kitchen.recipe(id), verdict) for id, verdict in verdicts.items()
        if verdict.orderable and not reached.isdisjoint(kitchen.recipe(id).needs.ids)
    }
    found = {id: saved(_sum(takes), ending, held) for id, takes in kitchen.takes(wanted, avoid).items()}
    return {id: each for id, each in found.items() if each.names}


def _batch(recipe, verdict):
    """As many portions as the recipe makes, or as are possible."""
    return min(max(1, recipe.yield_portions), verdict.portions)


def _sum(takes):
    """{ingredient: thousandths}"""
    total = {}
    for _, ingredient, quantity in takes:
        total[ingredient] = total.get(ingredient, 0) + quantity
    return total
