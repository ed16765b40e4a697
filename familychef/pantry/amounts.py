"""Amounts as people type and say them: "500 g", "1,5 l", "2 bunches" of this ingredient."""

from babel.numbers import get_decimal_symbol

from familychef.core.amounts import tidy, with_last_part
from familychef.core.errors import Refusal
from familychef.core.i18n import _, _l, language
from familychef.core.units import (
    BASES,
    UNITS,
    BadQuantity,
    find_unit,
    fold_word,
    format_quantity,
    leading_amount,
    to_base,
    unit_name,
)

LARGEST = {"mass": 10**9, "volume": 10**9, "count": 10**7}
MANY_PIECES = 100
EXAMPLES = {"mass": "500 g", "volume": "1 l", "count": "2"}
SENTENCES = {
    "unitless": _l("Please say the unit too. For %(name)s these work: %(units)s."),
    "unit": _l("That unit is not known for %(name)s. These work: %(units)s."),
    "negative": _l("Please type an amount above zero."),
    "zero": _l("Please type an amount above zero."),
    "absurd": _l("That is more than a family can have. Please look at the amount and its unit again."),
    "unread": _l("Please type an amount with its unit, for example %(example)s."),
}
COMMON = ("g", "kg", "ml", "l", "piece")


def said(quantity, ingredient):
    """`1.5 kg`, `2½ packs`: in the reader's language."""
    measures = [("pack", ingredient.pack)] if ingredient.pack and quantity >= ingredient.pack else []
    return format_quantity(quantity, ingredient.base, language=language(), measures=measures)


def plain(quantity, ingredient):
    """The amount in the base's own unit, as it may be typed into a form."""
    return format_quantity(quantity, ingredient.base, language=language())


def bare_number(quantity):
    """The amount in the base's own unit without saying it, for a keypad: `250`, `1.5`."""
    whole, part = divmod(quantity, 1000)
    point = get_decimal_symbol(language())
    return f"{whole}{point}{part:03}".rstrip("0") if part else str(whole)


def own_unit(ingredient):
    """The unit of a bare number."""
    return unit_name(BASES[ingredient.base], 2, language())


def read_amount(text, ingredient, zero=False, field="quantity", bare=False):
    """Thousandths of the base unit. Raises Refusal with a sentence that says what would be understood.

    bare: a number without a unit is one of the base's own.
    """
    try:
        return _read(tidy(text), ingredient, zero, bare)
    except BadQuantity as bad:
        raise Refusal(_sentence(bad.key, ingredient), field=field) from None


def units_of(ingredient):
    """The units an amount of this ingredient may be typed in, its base's own first."""
    measures = ingredient.measure_table()
    usable = [unit for unit in COMMON if _converted(1, unit, ingredient, measures).quantity is not None]
    usable.sort(key=lambda unit: UNITS[unit].dimension != ingredient.base)
    return list(dict.fromkeys([*usable, *measures]))


def unit_names(ingredient):
    """The units that work for it, in words."""
    return ", ".join(unit_name(unit, 2, language()) for unit in units_of(ingredient))


def _read(text, ingredient, zero, bare):
    if text.startswith("-"):
        raise BadQuantity("negative")
    amount, rest = with_last_part(*leading_amount(text[:80], language()), language())
    if amount is None:
        raise BadQuantity("unread")
    measures = ingredient.measure_table()
    unit = _unit(rest.strip(" ."), measures) or _unsaid(amount, ingredient, bare)
    found = _converted(amount, unit, ingredient, measures, zero).quantity
    if found is None:
        raise BadQuantity("unit")
    if found > LARGEST[ingredient.base]:
        raise BadQuantity("absurd")
    if not found and not zero:
        raise BadQuantity("zero")
    return found


def _unsaid(amount, ingredient, bare):
    """What a bare number means: pieces, of what comes in pieces; 500 of them would be grams."""
    if bare:
        return BASES[ingredient.base]
    if ingredient.base == "count" or (ingredient.piece_weight and amount < MANY_PIECES):
        return "piece"
    raise BadQuantity("unitless")


def _unit(word, measures):
    if not word:
        return None
    own = next((unit for unit in measures if fold_word(unit) == fold_word(word)), None)
    unit = own or find_unit(word, language())
    if not unit:
        raise BadQuantity("unit")
    return unit


def _converted(amount, unit, ingredient, measures, zero=False):
    return to_base(
        amount, unit, base=ingredient.base, measures=measures, density=ingredient.density,
        piece_weight=ingredient.piece_weight, zero=zero,
    )


def _sentence(key, ingredient):
    about = {"name": ingredient.name, "units": unit_names(ingredient), "example": EXAMPLES[ingredient.base]}
    return _(SENTENCES[key].text, **about)
