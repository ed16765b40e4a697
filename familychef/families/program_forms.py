"""What a person says of a program they give a token."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from familychef.core.access import SCOPES
from familychef.core.forms import Form

from .forms import Name

LIVES = ("30", "365", "")


class ProgramForm(Form):
    """`scope`: what it may do; `life`: for how many days, or until it is ended."""

    many: ClassVar[frozenset] = frozenset({"scope"})

    name: Name
    scope: Annotated[list[Literal[SCOPES]], Field(min_length=1)]
    life: Literal[LIVES] = "365"
