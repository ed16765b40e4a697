"""What the cook types into the sheet of a dish that is ready."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import Field

from familychef.core.forms import Blank, Form, Line, RowId

Portions = Annotated[int | None, Field(ge=0, le=99), Blank]
Amount = Annotated[Line, Field(max_length=40)]


class OutcomeForm(Form):
    """`version`: of the dish as it was seen; `used`: of each `lot`; `other`: one more lot, and how much of it."""

    many: ClassVar[frozenset] = frozenset({"lot", "used"})

    version: Annotated[int, Field(ge=0, lt=2**31)]
    lot: list[RowId] = []
    used: list[Amount] = []
    other: Annotated[RowId | None, Blank] = None
    other_used: Amount = ""
    kept: Portions = None
    until: Annotated[dt.date | None, Blank] = None
    wasted: Portions = None
    reason: Annotated[Line, Field(max_length=200)] = ""


class TimeForm(Form):
    minutes: Annotated[int, Field(ge=1, le=2880)]
