"""How a line reads to a person: how much, why it is there, and whose wish it was."""

from fractions import Fraction

from familychef.core.i18n import _, language
from familychef.core.units import format_amount
from familychef.pantry import actions as pantry


def name_words(line):
    """Its food as the family calls it now, or what was typed."""
    return line.ingredient.name if line.ingredient_id else line.name


def amount_words(line):
    """`2 bunches` as it was typed, `1.5 kg` where more came together; nothing for some of it."""
    if line.num is not None and not line.needed:
        return format_amount(Fraction(line.num, line.den), line.unit or None, language=language())
    return pantry.said(line.total, line.ingredient) if line.total else ""


def amount_mark(line):
    """By what a page that was shown knows the amount again, whatever language it is read in."""
    if line.num is not None and not line.needed:
        return f"{line.num}/{line.den} {line.unit}".strip()
    return str(line.total or "")


def typed_words(line):
    """The amount as it may be typed again."""
    return amount_words(line) or ""


def reason_words(line):
    """Why it is on the list, in a few words, the most urgent first."""
    said, food = line.reasons, line.ingredient
    dishes = [*said.get("orders", []), *said.get("dishes", [])]
    found = [_("for %(dishes)s", dishes=", ".join(dict.fromkeys(map(str, dishes))))] if dishes else []
    if "orders" in said and not said["orders"] or "held" in said:
        found.append(_("for an order"))
    if said.get("level") == "out":
        found.append(_("none left"))
    elif "level" in said:
        found.append(_("running low"))
    if food and type(said.get("low")) is int and said["low"] > 0:
        found.append(_("low: below %(amount)s", amount=pantry.said(said["low"], food)))
    return found
