"""The pantry's door: its blueprint, and how its pages find a row."""

import uuid

from flask import Blueprint, g
from playhouse.flask_utils import get_object_or_404

from familychef.core.allergens import ALLERGENS

from . import words as pantry_words
from .amounts import said, unit_names
from .changes import choices, taps
from .models import Alert, Ingredient, PantryStock
from .shelves import Shelf, urgency
from .stock import held_by_ingredient
from .words import day_word, place_name

pantry = Blueprint("pantry", __name__)


@pantry.context_processor
def words():
    return {
        "new_key": lambda: uuid.uuid4().hex, "said": said, "day_word": day_word, "place_name": place_name,
        "unit_names": unit_names, "choices": choices, "taps": taps, "urgency": urgency,
        "allergens": pantry_words.options(ALLERGENS), "words": pantry_words, "options": pantry_words.options,
    }


def the_ingredient(id):
    return get_object_or_404(g.family.of(Ingredient), Ingredient.id == id)


def the_lot(id):
    return get_object_or_404(g.family.of(PantryStock), PantryStock.id == id)


def the_alert(id):
    return get_object_or_404(g.family.of(Alert), Alert.id == id)


def shelved(ingredient):
    """The ingredient as it is now, with its shelf."""
    ingredient = Ingredient.get_by_id(ingredient.id)
    lots = list(ingredient.lots.where(PantryStock.on_hand > 0))
    held = held_by_ingredient(g.family).get(ingredient.id, 0)
    ingredient.family = g.family
    ingredient.shelf = Shelf(ingredient, lots, held, g.family.today())
    return ingredient
