"""The fourteen allergens of the EU's food information rules (Regulation 1169/2011, Annex II), by code and name."""

from .i18n import _l, inside

ALLERGENS = {
    "gluten": _l("Gluten"),
    "crustaceans": _l("Crustaceans"),
    "eggs": _l("Eggs"),
    "fish": _l("Fish"),
    "peanuts": _l("Peanuts"),
    "soy": _l("Soy"),
    "milk": _l("Milk"),
    "nuts": _l("Nuts"),
    "celery": _l("Celery"),
    "mustard": _l("Mustard"),
    "sesame": _l("Sesame"),
    "sulphites": _l("Sulphites"),
    "lupin": _l("Lupin"),
    "molluscs": _l("Molluscs"),
}


def allergen_name(code):
    return str(ALLERGENS.get(code, code))


def allergen_list(codes):
    """`eggs, nuts`, to stand inside a sentence."""
    return ", ".join(inside(allergen_name(code)) for code in sorted(codes))
