"""The family's ingredients as a recipe names them: found by name, chosen by hand, or still to be made."""

from functools import cached_property

from familychef.core.i18n import _
from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient, name_key

from .lines import match_name
from .snapshot import kitchen_snapshot

BASES = ("mass", "volume", "count")
MOST_LOOKS = 12


class Foods:
    """Looks the catalogue up once for a whole recipe. `language` is the one the family writes in."""

    def __init__(self, family):
        self.family, self.language = family, family.locale
        self._looked = 0

    @cached_property
    def by_id(self):
        return {food.id: food for food in self.family.of(Ingredient).order_by(Ingredient.archived, Ingredient.id)}

    @cached_property
    def by_name(self):
        return {food.name_key: food for food in reversed(self.by_id.values())}

    @cached_property
    def candidates(self):
        return [(food.id, [food.name, *food.aliases]) for food in self.by_id.values() if not food.archived]

    def find(self, name, pick=""):
        """The Ingredient a name means; a pick like `12|oil` says it for this name only."""
        key = name_key(name)
        chosen, _bar, for_name = pick.partition("|")
        if chosen.isdecimal() and for_name == key and int(chosen[:9]) in self.by_id:
            return self.by_id[int(chosen[:9])]
        elif not key:
            return None
        else:
            return self.by_name.get(key) or self.by_id.get(match_name(name, self.candidates, self.language))

    def choices(self, name):
        """[(pick, words)] for a name nobody knows; what the starter catalogue calls exactly so comes first."""
        starter = pantry.starter_named(name, self.language)
        found = [(f"starter:{starter.key}", _("Add it: %(name)s", name=starter.name(self.language)))] if starter else []
        found += [("open", _("Leave it open"))]
        self._looked += 1
        for other, _base, _own in pantry.suggestions(self.family, name) if self._looked <= MOST_LOOKS else ():
            if known := self.by_name.get(name_key(other)):
                found.append((f"{known.id}|{name_key(name)}", _("It is %(name)s", name=known.name)))
        return found + [
            ("new:mass", _("New ingredient, in grams")), ("new:volume", _("New ingredient, in millilitres")),
            ("new:count", _("New ingredient, in pieces")),
        ]

    def make(self, name, pick, by):
        """The Ingredient a pick asks for, made now in the open transaction, or None.

        Where nobody has chosen, what the starter catalogue calls exactly so is made.
        """
        kind, _colon, what = pick.partition(":")
        if kind in ("", "starter") and (known := pantry.starter_named(name, self.language)):
            made = pantry.add_from_starter(self.family, known.key, by, self.language)
        elif kind == "new" and what in BASES:
            made = Ingredient.add(self.family, by, name[:80], base=what)
        else:
            return None
        self._know(made)
        return made

    def swaps(self, food):
        kitchen = kitchen_snapshot(self.family)
        ranked = kitchen.swaps.get(food.id) or ()
        return [kitchen.stock[swap.ingredient].name for swap in ranked if swap.ingredient in kitchen.stock]

    def _know(self, food):
        """A second line of the same name finds what the first one made."""
        self.by_id[food.id] = self.by_name[food.name_key] = food
        self.candidates.append((food.id, [food.name, *food.aliases]))
