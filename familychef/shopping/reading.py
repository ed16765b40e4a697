"""Reads what is typed quickly: `2 l milk, 500 g flour` is two wishes; nothing that is typed gets lost."""

import re
from fractions import Fraction
from typing import Any, NamedTuple

from familychef.core.i18n import language
from familychef.core.units import BASES, BadQuantity
from familychef.menu import actions as menu
from familychef.pantry import actions as pantry
from familychef.pantry.models import name_key

BETWEEN = re.compile(r"[\n;，、；؛]|[,،](?!\d)|(?<!\d)[,،]")
SMALLEST_PART = 10**6
LONGEST = 100
WHOLE = ("pack", "can", "bunch")
MOST_PACKS, LEAST_GRAMS = 20, 50


class Wish(NamedTuple):
    """One thing to buy. `amount` Fraction of `unit` as typed, or None; `quantity`: thousandths of the base, or None.

    `ingredient` is None for what the family has none of.
    """

    name: str
    note: str = ""
    ingredient: Any = None
    amount: Fraction | None = None
    unit: str = ""
    quantity: int | None = None
    aisle: str = "other"


def pieces(text):
    """The things in a typed text; `1,5 l milk` is one."""
    return [piece for each in BETWEEN.split(text) if (piece := " ".join(each.split()))]


def wishes(family, text):
    """A Wish for each thing that is typed, in as many queries however many they are."""
    foods, lines = menu.Foods(family), [menu.parse_line(piece, language()) for piece in pieces(text)]
    found = [foods.find(line.name) for line in lines]
    measures = menu.measure_tables({food for food in found if food})
    return [
        _of_food(line, food, measures[food.id]) if food else _free(line, piece)
        for line, food, piece in zip(lines, found, pieces(text), strict=True)
    ]


def wish_for(food, text):
    """The Wish for this ingredient in another amount; an empty text is some of it."""
    line = menu.parse_line(f"{text} {food.name}", language())
    return _of_food(line, food, food.measure_table())


def known_food(name):
    """What the starter catalogue calls so, one or many of it; or None."""
    return menu.match_name(name, pantry.starter_names(language()), language())


def amount_of(line, food, measures):
    """(amount, unit, quantity) of a parsed line; an amount nobody can buy is none."""
    amount = line.quantity and line.quantity.limit_denominator(SMALLEST_PART)
    unit = line.unit or bare_unit(amount, food, measures)
    try:
        quantity, _state = menu.base_of(amount, unit, food, measures)
    except BadQuantity:
        return None, "", None
    return amount, unit[:40], quantity


def bare_unit(amount, food, measures):
    """What a number without a unit counts, of what is weighed or poured: `3 milk` are packs, `50 butter` are grams.

    Packs, where one is known, are whole numbers up to 20; grams or millilitres begin at 50. "" for what may be either,
    `30 butter` and `1.5 milk`: it stays as typed, and putting away asks for the unit.
    """
    if not amount or food.base == "count" or food.piece_weight:
        return ""
    elif amount >= LEAST_GRAMS:
        return BASES[food.base]
    countable = amount.denominator == 1 and amount <= MOST_PACKS
    return next((unit for unit in WHOLE if unit in measures), "") if countable else ""


def _of_food(line, food, measures):
    amount, unit, quantity = amount_of(line, food, measures)
    note = ", ".join(filter(None, (line.note, "" if line.understood else line.leftover)))
    return Wish(food.name, note[:LONGEST], food, amount, unit, quantity, food.aisle)


def _free(line, piece):
    """What the family has never had in its pantry, as it was typed."""
    name = line.name if line.understood and line.role == "required" else piece
    known = known_food(name)
    amount, unit = (line.quantity, line.unit) if name == line.name else (None, "")
    amount = amount and amount.limit_denominator(SMALLEST_PART)
    unit = unit or (bare_unit(amount, known, known.measures) if known else "")
    note = line.note if name == line.name else ""
    aisle = known.aisle if known else "other"
    return Wish(name[:LONGEST], note[:LONGEST], None, amount or None, unit[:40], None, aisle)


def key_of(name):
    return name_key(name)
