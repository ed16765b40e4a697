"""What people type about an ingredient: its names, how it is counted and kept, what it may be swapped for."""

from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from familychef.core.allergens import ALLERGENS
from familychef.core.errors import Refusal
from familychef.core.forms import Blank, Form, Line, listed, wrong
from familychef.core.i18n import _, language
from familychef.core.units import BadQuantity, parse_amount

from .amounts import LARGEST, plain, read_amount
from .forms import DateKind, MaybeAmount, Place, Version
from .models import Ingredient
from .words import AISLES, BASES, TRACKS

DENSITIES = (Fraction(1, 20), 25)
SMALLEST_PART = 1000


def _named(value):
    return value if any(c.isalpha() for c in value) else wrong(_("Please type a name."))


Name = Annotated[Line, Field(min_length=1, max_length=80), AfterValidator(_named)]
Days = Annotated[Annotated[int, Field(ge=0, le=3650)] | None, Blank]
Week = Annotated[Annotated[int, Field(ge=1, le=max(LARGEST.values()))] | None, Blank]
Number = Annotated[Line, Field(max_length=20)]


class NewIngredientForm(Form):
    """`base` may stay open for what the starter catalogue knows."""

    name: Name
    base: Literal["", *BASES] = ""


class IngredientForm(Form):
    """`week`: the week's worth that was offered as the threshold, when its button saves the form."""

    many: ClassVar[frozenset] = frozenset({"allergens"})

    name: Name
    aliases: Annotated[Line, Field(max_length=400)] = ""
    base: Literal[tuple(BASES)]
    track: Literal[tuple(TRACKS)]
    threshold: MaybeAmount = ""
    week: Week = None
    pack: MaybeAmount = ""
    usual: MaybeAmount = ""
    piece_weight: MaybeAmount = ""
    density: Number = ""
    date_kind: DateKind
    shelf_days: Days = None
    grace_days: Days = None
    opened_days: Days = None
    frozen_days: Days = None
    aisle: Literal[tuple(AISLES)]
    place: Place
    checked: Literal["", "1"] = ""
    allergens: list[Literal[tuple(ALLERGENS)]] = []
    version: Version


class MeasureForm(Form):
    unit: Annotated[Line, Field(min_length=1, max_length=40), AfterValidator(_named)]
    quantity: Annotated[Line, Field(min_length=1, max_length=40)]


class SwapForm(Form):
    other: Name
    ratio: Annotated[Line, Field(min_length=1, max_length=20)] = "1"
    rank: Annotated[int, Field(ge=1, le=20)] = 1


def filled(ingredient):
    """The form as it shows what is known now."""
    names = ("name", "base", "track", "date_kind", "shelf_days", "grace_days", "opened_days", "frozen_days", "aisle",
             "place", "version")
    amounts = {name: getattr(ingredient, name) for name in ("threshold", "pack", "usual")}
    return IngredientForm.blank(
        **{name: getattr(ingredient, name) for name in names},
        **{name: plain(value, ingredient) if value else "" for name, value in amounts.items()},
        aliases=", ".join(ingredient.aliases),
        piece_weight=ingredient.piece_weight and plain(ingredient.piece_weight, Ingredient(base="mass")),
        density=ingredient.density and f"{float(ingredient.density):g}",
        checked="" if ingredient.allergens is None else "1",
        allergens=ingredient.allergens or [],
    )


def traits(ingredient, fields):
    """The columns as typed. Raises Refusal beside the field that can't be understood."""
    draft = Ingredient(id=ingredient.id, name=fields.name, base=fields.base)
    density = ratio(fields.density, "density", *DENSITIES) if fields.density else None
    same = ("name", "base", "track", "date_kind", "shelf_days", "opened_days", "frozen_days", "aisle", "place")
    return {name: getattr(fields, name) for name in same} | {
        "aliases": [alias[:80].strip() for alias in listed(fields.aliases)],
        "threshold": _threshold(ingredient, fields, draft),
        "pack": _amount(fields, "pack", draft),
        "usual": _amount(fields, "usual", draft),
        "piece_weight": _amount(fields, "piece_weight", Ingredient(name=fields.name, base="mass")),
        "density_num": density and density.numerator,
        "density_den": density and density.denominator,
        "grace_days": fields.grace_days or 0,
        "allergens": list(fields.allergens) if fields.checked or fields.allergens else None,
    }


def ratio(text, field, least, most):
    """A number as typed, `3/4` or `1,5`. Raises Refusal beside the field."""
    try:
        found = parse_amount(text, language())
    except BadQuantity:
        found = None
    if found is None or not least <= found <= most:
        raise Refusal(_("Please type a number like 1.5 or 3/4."), field=field)
    return found.limit_denominator(SMALLEST_PART)


def _threshold(ingredient, fields, draft):
    """What was typed; the week's worth only where nothing was, or where what there was still stands."""
    before = plain(ingredient.threshold, ingredient) if ingredient.threshold else ""
    untouched = fields.threshold in ("", before)
    return fields.week if fields.week and untouched else _amount(fields, "threshold", draft) or 0


def _amount(fields, name, ingredient):
    text = getattr(fields, name)
    return read_amount(text, ingredient, zero=True, field=name) or None if text else None
