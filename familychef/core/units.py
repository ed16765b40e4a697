"""Kitchen units, and how an amount in one becomes whole thousandths of an ingredient's base unit."""
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from babel.numbers import format_decimal

from familychef.core.amounts import LIMIT, VULGAR, BadQuantity, base_language, leading_amount, parse_amount
from familychef.core.folding import fold_word
from familychef.core.unit_names import NAMES

__all__ = ["BASES", "LIMIT", "UNITS", "BadQuantity", "Base", "Unit", "find_unit", "fold_word", "format_quantity",
           "leading_amount", "parse_amount", "to_base", "unit_aliases", "unit_name"]

BASES = {"mass": "g", "volume": "ml", "count": "piece"}


@dataclass(frozen=True)
class Unit:
    """A kitchen unit; `factor` is the thousandths of g, ml or piece in one, None for a loose unit."""

    code: str
    dimension: str | None
    factor: Fraction | None


@dataclass(frozen=True)
class Base:
    """An amount in thousandths of the base unit, and how far it can be trusted: exact, estimated or unknown."""

    quantity: int | None
    state: str


# Spoons and cup are household measures as food labels use them (5, 15, 240 ml); pint and fluid ounce are US customary.
_FACTORS = {
    "mass": {"mg": 1, "g": 1000, "kg": 10**6, "oz": "28349.523125", "lb": "453592.37"},
    "volume": {"ml": 1000, "cl": 10**4, "dl": 10**5, "l": 10**6, "tsp": 5000, "tbsp": 15000, "cup": 240000,
               "floz": "29573.5295625", "pint": "473176.473"},
    "count": {"piece": 1000, "dozen": 12000},
}
_FORWARD = "\N{LEFT-TO-RIGHT MARK}"
_LOOSE = ("pinch", "bunch", "can", "slice", "pack", "clove")
UNITS = {code: Unit(code, dimension, Fraction(factor))
         for dimension, factors in _FACTORS.items() for code, factor in factors.items()}
UNITS |= {code: Unit(code, None, None) for code in _LOOSE}


def find_unit(text, language="en"):
    """The code of the unit written as `text`: in this language, else in English, else in any other; or None."""
    word, language = fold_word(text), base_language(language)
    for known in dict.fromkeys((language, "en", *NAMES)):
        if code := unit_aliases(known).get(word):
            return code
    return None


@cache
def unit_aliases(language):
    """Every folded way to write a unit in one language, with its code."""
    ways = {}
    for code, names in NAMES[language].items():
        one, many, others = names.split("|")
        for way in (code, one, many, *others.split(",")):
            ways.setdefault(fold_word(way), code)
            if language == "ar":
                ways.setdefault(fold_word("".join(f"ال{word}" for word in way.split())), code)
    ways.pop("", None)
    return ways


def unit_name(code, amount, language="en"):
    """The short form shown after an amount: `cup`, `cups`, `EL`; an unknown code is a family's own word, kept."""
    language = base_language(language)
    if code not in UNITS:
        return code
    one, many, _ = NAMES[language][code].split("|")
    return one if _single(amount, language) else many


def to_base(quantity, unit, *, base, measures=None, density=None, piece_weight=None, zero=False):
    """Base of `quantity` × `unit`, by the first rule that applies: unit factor, measure, density, piece weight.

    measures: {unit code or name: (thousandths of base, confirmed)}; density: g per ml; piece_weight: thousandths
    of g. Raises BadQuantity for a negative or absurd amount, and for zero unless `zero` allows it.
    """
    _check(quantity, zero)
    known = UNITS.get(unit)
    measure = _measure(unit, measures or {})
    if known and known.dimension == base:
        return _rounded(quantity * known.factor, "exact")
    if measure:
        return _rounded(quantity * measure[0], "exact" if measure[1] else "estimated")
    if known and known.dimension:
        crossed = _cross(quantity * known.factor, known.dimension, base, density, piece_weight)
        return Base(None, "unknown") if crossed is None else _rounded(crossed, "estimated")
    return Base(None, "unknown")


