"""What is left of a dish becomes an ingredient counted in portions, with a lot that has a date."""

import datetime as dt

from familychef.core.db import transaction
from familychef.core.i18n import _

from .models import Ingredient, name_key
from .stocked import LEFTOVER

PORTION = 1000


def leftover(family, name, portions, days, by, allergens=None):
    """So many portions of `name` in the fridge for so many days; returns the StockMove."""
    with transaction(family):
        today = family.today()
        return _ingredient(family, name, by, allergens).add_lot(
            portions * PORTION, by, reason="leftover", origin="leftover", place="fridge",
            date=today + dt.timedelta(days=days), date_kind="use_by",
        )


def _ingredient(family, name, by, allergens):
    mark = (LEFTOVER + name_key(name))[:60]
    known = family.of(Ingredient).where(Ingredient.starter == mark).first()
    return known or Ingredient.add(
        family, by, _free_name(family, _("%(dish)s (leftover)", dish=name[:60])), starter=mark, base="count",
        date_kind="use_by", place="fridge", frozen_days=60, opened_days=2, usual=PORTION, allergens=allergens,
    )


def _free_name(family, name):
    taken = family.of(Ingredient).where(Ingredient.name_key == name_key(name)).exists()
    return f"{name} 2" if taken else name
