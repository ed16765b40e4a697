"""How much of a line comes into the house: as the list says it, or asked where nobody knows how much is in one."""

from fractions import Fraction

from familychef.core.amounts import BadQuantity
from familychef.core.errors import Refusal
from familychef.core.i18n import language
from familychef.core.units import UNITS, format_amount, format_quantity
from familychef.menu import actions as menu
from familychef.pantry import actions as pantry

from .reading import WHOLE, bare_unit

PACK = "pack"


def measures_of(foods):
    """{ingredient id: its measure table}, in one query."""
    return menu.measure_tables({food for food in foods if food})


def starter_measures(starter):
    return {unit: (quantity, False) for unit, quantity in starter.measures.items()}


def coming(entry, food, measures):
    """(the amount as it may be typed, the unit that has to be asked about or None); `food` may be a starter."""
    line = entry.line
    if food is None:
        return entry.amount, None
    elif line.total:
        return pantry.said(line.total, food), None
    elif line.num is None or not entry.amount:
        return _usual(food, measures), None
    amount = Fraction(line.num, line.den)
    unit = line.unit or bare_unit(amount, food, measures)
    if _is_known(amount, unit, food, measures):
        return format_amount(amount, unit or None, language=language()), None
    return ("", None) if _is_measured(unit) else (entry.amount, unit or _unsaid(measures))


def amount_with(text, unit, size, food, by):
    """The quantity of so many when it is told how much is in one; that is remembered. Raises Refusal."""
    food.measure(unit, pantry.read_amount(size, food, field="each"), by)
    try:
        return pantry.read_amount(text, food, field="amount")
    except Refusal:
        return pantry.read_amount(f"{text} {unit}", food, field="amount")


def _unsaid(measures):
    """Without a unit: how much is in a pack, unless that is known; then it is the unit that has to be said."""
    return None if any(unit in measures for unit in WHOLE) else PACK


def _usual(food, measures):
    pack, _sure = measures.get(PACK, (None, False))
    usual = pack or getattr(food, "usual", None)
    return format_quantity(usual, food.base, language=language()) if usual else ""


def _is_known(amount, unit, food, measures):
    try:
        return menu.base_of(amount, unit, food, measures)[0] is not None
    except BadQuantity:
        return False


def _is_measured(unit):
    return unit in UNITS and UNITS[unit].dimension is not None
