"""What a person says of a calendar that is to show their orders."""

from typing import Annotated

from pydantic import Field

from familychef.core.forms import Form, Line

from .forms import Name


class CalendarForm(Form):
    """`name`: where it is going to be read; `key`: the same form sent twice gives one address."""

    name: Name
    key: Annotated[Line, Field(min_length=8, max_length=64)]
