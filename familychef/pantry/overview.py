"""The pantry at a glance: every ingredient with what there is of it, in three queries however full it is."""

from familychef.core.i18n import _
from familychef.core.units import fold_word

from .ingredients import Ingredient
from .lots import PantryStock
from .shelves import Shelf
from .stock import held_by_ingredient
from .words import PLACES, day_word, place_name

SHOWS = ("soon", "all", *PLACES, "low")


class Overview:
    """What one address of the pantry shows: `rows` are ingredients, each with its `shelf`."""

    def __init__(self, family, show, query=""):
        self.show, self.query = show if show in SHOWS else "soon", query.strip()[:80]
        shelved = shelve(family)
        self.places = [place for place in PLACES if any(place in row.shelf.places() for row in shelved)]
        self.soon = sum(row.shelf.is_soon() for row in shelved)
        self.low = sum(row.shelf.is_low() for row in shelved)
        self.empty = not shelved
        self.rows = self._found(shelved) if self.query else self._shown(shelved)

    @property
    def choices(self):
        """[(show, words, number)] of the chips."""
        places = [(place, place_name(place), 0) for place in self.places]
        return [("soon", _("Use soon"), self.soon), ("all", _("All"), 0), *places, ("low", _("Low"), self.low)]

    def _found(self, shelved):
        wanted = fold_word(self.query)
        return [row for row in shelved if any(wanted in fold_word(name) for name in [row.name, *row.aliases])]

    def _shown(self, shelved):
        if self.show == "soon":
            return sorted((row for row in shelved if row.shelf.is_soon()), key=lambda row: row.shelf.until)
        elif self.show == "low":
            return [row for row in shelved if row.shelf.is_low()]
        elif self.show == "all":
            return shelved
        else:
            return [row for row in shelved if row.shelf.lots and self.show in row.shelf.places()]


def shelve(family, ids=None, archived=False):
    """The family's ingredients by name, each with its shelf; leftovers that are eaten are not worth a row.

    `ids`: only these; `archived`: those no longer used, instead of the others. As many queries whichever it is.
    """
    held, lots, day = held_by_ingredient(family, ids), {}, family.today()
    for lot in _these(family.of(PantryStock).where(PantryStock.on_hand > 0), PantryStock.ingredient, ids):
        lots.setdefault(lot.ingredient_id, []).append(lot)
    used = family.of(Ingredient).where(Ingredient.archived == archived).order_by(Ingredient.name_key)
    found = list(_these(used, Ingredient.id, ids))
    for ingredient in found:
        ingredient.family = family
        ingredient.shelf = Shelf(ingredient, lots.get(ingredient.id, []), held.get(ingredient.id, 0), day)
    return [row for row in found if row.shelf.lots or not row.is_leftover()]


def _these(query, field, ids):
    return query if ids is None else query.where(field.in_(list(ids)))


def use_soon(family, most):
    """[(name, its day in words)] of what should be eaten first."""
    soon = sorted((row for row in shelve(family) if row.shelf.is_soon()), key=lambda row: row.shelf.until)
    return [(row.name, day_word(row.shelf.until, row.shelf.day)) for row in soon[:most]]


class Catalogue:
    """Every ingredient by name, in two lists: used, and no longer used."""

    def __init__(self, family, query=""):
        self.query = query.strip()[:80]
        wanted = fold_word(self.query)
        found = [
            each for each in family.of(Ingredient).order_by(Ingredient.name_key)
            if any(wanted in fold_word(name) for name in [each.name, *each.aliases])
        ]
        self.used = [each for each in found if not each.archived]
        self.put_away = [each for each in found if each.archived]
