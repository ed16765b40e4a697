"""What a recipe asks for: its lines, merged per ingredient and worked out once."""

from dataclasses import dataclass, field
from typing import NamedTuple

PIECE = 1000


class Line(NamedTuple):
    """One line of a recipe; its position is its index in Recipe.lines, base_qty is in thousandths for the whole yield.

    role: required, optional, to_taste; scale: linear, fixed, whole; base_state: exact, estimated, unknown.
    """

    ingredient: int | None
    text: str
    role: str = "required"
    scale: str = "linear"
    base_qty: int | None = None
    base_state: str = "exact"

    @property
    def known(self):
        return bool(self.ingredient is not None and self.base_qty and self.base_state != "unknown")


class Amount(NamedTuple):
    """How much, by the way it grows with the portions."""

    linear: int
    fixed: int
    whole: int
    yields: int

    @classmethod
    def of(cls, lines, yields):
        sums = {"linear": 0, "fixed": 0, "whole": 0}
        for line in lines:
            sums[line.scale] += line.base_qty
        return cls(**sums, yields=yields)

    def at(self, portions):
        """Thousandths needed for so many portions, never rounded down."""
        whole_pieces = -(-self.whole * portions // (PIECE * self.yields))
        return self.fixed - (-self.linear * portions // self.yields) + PIECE * whole_pieces


class Need(NamedTuple):
    """All the required lines of one ingredient together."""

    ingredient: int
    asked: Amount
    rough: bool
    lines: tuple

    @classmethod
    def of(cls, ingredient, lines, yields):
        rough = any(line.base_state == "estimated" for _, line in lines)
        return cls(ingredient, Amount.of([line for _, line in lines], yields), rough, tuple(lines))

    def goal(self, portions):
        """From this much on there is surely enough: 1 % may lack, but an estimate wants a tenth more than it says."""
        need = self.asked.at(portions)
        return need + need // 10 + 1 if self.rough else need - need // 100

    def shares(self, portions):
        """[(position, quantity)] of the lines, which together are the whole need."""
        need, before, shares = self.asked.at(portions), 0, []
        for count, (position, _) in enumerate(self.lines, 1):
            last = count == len(self.lines)
            upto = need if last else Amount.of([line for _, line in self.lines[:count]], self.asked.yields).at(portions)
            shares.append((position, upto - before))
            before = upto
        return shares


class Needs:
    """A recipe without the lines left out, sorted by how its lines are judged."""

    def __init__(self, lines, yields, left_out=frozenset()):
        kept = [(position, line) for position, line in enumerate(lines) if position not in left_out]
        required = [(position, line) for position, line in kept if line.role == "required"]
        self.yields = yields
        self.needs = _merged([pair for pair in required if pair[1].known], yields)
        self.unknown = tuple(line for _, line in required if not line.known)
        extras = [(position, line) for position, line in kept if line.role != "required"]
        self.extras = tuple(_extra(*pair, yields) for pair in extras if pair[1].ingredient is not None)
        self.required_ids = _ids(required)
        self.extra_ids = _ids(extras)
        self.ids = self.required_ids | self.extra_ids
        self.shares_stock = len(self.ids) < len(self.required_ids) + len(self.extras)
        self.unread = any(line.ingredient is None for _, line in kept)
        self._sort()

    def _sort(self):
        """Most needs are one division; those that aren't are kept apart as `odd`."""
        self.plain, self.rough, self.whole, self.odd = [], [], [], []
        for need in self.needs:
            asked = need.asked
            if not (asked.fixed or asked.whole):
                (self.rough if need.rough else self.plain).append((need.ingredient, asked.linear))
            elif not (asked.fixed or asked.linear or need.rough):
                self.whole.append((need.ingredient, asked.whole))
            else:
                self.odd.append(need)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A dish's recipe as plain data; make it once and judge it often."""

    dish_id: int
    yield_portions: int
    published: bool
    archived: bool
    lines: tuple
    needs: Needs = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "needs", self.without())

    def without(self, left_out=frozenset()):
        return Needs(self.lines, max(1, self.yield_portions), left_out)


def _merged(required, yields):
    lines = {}
    for position, line in required:
        lines.setdefault(line.ingredient, []).append((position, line))
    return tuple(Need.of(ingredient, together, yields) for ingredient, together in lines.items())


def _extra(position, line, yields):
    counted = line.known and line.role == "optional"
    return position, line, Amount.of([line], yields) if counted else None


def _ids(pairs):
    return frozenset(line.ingredient for _, line in pairs if line.ingredient is not None)
