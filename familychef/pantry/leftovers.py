"""What is left of a dish becomes an ingredient counted in portions, with a lot that has a date."""

import datetime as dt

from familychef.core.db import transaction
from familychef.core.i18n import _

from .models import Ingredient, PantryStock, StockMove, name_key
from .stocked import LEFTOVER

PORTION = 1000


def leftover(family, name, portions, days, by, allergens=None, key=None):
    """So many portions of `name` in the fridge for so many days; returns the StockMove.

    `allergens`: what is in it, None when nobody knows; what an earlier one contained is still said.
    """
    with transaction(family):
        today = family.today()
        return _ingredient(family, name, by, allergens).add_lot(
            portions * PORTION, by, reason="leftover", origin="leftover", place="fridge",
            date=today + dt.timedelta(days=days), date_kind="use_by", key=key,
        )


def kept_by(family, stem, since=None):
    """{the part of its key behind the stem: (portions, date)} of the leftovers that nobody has taken back."""
    return {
        move.key.removeprefix(stem).partition("-")[0]: (move.delta // PORTION, move.pantry_stock.date)
        for move in _kept(family, stem, since)
    }


def take_back(family, stem, by):
    """There is no such leftover after all. Raises Refusal when some of it was eaten or is held meanwhile."""
    for move in _kept(family, stem):
        move.undo(by)


def _kept(family, stem, since=None):
    return list(
        StockMove.select(StockMove, PantryStock)
        .join(PantryStock)
        .where(StockMove.family == family.id, StockMove.reason == "leftover", StockMove.stands())
        .where(StockMove.key.startswith(stem), *([StockMove.at >= since] if since else []))
    )


def _ingredient(family, name, by, allergens):
    mark = (LEFTOVER + name_key(name))[:60]
    known = family.of(Ingredient).where(Ingredient.starter == mark).first()
    if known:
        known.contain_too(allergens, by)
        return known
    return Ingredient.add(
        family, by, _free_name(family, _("%(dish)s (leftover)", dish=name[:60])), starter=mark, base="count",
        date_kind="use_by", place="fridge", frozen_days=60, opened_days=2, usual=PORTION, allergens=allergens,
    )


def _free_name(family, name):
    taken = family.of(Ingredient).where(Ingredient.name_key == name_key(name)).exists()
    return f"{name} 2" if taken else name
