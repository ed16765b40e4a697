"""What people and scanners type about a pack."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from familychef.core.errors import Refusal
from familychef.core.forms import Blank, Form, Line, RowId, wrong
from familychef.core.i18n import _
from familychef.pantry import actions as pantry

from .forms import Amount, Key

NUMBER = re.compile(r"\d{8}")


def _code(text):
    try:
        return pantry.read_code(text)
    except Refusal as refusal:
        wrong(refusal.text)


def _no_code(text):
    """A scanner types into whatever field is in front of it."""
    if NUMBER.search(text):
        wrong(_("This is the number of a barcode. Please say which food it is."))
    return text


Code = Annotated[Line, Field(max_length=40), AfterValidator(_code)]
To = Literal["pantry", "shopping"]


class PhotoForm(Form):
    """What comes with a photo; the number is on it."""

    to: To
    key: Key


class ScanForm(PhotoForm):
    code: Code


class PackForm(Form):
    """How much is in a pack; `move`: one that was counted before anybody had said it."""

    quantity: Annotated[Line, Field(min_length=1, max_length=40)]
    move: Annotated[RowId | None, Blank] = None


class BarcodeForm(ScanForm):
    """What the digits are; `base` may stay open for what is known, `printed`: what the pack calls it.

    `source`: who was asked outside, if anybody, and whether they knew.
    """

    name: Annotated[Line, Field(min_length=1, max_length=80), AfterValidator(_no_code)]
    base: Literal["", *pantry.BASES] = ""
    quantity: Amount = ""
    printed: Annotated[Line, Field(max_length=100)] = ""
    source: Literal["", "openfoodfacts", "nothing", "unreached"] = ""