def format_quantity(quantity, base, *, language="en", measures=()):
    """The quantity as a person says it: `1.5 kg`, `250 ml`, `2½`, or `2½ packs` when a measure fits evenly.

    measures: (unit code or name, thousandths of base) pairs, the preferred one first.
    """
    for unit, size in measures:
        if size > 0 and quantity > 0 and (count := _neat(Fraction(quantity, size), Fraction(1, size))):
            return _joined(count, unit_name(unit, Fraction(quantity, size), language), language)
    if base == "count":
        neat = _neat(Fraction(quantity, 1000), Fraction(1, 2000))
        return _straight(neat or _decimal(Fraction(quantity, 1000), 2, language), language)
    small, large = ("g", "kg") if base == "mass" else ("ml", "l")
    if abs(quantity) >= 999_950:
        return _joined(_decimal(Fraction(quantity, 10**6), 2, language), unit_name(large, 2, language), language)
    digits = 3 if abs(quantity) < 1000 else 1
    return _joined(_decimal(Fraction(quantity, 1000), digits, language), unit_name(small, 2, language), language)


def format_amount(amount, unit, *, language="en"):
    """An amount in the unit it was written in, as a recipe says it: `1½ tbsp`, `0.17 leaf`; without a unit `3`."""
    count = _neat(amount, Fraction(1, 2000)) or _decimal(amount, 2, language)
    return _joined(count, unit_name(unit, amount, language), language) if unit else _straight(count, language)


def _single(amount, language):
    """Arabic counts three to ten of a thing in the plural, and everything else in the singular."""
    if language == "ar":
        return amount % 1 != 0 or not 3 <= amount % 100 <= 10
    return 0 <= amount < 2 if language == "fr" else 0 < amount <= 1


def _check(quantity, zero):
    if quantity < 0:
        raise BadQuantity("negative")
    if quantity == 0 and not zero:
        raise BadQuantity("zero")


def _measure(unit, measures):
    found = measures.get(unit)
    if found is None:
        word = fold_word(unit)
        found = next((size for name, size in measures.items() if fold_word(name) == word), None)
    if found and found[0] <= 0:
        raise BadQuantity("zero")
    return found


def _cross(amount, dimension, base, density, piece_weight):
    """Thousandths of base: through the density, the piece weight or both, never round about; None if not known."""
    grams = {"mass": 1, "volume": density, "count": piece_weight and Fraction(piece_weight, 1000)}
    here, there = grams[dimension], grams[base]
    return amount * Fraction(here) / Fraction(there) if here and there else None


def _rounded(amount, state):
    if amount > LIMIT:
        raise BadQuantity("absurd")
    whole = (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)
    return Base(whole, state)


def _neat(count, tolerance):
    """`2½` for a count of whole pieces, halves, thirds or quarters; None for any other."""
    for part, value in [("", Fraction(0)), *VULGAR.items()]:
        whole = count - value
        if value.denominator <= 4 and abs(whole - round(whole)) <= tolerance and round(whole) >= 0:
            return f"{round(whole) or ''}{part}" or "0"
    return None


def _joined(number, unit, language):
    gap = "" if base_language(language) == "zh" and not unit.isascii() else " "
    return f"{_straight(number, language)}{gap}{unit}"


def _straight(number, language):
    """`2½` and `-3` stay in this order between words that run from right to left."""
    if base_language(language) != "ar":
        return number
    sign = _FORWARD if number.startswith("-") else ""
    part = f"{_FORWARD}{number[-1]}{_FORWARD}" if len(number) > 1 and number[-1] in VULGAR else number[-1]
    return f"{sign}{number[:-1]}{part}"


def _decimal(amount, digits, language):
    number = Decimal(amount.numerator) / Decimal(amount.denominator)
    return format_decimal(number, format="#,##0." + "#" * digits, locale=base_language(language))
