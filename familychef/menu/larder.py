"""What there is to cook with, seen by one eater: free stock, swaps and allergens, looked up in one step."""

from typing import NamedTuple

PIECE = 1000
PLENTY = 1 << 60
NOBODY = frozenset()


class Stock(NamedTuple):
    """One ingredient's stock in thousandths of its base unit.

    total: usable, lots past their best-before included; fresh: usable and not past date; held: all active holds.
    track: exact, level, ignore; level: plenty, low, out; allergens: None when nobody has checked them.
    """

    name: str
    total: int = 0
    fresh: int = 0
    held: int = 0
    track: str = "exact"
    level: str = "plenty"
    archived: bool = False
    allergens: frozenset | None = None

    def free(self, own=0):
        """(all, fresh) nobody else holds; PLENTY of what is not counted."""
        if self.archived:
            return 0, 0
        if self.track != "exact":
            return (0, 0) if self.track == "level" and self.level == "out" else (PLENTY, PLENTY)
        free = max(0, self.total - self.held + own)
        return free, min(self.fresh, free)


class Swap(NamedTuple):
    """One unit of the original may be replaced by num/den of this ingredient."""

    ingredient: int
    num: int = 1
    den: int = 1


class Nothing(dict):
    """An ingredient nobody has ever stocked counts as none."""

    def __missing__(self, ingredient):
        return 0


class Larder:
    """The stock of the ingredients named, as one eater with these allergens may use it."""

    def __init__(self, stock, swaps, avoid=NOBODY, own=None, only=None):
        self.stock = stock if only is None else {i: stock[i] for i in _reached(only, swaps) if i in stock}
        self.avoid = avoid
        self.checked = {i for i, item in self.stock.items() if item.allergens is not None}
        self.avoided = {i for i in self.checked if not avoid.isdisjoint(self.stock[i].allergens)} if avoid else NOBODY
        self.swaps = self._allowed(swaps)
        self._count(own or {})

    def name(self, ingredient, text=""):
        item = self.stock.get(ingredient)
        return item.name if item else text

    def uncounted(self, ingredient):
        """There is some and nobody measures it."""
        return self.total[ingredient] >= PLENTY

    def rest(self, ingredient):
        return self.fresh[ingredient]

    def counts(self, ingredient):
        """Its amounts mean something."""
        return ingredient not in self.stock or self.stock[ingredient].track == "exact"

    def hits(self, ingredients):
        """The avoided allergens in these ingredients."""
        hit = self.avoided.intersection(ingredients)
        return self.avoid.intersection(allergen for i in hit for allergen in self.stock[i].allergens)

    def _allowed(self, swaps):
        """An eater with allergies is only ever offered a swap whose allergens were checked."""
        known = {i: swaps[i] for i in swaps.keys() & self.stock.keys() if swaps[i]}
        if not self.avoid:
            return known
        safe = self.checked - self.avoided
        allowed = {i: [swap for swap in ranked if swap.ingredient in safe] for i, ranked in known.items()}
        return {i: ranked for i, ranked in allowed.items() if ranked}

    def _count(self, own):
        """The caps are the largest need that fresh stock surely meets: exact, estimated, in whole pieces."""
        self.total, self.fresh, self.cap, self.rough_cap, self.whole_cap = (Nothing() for _ in range(5))
        for i, item in self.stock.items():
            if i in self.avoided:
                continue
            self.total[i], fresh = item.free(own.get(i, 0))
            self.fresh[i] = fresh
            self.cap[i] = cap = fresh * 100 // 99
            self.rough_cap[i] = max(0, (fresh * 10 - 1) // 11)
            self.whole_cap[i] = cap // PIECE * PIECE


def _reached(ingredients, swaps):
    reached = set(ingredients)
    for i in ingredients:
        reached.update(swap.ingredient for swap in swaps.get(i, ()))
    return reached
