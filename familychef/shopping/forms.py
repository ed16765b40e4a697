"""What people type and tap around a shopping list."""

from itertools import zip_longest
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from familychef.core.forms import Blank, Form, Line, RowId, Text, wrong
from familychef.core.i18n import _
from familychef.core.incoming import LARGEST_ID

from .reading import LONGEST, pieces

MOST = 60
LATEST = 10**13


def _short(text):
    found = pieces(text)
    if not found:
        wrong(_("Please type what to buy."))
    elif len(found) > MOST:
        wrong(_("Please add at most %(count)s things at once.", count=MOST))
    elif any(len(piece) > LONGEST for piece in found):
        wrong(_("Please use at most %(max_length)s characters.", max_length=LONGEST))
    return text


def _known(text):
    id, _dot, was = text.partition(".")
    if not (id.isdecimal() and len(id) <= 10 and 0 < int(id) <= LARGEST_ID and was in ("0", "1")):
        wrong(_("This can't be used."))
    return int(id), was == "1"


Key = Annotated[str, Field(pattern=r"^[0-9a-zA-Z-]{8,40}$")]
Amount = Annotated[Line, Field(max_length=40)]
Price = Annotated[Line, Field(max_length=20)]
Millis = Annotated[int, Field(ge=0, le=LATEST)]
Version = Annotated[int, Field(ge=0, lt=2**31)]
Name = Annotated[Line, Field(min_length=1, max_length=40)]


class WishForm(Form):
    text: Annotated[Text, Field(max_length=4000), AfterValidator(_short)]
    list: Annotated[RowId | None, Blank] = None
    key: Key


class TickForm(Form):
    """One tap: `at` and, when it is said, `sent` are milliseconds by the phone's clock; `seen`: amount_mark."""

    entry: RowId
    done: bool
    at: Millis
    sent: Millis = 0
    seen: Annotated[Line, Field(max_length=80)] | None = None
    key: Key


class TicksForm(Form):
    """The whole list without script: `shown` is each line with how it stood, `12.0`; `ticked` those with a tick now."""

    many: ClassVar[frozenset] = frozenset({"shown", "ticked"})

    shown: list[Annotated[Line, AfterValidator(_known)]] = []
    ticked: list[RowId] = []

    def changes(self):
        """{line id: its tick now} of those that were changed on this page."""
        return {id: id in self.ticked for id, was in self.shown if (id in self.ticked) != was}


class LineForm(Form):
    amount: Amount = ""
    price: Price = ""
    list: Annotated[RowId | None, Blank] = None
    version: Version


class ListForm(Form):
    name: Name
    budget: Price = ""
    version: Version = 0


class AwayForm(Form):
    """The basket, a row for each line; an empty amount is not counted. `kind`: what becomes of a free line.

    `each`: how much is in one, where the list only says how many.
    """

    many: ClassVar[frozenset] = frozenset({"item", "amount", "each", "date", "place", "price", "kind"})

    item: list[RowId] = []
    amount: list[Amount] = []
    each: list[Amount] = []
    date: list[Annotated[Line, Field(max_length=20)]] = []
    place: list[Annotated[Line, Field(max_length=20)]] = []
    price: list[Price] = []
    kind: list[Annotated[Line, Field(max_length=20)]] = []
    key: Key

    def rows(self):
        """{line id: what stands in its fields}"""
        names = ("amount", "each", "date", "place", "price", "kind")
        columns = zip_longest(self.item, *(getattr(self, name)[: len(self.item)] for name in names), fillvalue="")
        return {id: dict(zip(names, typed, strict=True)) for id, *typed in columns}


class PortionsForm(Form):
    portions: Annotated[int, Field(ge=1, le=99)] = 1
    key: Key
