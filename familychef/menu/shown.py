"""Recipe lines as a person reads them: so much for so many portions, and what is missing or has to be asked."""

from fractions import Fraction
from typing import NamedTuple

from familychef.core.i18n import _, language
from familychef.core.units import BASES, format_amount, format_quantity, unit_name

from .words import Status

WEIGHED = {"mg", "g", "kg", "oz", "lb", "ml", "cl", "dl", "l"}


class Shown(NamedTuple):
    """`status`: a chip or None; `answer`: (address, permission) of the page that answers its question, or None."""

    name: str
    amount: str
    note: str
    role: str
    status: Status | None
    answer: tuple | None
    swaps: list


def shown(line, food, page):
    """A RecipeIngredient with its Ingredient or None, on a page that knows portions, plain verdict and kitchen."""
    swaps = page.kitchen.swaps.get(line.ingredient_id) or []
    names = [page.kitchen.stock[swap.ingredient].name for swap in swaps if swap.ingredient in page.kitchen.stock]
    status, answer = _trouble(line, food, page.plain)
    name = food.name if food else line.typed
    return Shown(name, _amount(line, food, page), line.note, line.role, status, answer, names)


def scaled(line, portions, yields):
    """Thousandths of the base unit for so many portions."""
    if line.scale == "fixed":
        return line.base_qty
    elif line.scale == "whole":
        return -(-line.base_qty * portions // (yields * 1000)) * 1000
    else:
        return -(-line.base_qty * portions // yields)


def _amount(line, food, page):
    if food is None:
        return ""
    elif not line.base_qty or line.base_state == "unknown":
        return line.typed
    elif line.scale == "linear" and line.num and _spoken(line.unit, food):
        amount = Fraction(line.num, line.den) * page.portions / page.dish.yield_portions
        return format_amount(amount, line.unit, language=language())
    else:
        quantity = scaled(line, page.portions, page.dish.yield_portions)
        return format_quantity(quantity, food.base, language=language())


def _spoken(unit, food):
    """Spoons, cloves and bunches stay what was written; grams and litres may become kilos and millilitres."""
    return unit not in WEIGHED if unit else food.base == "count"


def _trouble(line, food, verdict):
    lack = {row.ingredient: row.amount for row in verdict.missing}
    if line.role != "required":
        return None, None
    elif food is None:
        return Status("unknown", _("Not understood")), (f"/dishes/{line.dish_id}/edition", "menu.edit")
    elif food.id in lack:
        return Status("missing", _lacking(lack[food.id], food)), (f"/pantry/items/{food.id}", "pantry.edit")
    elif food.id in {row.ingredient for row in verdict.unsure}:
        return _question(line, food)
    else:
        return None, None


def _lacking(amount, food):
    if amount is None:
        return _("Missing")
    return _("%(amount)s missing", amount=format_quantity(amount, food.base, language=language()))


def _question(line, food):
    if not line.unit and line.num is None:
        return Status("unknown", _("How much?")), (f"/dishes/{line.dish_id}/edition", "menu.edit")
    unit = line.unit or "piece"
    said, base = unit_name(unit, 1, language()), unit_name(BASES[food.base], 1, language())
    question = _("1 %(unit)s = ? %(base)s", unit=said, base=base)
    return Status("unknown", question), (f"/ingredients/{food.id}/measures?unit={unit}", "pantry.edit")
