"""What people type about a child's profile, and their PINs."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from familychef.core.allergens import ALLERGENS
from familychef.core.figures import plain_figures
from familychef.core.forms import Form, Line, RowId, wrong
from familychef.core.i18n import _

from . import pins
from .forms import Colour, Face, LanguageForm, Name
from .words import DIETS

Pin = Annotated[Line, AfterValidator(plain_figures)]


def _new_pin(value):
    if not pins.PIN.fullmatch(value):
        wrong(_("A PIN has four to six figures."))
    elif pins.is_trivial(value):
        wrong(_("Many people use this PIN, so it is tried first. Please take another."))
    return value


NewPin = Annotated[Pin, AfterValidator(_new_pin)]


class PinForm(Form):
    pin: NewPin


class EntryForm(Form):
    """Who stands before the shared tablet."""

    member: RowId
    pin: Annotated[Pin, Field(min_length=1, max_length=20)]


class ChildForm(LanguageForm):
    many: ClassVar[frozenset] = frozenset({"allergens"})

    name: Name
    face: Face = ""
    colour: Colour
    allergens: list[Literal[tuple(ALLERGENS)]] = []
    diet: Literal[tuple(DIETS)] = ""
    pin: NewPin
