"""The demo's menu: every dish typed into the recipe editor, most of them published."""

import re

from familychef.core.db import transaction
from familychef.menu.actions import write_dish

from .food_recipes import HIDDEN, NERI, ROSSI


def seed(family, by):
    """Write a demo family's dishes; returns {name: Dish}."""
    with transaction(family):
        recipes = NERI if family.name == "Neri" else ROSSI
        written = [_write(family, by, text) for text in re.split(r"\n\s*\n", recipes.strip())]
        for dish in written:
            if dish.name not in HIDDEN:
                dish.publish(by)
    return {dish.name: dish for dish in written}


def _write(family, by, text):
    title, *rest = text.strip().splitlines()
    name, section, portions, minutes, tags, diet = (part.strip() for part in title.split("|"))
    steps = [line.partition(". ")[2] for line in rest if re.match(r"\d+\. ", line)]
    lines = [line for line in rest if not re.match(r"\d+\. ", line)]
    about = lines.pop(0) if lines[0].endswith(".") else ""
    return write_dish(
        family, by, lines, steps, name=name, section=section, description=about, yield_portions=int(portions),
        prep_minutes=int(minutes), tags=_words(tags), diet=_words(diet),
    )


def _words(text):
    return [word.strip() for word in text.split(",") if word.strip()]
