"""The demo's menu: every dish typed into the recipe editor, most of them published, of one few are left."""

import re

from familychef.core.db import transaction
from familychef.menu.actions import write_dish
from familychef.menu.models import Station

from .food_recipes import COLD, HIDDEN, LEFT, NERI, ROSSI


def seed(family, by):
    """Write a demo family's dishes; returns {name: Dish}."""
    with transaction(family):
        recipes = NERI if family.name == "Neri" else ROSSI
        stations = {} if family.name == "Neri" else _stations(family, by)
        written = [_write(family, by, text, stations) for text in re.split(r"\n\s*\n", recipes.strip())]
        for dish in written:
            if dish.name not in HIDDEN:
                dish.publish(by)
            if dish.name in LEFT:
                dish.left(by, LEFT[dish.name])
    return {dish.name: dish for dish in written}


def _stations(family, by):
    """{name: id}; the Neri's kitchen is too small to need any."""
    return {name: Station.add(family, by, name).id for name in ("Stove", "Oven", "Cold")}


def _write(family, by, text, stations):
    title, *rest = text.strip().splitlines()
    name, section, portions, minutes, tags, diet = (part.strip() for part in title.split("|"))
    steps = [line.partition(". ")[2] for line in rest if re.match(r"\d+\. ", line)]
    lines = [line for line in rest if not re.match(r"\d+\. ", line)]
    about = lines.pop(0) if lines[0].endswith(".") else ""
    place = "Cold" if name in COLD else "Oven" if "oven" in tags else "Stove"
    return write_dish(
        family, by, lines, steps, name=name, section=section, description=about, yield_portions=int(portions),
        prep_minutes=int(minutes), tags=_words(tags), diet=_words(diet),
        station=stations.get(place),
    )


def _words(text):
    return [word.strip() for word in text.split(",") if word.strip()]
