"""What the kitchen's forms may hold."""

import datetime as dt
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from familychef.core import clock, units
from familychef.core.errors import Refusal
from familychef.core.forms import Blank, Form, Line, RowId, Text
from familychef.core.i18n import _, language

from .states import FATES

Portions = Annotated[int, Field(ge=1, le=99)]
Key = Annotated[Line, Field(min_length=8, max_length=64)]
Note = Annotated[Text, Field(max_length=200)]
Person = Annotated[RowId | None, Blank]


class AddForm(Form):
    """A dish for the cart; without a name it is for oneself."""

    many: ClassVar[frozenset] = frozenset({"left_out"})

    dish: RowId
    portions: Portions = 1
    for_member: Person = None
    left_out: list[Annotated[Line, Field(max_length=80)]] = []
    note: Note = ""
    asked: bool = False
    key: Key | None = None


class CartItemForm(Form):
    """Zero portions take it out."""

    portions: Annotated[int | None, Field(ge=0, le=99)] = None
    note: Note | None = None
    asked: bool | None = None


class RemovalForm(Form):
    """How many of it go; all of them when nothing is said."""

    portions: Portions | None = None


class PlaceForm(Form):
    """The cart as it was seen (or whatever is in it), and when it is wanted; day and time count only for `time`.

    `saw`: the dishes of a cart that was filled without a network, and how many of each: `12x2 15x1`.
    """

    key: Key
    cart: Annotated[Line, Field(max_length=4000)] = ""
    saw: Annotated[Line, Field(max_length=4000, pattern=r"^(\d{1,18}x\d{1,4}( \d{1,18}x\d{1,4})*)?$")] = ""
    when: Literal["now", "time"] = "now"
    day: Line = ""
    time: Line = ""
    note: Annotated[Text, Field(max_length=300)] = ""
    ack_by: Person = None

    def wish(self, family, eater):
        """What place_order wants to know; `eater` finds a person by id. Raises Refusal for a time nobody can read."""
        return {
            "key": self.key,
            "cart": self.cart,
            "saw": self.dishes(),
            "wanted_for": self.wanted(family.timezone),
            "note": self.note,
            "ack_by": eater(self.ack_by) if self.ack_by else None,
        }

    def dishes(self):
        """{dish id: portions}, or None when nothing is said."""
        pairs = (pair.split("x") for pair in self.saw.split())
        return {int(dish): int(portions) for dish, portions in pairs} or None

    def wanted(self, timezone):
        """The instant it is wanted for, or None for now. Raises Refusal."""
        if self.when == "now":
            return None
        try:
            day, time = dt.date.fromisoformat(self.day), dt.time.fromisoformat(self.time)
            return clock.instant(day, time.replace(tzinfo=None), timezone)
        except (ValueError, OverflowError):
            raise Refusal(_("Please choose a day and a time."), field="time") from None


class RepeatForm(Form):
    key: Annotated[Line, Field(min_length=8, max_length=40)] | None = None


class PortionsForm(Form):
    portions: Portions


class AddedForm(PortionsForm):
    """`version`: of the order that was seen."""

    dish: RowId
    for_member: Person = None
    version: int | None = None


class OutForm(Form):
    """What the cook says of a dish; `portions`: how many are left; `seen`: what was said of it on that screen."""

    out: Literal["now", "today", "left", "back"]
    portions: Annotated[Annotated[int, Field(ge=0, le=99)] | None, Blank] = None
    seen: Annotated[Line | None, Field(max_length=10)] = None

    def say(self, dish, by):
        if self.out == "left" and self.portions is not None:
            dish.left(by, self.portions, self.seen)
        elif self.out != "left":
            {"now": dish.out, "today": dish.out_today, "back": dish.back}[self.out](by)
        else:
            raise Refusal(_("Please say how many."), field="portions")


class TapForm(Form):
    """`seen`: the items of the ticket that was tapped, each with how often it had been called back: `12.0 13.1`."""

    seen: Annotated[Line, Field(max_length=2000, pattern=r"^(\d{1,10}\.\d{1,6}( \d{1,10}\.\d{1,6})*)?$")] = ""

    def items(self):
        """{item id: recalls}, or None when the screen said nothing."""
        pairs = (pair.split(".") for pair in self.seen.split())
        return {int(id): int(recalls) for id, recalls in pairs} or None


class DeclineForm(Form):
    reason: Annotated[Line, Field(min_length=1, max_length=200)]


class CancelForm(Form):
    fate: Literal[FATES] = "unused"


class VoidForm(Form):
    fate: Literal[FATES]
    reason: Annotated[Line, Field(max_length=200)] = ""


class AcceptForm(Form):
    """`swap`: what is used instead of each `missing` food of an `item`, and how much of it, typed in its base unit."""

    many: ClassVar[frozenset] = frozenset({"item", "missing", "swap", "amount"})

    choice: Annotated[Literal["fewer", "anyway", "swap"] | None, Blank] = None
    item: list[int] = []
    missing: list[int] = []
    swap: list[Annotated[int | None, Blank]] = []
    amount: list[Annotated[Line, Field(max_length=20)]] = []

    def swaps(self):
        """{(item id, missing ingredient id): (other ingredient id, thousandths)} of the rows that were filled in."""
        rows = zip(self.item, self.missing, self.swap, self.amount, strict=False)
        return {(item, missing): (other, _thousandths(amount)) for item, missing, other, amount in rows if other}


def _thousandths(text):
    try:
        amount = units.parse_amount(text, language())
    except units.BadQuantity:
        amount = None
    return int((amount or Fraction(0)) * 1000)
