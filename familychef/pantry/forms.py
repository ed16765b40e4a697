"""What people type about their stock; amounts are read with the ingredient they are of."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from familychef.core.forms import Blank, Dated, Form, Line, wrong
from familychef.core.i18n import _

from .words import DATE_KINDS, PLACES

YEARS_AHEAD = 30


def _sensible(day):
    if abs(day.year - dt.date.today().year) > YEARS_AHEAD:
        wrong(_("Please look at the year again."))
    return day


Key = Annotated[str, Field(pattern=r"^[0-9a-zA-Z-]{8,40}$")]
Amount = Annotated[Line, Field(min_length=1, max_length=40)]
MaybeAmount = Annotated[Line, Field(max_length=40)]
Day = Annotated[Annotated[dt.date, Dated, AfterValidator(_sensible)] | None, Blank]
Version = Annotated[int, Field(ge=0, lt=2**31)]
Place = Literal[tuple(PLACES)]
DateKind = Literal[tuple(DATE_KINDS)]


class StepForm(Form):
    """One tap on − or +."""

    delta: Literal["-1", "1"]
    key: Key


class LevelForm(Form):
    level: Literal["plenty", "low", "out", "exact"]


class LotForm(Form):
    """What came into the house; `past`: yes, the date is past."""

    quantity: Amount
    date: Day = None
    date_kind: DateKind
    place: Place
    cost: Annotated[Line, Field(max_length=20)] = ""
    past: Literal["", "1"] = ""
    key: Key


class UseForm(Form):
    quantity: Amount
    key: Key


class WasteForm(Form):
    quantity: Amount
    reason: Annotated[Line, Field(max_length=200)] = ""
    key: Key


class CountForm(Form):
    quantity: Amount
    version: Version


class PartForm(Form):
    """All of a batch, or so much of it."""

    quantity: MaybeAmount = ""
    key: Key | None = None


class PlaceForm(PartForm):
    place: Place


class DateForm(Form):
    date: Day = None
    date_kind: DateKind
    version: Version


class DeferralForm(Form):
    """An alert again after so many days."""

    days: Annotated[int, Field(ge=1, le=30)]


class DismissalForm(Form):
    """What became of what an alert is about; `reason`: why it was thrown away, the usual one when nothing is said."""

    how: Literal["used", "wasted", "fine"]
    reason: Annotated[Line, Field(max_length=200)] | None = None
