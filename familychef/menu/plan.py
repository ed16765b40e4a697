"""Gives each need of one dish its share of what is free: own stock first, then swaps by rank; nothing is used twice."""

from .verdict import Swapped, Take


class Plan:
    """Who gets what for so many portions out of `free`; with `spare`, estimates are given the tenth they may lack."""

    def __init__(self, needs, larder, portions, free, spare=False):
        self.larder = larder
        self.portions = portions
        self.free = free
        self.left = {}
        self.parts = [self._own(need, need.asked.at(portions), spare) for need in needs.needs]
        for part in sorted(filter(Part.hungry, self.parts), key=self._choice):
            self._swap(part)

    def feasible(self):
        return not any(map(Part.hungry, self.parts))

    def rest(self, ingredient):
        left = self.left.get(ingredient)
        return self.free[ingredient] if left is None else left

    def takes(self):
        return [take for part in self.parts for take in part.takes(self.portions, self.larder.uncounted)]

    def swapped(self):
        name = self.larder.name
        return tuple(
            Swapped(part.ingredient, name(part.ingredient, part.text), other, name(other))
            for part in self.parts
            for other, _, _ in part.sources
            if other != part.ingredient
        )

    def _own(self, need, asked, spare):
        spare = asked // 10 + 1 if spare and need.rough else 0
        have = self.free[need.ingredient]
        own = min(have, asked + spare)
        self.left[need.ingredient] = have - own
        return Part(need, asked, asked + spare - own, 0 if spare else asked // 100, own)

    def _choice(self, part):
        """Whoever has the fewest swaps chooses first; the order of the lines doesn't matter."""
        return len(self.larder.swaps.get(part.ingredient, ())), part.ingredient

    def _swap(self, part):
        for swap in self.larder.swaps.get(part.ingredient, ()):
            have = self.rest(swap.ingredient)
            wanted = -(-part.lack * swap.num // swap.den)
            taken = min(have, wanted)
            self.left[swap.ingredient] = have - taken
            part.add(swap.ingredient, taken, part.lack if taken == wanted else taken * swap.den // swap.num)
            if not part.hungry():
                break


class Part:
    """One need's part of a plan: quantities of it that are asked for, lack and may lack, and where the rest is from.

    sources: [(ingredient, its quantity, how much of the need that covers)]
    """

    __slots__ = ("asked", "lack", "need", "slack", "sources")

    def __init__(self, need, asked, lack, slack, own):
        self.need, self.asked, self.lack, self.slack = need, asked, lack, slack
        self.sources = [(need.ingredient, own, own)] if own else []

    @property
    def ingredient(self):
        return self.need.ingredient

    @property
    def text(self):
        return self.need.lines[0][1].text

    def hungry(self):
        return self.lack > self.slack

    def perhaps(self):
        """Enough of it, if old lots and estimates are trusted."""
        return self.lack <= self.asked // (10 if self.need.rough else 100)

    def add(self, ingredient, quantity, covers):
        if covers:
            self.sources.append((ingredient, quantity, covers))
            self.lack -= covers

    def takes(self, portions, uncounted):
        """Deals the sources out to the lines in their order."""
        shares = iter(self.need.shares(portions))
        position, wanted = next(shares)
        for ingredient, quantity, covers in self.sources:
            while covers:
                while not wanted:
                    position, wanted = next(shares)
                part = min(covers, wanted)
                dealt = quantity * part // covers
                if dealt and not uncounted(ingredient):
                    yield Take(position, ingredient, dealt)
                quantity, covers, wanted = quantity - dealt, covers - part, wanted - part
