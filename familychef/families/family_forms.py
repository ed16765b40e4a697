"""What people type when they begin a family, look at its history, take a copy of it, or end it."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from familychef.core.forms import Blank, Form, Line, RowId
from familychef.core.incoming import LARGEST_ID

from .audit import GROUPS, Filter
from .forms import Currency, Language, Name, Timezone

Day = Annotated[Annotated[date, Field(ge=date(1900, 1, 1), le=date(2999, 12, 31))] | None, Blank]


class NewFamilyForm(Form):
    family: Name
    language: Language
    timezone: Timezone
    currency: Currency
    name: Name


class EndingForm(Form):
    """The family's name once more, so that nobody deletes it by a slip of the hand."""

    name: Annotated[Line, Field(min_length=1, max_length=80)]


class CopyForm(Form):
    """`key`: the same form sent twice asks for one copy."""

    key: Annotated[Line, Field(min_length=8, max_length=40)]


class RunForm(Form):
    """`after`: the number of the latest run on the page, 0 where there was none; pressed twice it is one new run."""

    after: Annotated[int, Field(ge=0, le=LARGEST_ID)]


class AuditForm(Form):
    """Which part of the history is looked at; `before`: the number of the event where the page above ended."""

    person: Annotated[RowId | None, Blank] = None
    group: Literal[tuple(GROUPS)] = ""
    since: Day = None
    until: Day = None
    before: Annotated[RowId | None, Blank] = None

    def chosen(self):
        return Filter(self.person, self.group, self.since, self.until)


class KeepingForm(Form):
    """For how many months the history is kept; 0 is for good."""

    MONTHS: ClassVar[tuple] = (0, 6, 12, 24, 60)

    months: Annotated[int, Field(ge=0, le=60)]
