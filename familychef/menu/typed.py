"""One line of the recipe editor: what was typed, what was understood of it, and what is to be kept."""

from functools import cached_property

from familychef.core.amounts import BadQuantity
from familychef.core.forms import UNSAFE
from familychef.core.i18n import _, language
from familychef.core.units import BASES, UNITS, format_quantity, unit_name
from familychef.pantry.models import name_key

from .lines import parse_line
from .resolve import base_of
from .sections import ROLES, SCALES
from .words import Status

LONGEST = 200
MOST_LINES = 100


class TypedLine:
    """`role` is "" where the words themselves say it; `at` its place in the form, from 1."""

    def __init__(self, foods, typed, role="", scale="linear", pick="", at=1):
        self.foods, self.at, self.pick = foods, at, pick
        self.typed = " ".join(typed.split())
        self.role = role if role in ROLES else ""
        self.scale = scale if scale in SCALES else "linear"

    @classmethod
    def of_row(cls, foods, row, at):
        """The line as it was saved."""
        line = cls(foods, row.typed, scale=row.scale, at=at)
        line.role = "" if row.role == line.own_role else row.role
        line.pick = f"{row.ingredient_id}|{name_key(line.parsed.name)}" if row.ingredient_id else ""
        return line

    @cached_property
    def parsed(self):
        return parse_line(self.typed, self.foods.language)

    @cached_property
    def food(self):
        return None if self._beyond else self.foods.find(self.parsed.name, self.pick)

    @property
    def own_role(self):
        """What the words say: an ingredient without any amount is to taste."""
        unmeasured = self.parsed.quantity is None and self.parsed.role == "required"
        return "to_taste" if unmeasured else self.parsed.role

    @cached_property
    def error(self):
        if self._beyond:
            return _("Please use at most %(count)s lines.", count=MOST_LINES)
        elif len(self.typed) > LONGEST:
            return _("Please use at most %(max_length)s characters.", max_length=LONGEST)
        elif UNSAFE.search(self.typed):
            return _("This has characters that can't be kept. Please type it again.")
        else:
            return self._bad_amount()

    @property
    def choices(self):
        """[(pick, words)] where a name means nothing yet."""
        unknown = not self._beyond and self.parsed.name and not self.food
        return self.foods.choices(self.parsed.name) if unknown else []

    @property
    def status(self):
        """How it was understood: a Status, or None for an empty line."""
        if not self.typed:
            return None
        elif self.error:
            return Status("danger", self.error)
        elif self.parsed.leftover or not self.parsed.name:
            return Status("unknown", _("Kept as written: %(words)s", words=self.parsed.leftover or self.typed))
        elif not self.food:
            return Status("unknown", _("New here: %(name)s", name=self.parsed.name))
        else:
            return self._measured()

    @property
    def question(self):
        """The address that answers how much a unit is, or None."""
        if self.food and self.parsed.quantity is not None and not self.error and self._base()[1] == "unknown":
            return f"/ingredients/{self.food.id}/measures?unit={self.parsed.unit or 'piece'}"
        return None

    @property
    def swaps(self):
        return self.foods.swaps(self.food) if self.food else []

    def row(self, food, measures):
        """{column of RecipeIngredient: value}"""
        parsed, quantity = self.parsed, self._quantity
        base_qty, base_state = base_of(quantity, parsed.unit, food, measures)
        return {
            "ingredient": food and food.id, "typed": self.typed, "num": quantity and quantity.numerator,
            "den": quantity and quantity.denominator, "unit": (parsed.unit or "")[:40],
            "role": self.role or self.own_role, "scale": self.scale, "note": parsed.note[:200], "base_qty": base_qty,
            "base_state": base_state,
        }

    @property
    def _beyond(self):
        """Nobody works out what stands where no recipe reaches."""
        return self.at > MOST_LINES

    @property
    def _quantity(self):
        return self.parsed.quantity and self.parsed.quantity.limit_denominator(10**6)

    def _base(self):
        measures = self.food.measure_table() if self.food else {}
        return base_of(self._quantity, self.parsed.unit, self.food, measures)

    def _bad_amount(self):
        try:
            self._base()
        except BadQuantity as bad:
            if bad.key == "absurd":
                return _("That is more than a kitchen can hold. Please look at the amount again.")
            return _("Please type an amount above zero.")
        return None

    def _measured(self):
        quantity, state = self._base()
        if self.parsed.quantity is None:
            return Status("ok", self.food.name)
        elif state == "unknown":
            return self._asked()
        amount = format_quantity(quantity, self.food.base, language=language())
        words = _("about %(amount)s", amount=amount) if state == "estimated" else amount
        return Status("ok", f"{words} · {self.food.name}")

    def _asked(self):
        unit, base = self.parsed.unit or "piece", BASES[self.food.base]
        unit = unit_name(unit, 1, language()) if unit in UNITS else unit
        question = _("%(food)s: 1 %(unit)s = ? %(base)s", food=self.food.name, unit=unit,
                     base=unit_name(base, 1, language()))
        return Status("unknown", question)
