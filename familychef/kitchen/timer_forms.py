"""What the forms of the kitchen's timers may hold."""

from typing import Annotated

from pydantic import Field, model_validator

from familychef.core.forms import Blank, Form, Line, RowId, wrong
from familychef.core.i18n import _

from .forms import Key
from .timers import LONGEST

Minutes = Annotated[float, Field(gt=0, le=LONGEST // 60, allow_inf_nan=False)]
Seconds = Annotated[int, Field(ge=1, le=LONGEST)]


class TimerForm(Form):
    """Minutes, or the seconds of a recipe's step; `item` and `step` say which dish it belongs to."""

    name: Annotated[Line, Field(max_length=80)] = ""
    minutes: Annotated[Minutes | None, Blank] = None
    seconds: Annotated[Seconds | None, Blank] = None
    item: Annotated[RowId | None, Blank] = None
    step: Annotated[int, Field(ge=0, le=999)] = 0
    key: Key

    @classmethod
    def read(cls, data):
        """Without any time, the sentence stands beside the minutes."""
        reading = super().read(data)
        return reading.fail("minutes", reading.errors.pop("form")) if "form" in reading.errors else reading

    @model_validator(mode="after")
    def settle(self):
        self.seconds = self.seconds or (max(1, round(self.minutes * 60)) if self.minutes else None)
        if not self.seconds:
            wrong(_("Please say how long."))
        return self


class ExtensionForm(Form):
    minutes: Annotated[int, Field(ge=1, le=60)]
    version: Annotated[int, Field(ge=1, le=2**31 - 1)]
