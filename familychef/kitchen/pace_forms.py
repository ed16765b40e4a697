"""What the buttons that pace an order may say."""

from typing import Annotated

from pydantic import Field

from familychef.core.forms import Form

from .forms import TapForm
from .pace import LATEST


class RushForm(Form):
    rush: bool


class DelayForm(Form):
    """`minutes`: how much later than first promised, in all."""

    minutes: Annotated[int, Field(ge=0, le=LATEST)]


class WaitForm(TapForm):
    waits: bool


class NextForm(Form):
    """`left`: how many the screen said are still to be cooked, so that what is sent twice is done once."""

    portions: Annotated[int, Field(ge=1, le=9999)]
    left: Annotated[int, Field(ge=1, le=9999)]


class CountForm(TapForm):
    portions: Annotated[int, Field(ge=0, le=99)]
