"""What availability answers for one dish, as structured data that a page puts into words."""

from typing import NamedTuple

READY, READY_SWAP, CHECK, SHORT, OFF, NOT_FOR_YOU, OUT = STATES = (
    "ready", "ready_swap", "check", "short", "off", "not_for_you", "out",
)
NOTHING = frozenset()


class Missing(NamedTuple):
    """amount: thousandths that lack, or None where nothing is measured."""

    ingredient: int
    name: str
    amount: int | None


class Unsure(NamedTuple):
    """A line that says too little to be counted: "1 bunch" of something, or words nobody understood."""

    ingredient: int | None
    text: str


class Swapped(NamedTuple):
    """`by` may have to take the place of `ingredient`."""

    ingredient: int
    name: str
    by: int
    by_name: str


class Named(NamedTuple):
    ingredient: int
    name: str


class Take(NamedTuple):
    """What to hold for one line of the recipe, in thousandths of that ingredient's base unit."""

    position: int
    ingredient: int
    quantity: int


class Verdict(NamedTuple):
    """portions: how many are surely possible (at most 99); the rest is about the number of portions asked for.

    past_date, estimated: why a dish wants a look before it is promised; contains, optional_contains: the eater's
    allergens in required and in other lines; unchecked: somebody has yet to check an ingredient for allergens;
    takes: what to hold, as far as it is there; out, left: see Recipe.
    """

    state: str
    portions: int = 0
    swaps_used: tuple = ()
    missing: tuple = ()
    unsure: tuple = ()
    without: tuple = ()
    past_date: tuple = ()
    estimated: tuple = ()
    contains: frozenset = NOTHING
    optional_contains: frozenset = NOTHING
    unchecked: bool = False
    takes: tuple = ()
    out: str = ""
    left: int | None = None

    @property
    def orderable(self):
        """Can be held at once; anything else can only be asked for."""
        return self.state in (READY, READY_SWAP)

    @property
    def closed(self):
        """Can't even be asked for: off the menu, out, or more than the cook will make."""
        return self.state in (OFF, OUT)
