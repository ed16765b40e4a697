"""The starter catalogue: everyday ingredients in seven languages, with measures, keeping times and allergens."""
import csv
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType

from familychef.core.amounts import base_language
from familychef.core.folding import fold_name, without_article
from familychef.core.i18n import _l

LANGUAGES = ("en", "de", "it", "es", "fr", "zh", "ar")
FILE = Path(__file__).parent / "ingredients.csv"
AISLES = {
    "vegetables": _l("Vegetables and herbs"), "fruit": _l("Fruit"), "dairy": _l("Dairy and eggs"), "meat": _l("Meat"),
    "fish": _l("Fish"), "bakery": _l("Bread and bakery"), "dry": _l("Pasta, rice and pulses"),
    "tins": _l("Tins and jars"), "spices": _l("Herbs and spices"), "baking": _l("Baking, nuts and dried fruit"),
    "oils": _l("Oil and vinegar"), "drinks": _l("Drinks"), "frozen": _l("Frozen"), "sweets": _l("Sweets and biscuits"),
    "snacks": _l("Snacks"), "breakfast": _l("Breakfast and spreads"), "sauces": _l("Sauces and stock"),
    "other": _l("Other"),
}
ALLERGENS = {
    "gluten": _l("Gluten"), "crustaceans": _l("Crustaceans"), "eggs": _l("Eggs"), "fish": _l("Fish"),
    "peanuts": _l("Peanuts"), "soy": _l("Soy"), "milk": _l("Milk"), "nuts": _l("Nuts"), "celery": _l("Celery"),
    "mustard": _l("Mustard"), "sesame": _l("Sesame"), "sulphites": _l("Sulphites"), "lupin": _l("Lupin"),
    "molluscs": _l("Molluscs"),
}


@dataclass(frozen=True)
class Starter:
    """One ingredient: measures and piece weight in thousandths of g, ml or piece; density in g per ml; days or None."""

    key: str
    names: Mapping[str, tuple[str, ...]]
    base: str
    measures: Mapping[str, int]
    density: Fraction | None
    piece_weight: int | None
    shelf_days: int | None
    date_kind: str
    opened_days: int | None
    frozen_days: int | None
    place: str
    aisle: str
    track: str
    allergens: tuple[str, ...]
    diet: str
    common: bool
    usda: str
    usda_figure: str

    @property
    def vegan(self):
        return self.diet == "vegan"

    @property
    def vegetarian(self):
        return self.diet in ("vegan", "vegetarian")

    def name(self, language="en"):
        return self.names[base_language(language)][0]

    def aliases(self, language="en"):
        return self.names[base_language(language)][1:]

    def is_called(self, name, language="en"):
        language = base_language(language)
        return _bare(name, language) in (_bare(own, language) for own in self.names[language])

    def source(self, figure):
        """Where a figure (a measure's unit, `density` or `piece_g`) is from: usda or household."""
        return "usda" if figure == self.usda_figure.partition("=")[0] else "household"


@cache
def load():
    """Every Starter, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_starter(row) for row in csv.DictReader(file))


def suggest(text, language="en", limit=8):
    """The starters whose name or alias begins with `text`, or has a word that does; the most common first."""
    language = base_language(language)
    typed = _bare(text, language)
    if not typed:
        return []
    ranked = [(_rank(typed, words), not starter.common, place, starter)
              for place, (starter, words) in enumerate(_folded(language))]
    return [entry[-1] for entry in sorted(entry for entry in ranked if entry[0] is not None)[:limit]]


def _starter(row):
    days = {field: int(row[field]) if row[field] else None for field in ("shelf_days", "opened_days", "frozen_days")}
    same = ("key", "base", "date_kind", "place", "aisle", "track", "diet", "usda", "usda_figure")
    measures = dict(measure.split("=") for measure in row["measures"].split("; ") if measure)
    return Starter(
        **{field: row[field] for field in same}, **days,
        names=MappingProxyType({code: tuple(row[code].split("; ")) for code in LANGUAGES}),
        measures=MappingProxyType({unit: int(Fraction(size) * 1000) for unit, size in measures.items()}),
        density=Fraction(row["density"]) if row["density"] else None,
        piece_weight=int(Fraction(row["piece_g"]) * 1000) if row["piece_g"] else None,
        allergens=tuple(row["allergens"].split()), common=row["common"] == "1",
    )


@cache
def _folded(language):
    return [(starter, tuple(_bare(name, language) for name in starter.names[language])) for starter in load()]


def _bare(name, language):
    return without_article(fold_name(name), language)


def _rank(typed, names):
    """0 a whole name, 1 the start of the main name, 2 of an alias, 3 a word in the main name, 4 in an alias."""
    if typed in names:
        return 0
    for rank, fits in ((1, str.startswith), (3, _inside)):
        if fits(names[0], typed):
            return rank
        if any(fits(name, typed) for name in names):
            return rank + 1
    return None


def _inside(name, typed):
    return f" {typed}" in name or (not typed.isascii() and typed in name)
