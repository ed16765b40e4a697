"""Why a dish is not simply ready: what is missing, unsure, tight or left off."""

from .larder import PLENTY
from .plan import Part
from .reach import stand_in
from .verdict import Missing, Named, Swapped, Take, Unsure


def extras(needs, larder, rest, portions):
    """(takes, without) of the optional and to-taste lines: what `rest` still has, and the names of what it hasn't."""
    taken, takes, without = {}, [], []
    for position, line, amount in needs.extras:
        ingredient = line.ingredient
        left = rest(ingredient) - taken.get(ingredient, 0)
        wanted = amount.at(portions) if amount else 0
        if not left or left < wanted - wanted // 100:
            without.append(larder.name(ingredient, line.text))
        elif wanted and left < PLENTY // 2:
            takes.append(Take(position, ingredient, min(left, wanted)))
            taken[ingredient] = taken.get(ingredient, 0) + takes[-1].quantity
    return takes, tuple(without)


def missing(plan, needs):
    """What even doubtful stock and swaps don't cover."""
    parts = (part for part in plan.parts if not part.perhaps())
    nowhere = (line for line in needs.unknown if _unserved(line, plan) and not _some(line, plan))
    return (
        *(_lack(part, plan.larder) for part in parts),
        *(Missing(line.ingredient, plan.larder.name(line.ingredient, line.text), None) for line in nowhere),
    )


def unsure(plan, needs):
    """Lines of unknown quantity with something there that may or may not do."""
    return tuple(
        Unsure(line.ingredient, line.text) for line in needs.unknown if _unserved(line, plan) and _some(line, plan)
    )


def swaps(plan, needs):
    """Every swap the plan counts on, also those for lines of unknown quantity."""
    name, used = plan.larder.name, list(plan.swapped())
    for line in needs.unknown:
        other = stand_in(line, plan.larder)
        if other not in (None, line.ingredient):
            used.append(Swapped(line.ingredient, name(line.ingredient, line.text), other, name(other)))
    return tuple(used)


def tight(plan):
    """(past_date, estimated): the ingredients that are only enough with old lots, or if an estimate is right."""
    larder = plan.larder
    past = {i for i, left in plan.left.items() if larder.total[i] - left > larder.fresh[i]}
    estimated = []
    for part in filter(Part.perhaps, plan.parts):
        i, goal = part.ingredient, part.need.goal(part.asked)
        if larder.fresh[i] < goal <= larder.total[i]:
            past.add(i)
        elif larder.fresh[i] < goal and part.need.rough:
            estimated.append(i)
    return tuple(tuple(Named(i, larder.name(i)) for i in found) for found in (sorted(past), estimated))


def _lack(part, larder):
    """Where the eater can't have the ingredient itself, its first swap is what is missing."""
    ingredient, text, amount = part.ingredient, part.text, part.lack
    if ingredient in larder.avoided:
        swap = larder.swaps[ingredient][0]
        ingredient, text, amount = swap.ingredient, "", -(-amount * swap.num // swap.den)
    return Missing(ingredient, larder.name(ingredient, text), amount if larder.counts(ingredient) else None)


def _unserved(line, plan):
    return stand_in(line, plan.larder) is None


def _some(line, plan):
    """Words that name no ingredient may always turn out well."""
    if line.ingredient is None:
        return True
    candidates = (line.ingredient, *(swap.ingredient for swap in plan.larder.swaps.get(line.ingredient, ())))
    return any(map(plan.rest, candidates))
