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
        """The sum of (position, Line) pairs."""
        linear = fixed = whole = 0
        for _, line in lines:
            if line.scale == "linear":
                linear += line.base_qty
            elif line.scale == "fixed":
                fixed += line.base_qty
            else:
                whole += line.base_qty
        return cls(linear, fixed, whole, yields)

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
        rough = any([line.base_state == "estimated" for _, line in lines])
        return cls(ingredient, Amount.of(lines, yields), rough, tuple(lines))

    def goal(self, asked):
        """From this much on there is surely enough: 1 % may lack, but an estimate wants a tenth more than it says."""
        return asked + asked // 10 + 1 if self.rough else asked - asked // 100

    def shares(self, portions):
        """[(position, quantity)] of the lines, which together are the whole need."""
        need, before, shares = self.asked.at(portions), 0, []
        for count, (position, _) in enumerate(self.lines, 1):
            last = count == len(self.lines)
            upto = need if last else Amount.of(self.lines[:count], self.asked.yields).at(portions)
            shares.append((position, upto - before))
            before = upto
        return shares


class Needs:
    """A recipe without the lines left out, sorted by how its lines are judged.

    Most needs are one division: of what is exact (plain), estimated (rough) or in whole pieces; the others are odd.
    """

    __slots__ = (
        "extra_ids", "extras", "ids", "needs", "odd", "plain", "required_ids", "rough", "shares_stock", "unknown",
        "unread", "whole", "yields",
    )

    def __init__(self, lines, yields, left_out=frozenset()):
        merged, unknown, extras = _sorted_out(lines, left_out)
        self.yields = yields
        self.unknown = tuple(unknown)
        self.needs = tuple(Need.of(ingredient, pairs, yields) for ingredient, pairs in merged.items())
        self.extras = tuple(_extra(*pair, yields) for pair in extras if pair[1].ingredient is not None)
        self.required_ids = (*merged, *(line.ingredient for line in unknown if line.ingredient is not None))
        self.extra_ids = tuple(line.ingredient for _, line, _ in self.extras)
        self.ids = self.required_ids + self.extra_ids
        self.unread = any(line.ingredient is None for line in (*unknown, *(line for _, line in extras)))
        self.shares_stock = bool(extras) and len(set(self.ids)) < len(self.ids)
        self._divide()

    def _divide(self):
        plain, rough, whole, odd = [], [], [], []
        for need in self.needs:
            asked = need.asked
            if not (asked.fixed or asked.whole):
                (rough if need.rough else plain).append((need.ingredient, asked.linear))
            elif asked.fixed or asked.linear or need.rough:
                odd.append(need)
            else:
                whole.append((need.ingredient, asked.whole))
        self.plain, self.rough, self.whole, self.odd = tuple(plain), tuple(rough), tuple(whole), tuple(odd)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A dish's recipe as plain data; make it once and judge it often.

    out: "", today or now, when the cook says that it is out; left: how many more the cook will make, or None.
    """

    dish_id: int
    yield_portions: int
    published: bool
    archived: bool
    lines: tuple
    out: str = ""
    left: int | None = None
    needs: Needs = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "needs", self.without())

    @property
    def said(self):
        """The cook has said something that counts more than what there is."""
        return bool(self.out) or self.left is not None

    def without(self, left_out=frozenset()):
        return Needs(self.lines, max(1, self.yield_portions), left_out)


def _sorted_out(lines, left_out):
    """({ingredient: its required lines}, required lines of unknown quantity, the other lines)."""
    merged, unknown, extras = {}, [], []
    for position, line in enumerate(lines):
        if position in left_out:
            continue
        if line.role != "required":
            extras.append((position, line))
        elif line.known:
            merged.setdefault(line.ingredient, []).append((position, line))
        else:
            unknown.append(line)
    return merged, unknown, extras


def _extra(position, line, yields):
    counted = line.known and line.role == "optional"
    return position, line, Amount.of([(position, line)], yields) if counted else None
