"""The rules of availability written a second time, slowly and with fractions, to hold the quick ones against."""

from fractions import Fraction
from math import ceil, floor

MANY = 10**15
RANKS = ("short", "check", "ready_swap", "ready")


def state_and_portions(recipe, stock, swaps, portions, avoid=frozenset(), claimed=0):
    """(state, portions) of a published dish, by trying every number of portions."""
    state, most = by_the_larder(recipe, stock, swaps, portions, avoid)
    allowed = [n for n in range(1, 100) if not recipe.out and (recipe.left is None or n + claimed <= recipe.left)]
    return state if portions in allowed else "out", sum(n <= most for n in allowed)


def by_the_larder(recipe, stock, swaps, portions, avoid):
    lines = [line for line in recipe.lines if line.role == "required"]
    banned = {i for i, item in stock.items() if item.allergens is not None and item.allergens & avoid}
    ranked = {i: [s for s in swaps.get(i, ()) if not avoid or safe(stock[s.ingredient], avoid)] for i in stock}
    if any(line.ingredient in banned and not ranked[line.ingredient] for line in lines):
        return "not_for_you", 0
    fresh = {i: 0 if i in banned else free(item, item.fresh) for i, item in stock.items()}
    total = {i: 0 if i in banned else free(item, item.total) for i, item in stock.items()}
    kitchen = Kitchen(recipe, lines, ranked)
    most = max(n for n in range(100) if n == 0 or all(kitchen.sure(k, n, fresh) for k in range(1, n + 1)))
    if most >= portions:
        return "ready" if Kitchen(recipe, lines, {}).sure(portions, portions, fresh) else "ready_swap", most
    return "check" if kitchen.perhaps(portions, total) else "short", most


def free(item, usable):
    if item.archived or (item.track == "level" and item.level == "out"):
        return 0
    return MANY if item.track != "exact" else max(0, min(usable, item.total - item.held))


def safe(item, avoid):
    return item.allergens is not None and not item.allergens & avoid


class Kitchen:
    def __init__(self, recipe, lines, swaps):
        self.recipe, self.lines, self.swaps = recipe, lines, swaps

    def sure(self, n, _, stock):
        lacks, _ = self.cook(n, stock, careful=True)
        return not any(lacks.values()) and all(MANY // 2 < self.best(line, stock) for line in self.unknown())

    def perhaps(self, n, stock):
        lacks, left = self.cook(n, stock, careful=False)
        limit = {i: need / (10 if rough else 100) for i, (need, rough) in self.needs(n).items()}
        return all(lack <= limit[i] for i, lack in lacks.items()) and all(self.best(u, left) for u in self.unknown())

    def cook(self, n, stock, careful):
        """(what each ingredient lacks, what is left)."""
        left, lacks, slack = dict(stock), {}, {}
        for i, (need, rough) in self.needs(n).items():
            wanted = need + floor(Fraction(need, 10)) + 1 if careful and rough else need
            slack[i] = 0 if careful and rough else Fraction(need, 100)
            lacks[i] = wanted - min(left[i], wanted)
            left[i] -= wanted - lacks[i]
        for i in sorted(lacks, key=lambda i: (len(self.swaps.get(i, ())), i)):
            for swap in self.swaps.get(i, ()):
                if lacks[i] > slack[i]:
                    lacks[i], left[swap.ingredient] = replace(lacks[i], left[swap.ingredient], swap)
        return {i: lack if lack > slack[i] else 0 for i, lack in lacks.items()} if careful else lacks, left

    def needs(self, n):
        """{ingredient: (thousandths, any line estimated)}"""
        needs = {}
        for i in {line.ingredient for line in self.lines if known(line)}:
            lines = [line for line in self.lines if known(line) and line.ingredient == i]
            share = {scale: sum(Fraction(line.base_qty) for line in lines if line.scale == scale)
                     for scale in ("linear", "fixed", "whole")}
            times = Fraction(n, self.recipe.yield_portions)
            need = ceil(share["linear"] * times) + share["fixed"] + 1000 * ceil(share["whole"] * times / 1000)
            needs[i] = (int(need), any(line.base_state == "estimated" for line in lines))
        return needs

    def unknown(self):
        return [line for line in self.lines if not known(line)]

    def best(self, line, stock):
        if line.ingredient is None:
            return 1
        return max(stock[i] for i in (line.ingredient, *(s.ingredient for s in self.swaps.get(line.ingredient, ()))))


def replace(lack, have, swap):
    """(what still lacks, what is left of the swap)."""
    ratio = Fraction(swap.num, swap.den)
    wanted = ceil(lack * ratio)
    return (0, have - wanted) if have >= wanted else (lack - floor(have / ratio), 0)


def known(line):
    return line.ingredient is not None and line.base_state != "unknown" and bool(line.base_qty)
