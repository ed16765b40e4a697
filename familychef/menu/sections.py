"""The parts of a menu in the order they are eaten through the day, diet marks, and what a line is for."""

from familychef.core.i18n import _l

SECTIONS = {
    "breakfast": _l("Breakfast"), "starters": _l("Starters"), "soups": _l("Soups"), "mains": _l("Mains"),
    "sides": _l("Sides"), "desserts": _l("Desserts"), "snacks": _l("Snacks"), "drinks": _l("Drinks"),
}
DIETS = {"vegetarian": _l("Vegetarian"), "vegan": _l("Vegan"), "spicy": _l("Spicy"), "children": _l("For children")}
ROLES = {"": _l("As written"), "required": _l("Needed"), "optional": _l("Optional"), "to_taste": _l("To taste")}
SCALES = {"linear": _l("Grows with portions"), "fixed": _l("Always the same"), "whole": _l("Whole pieces")}


def section_name(code):
    return str(SECTIONS.get(code, code))


def diet_name(code):
    return str(DIETS.get(code, code))


def section_order(code):
    """What a family calls its own comes after the known ones."""
    known = list(SECTIONS)
    return (known.index(code) if code in known else len(known), code)
