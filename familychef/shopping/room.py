"""Shopping's door: its blueprint, and how its pages find a list and a line."""

import uuid

from flask import Blueprint, abort, g
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import can
from familychef.menu.models import Dish

from .models import ShoppingList, ShoppingListItem

shopping = Blueprint("shopping", __name__)


@shopping.context_processor
def words():
    return {"new_key": lambda: uuid.uuid4().hex}


def the_list(id):
    return get_object_or_404(g.family.of(ShoppingList), ShoppingList.id == id)


def list_named(id):
    """The list a form names, or None for the first one; what is sent late to one put away comes on the first, too."""
    found = the_list(id) if id else None
    return None if found is None or found.archived else found


def first_list():
    """The family's first list, or None before there is one; looking makes none."""
    return ShoppingList.open_of(g.family).first()


def dish_of_family(id):
    return get_object_or_404(g.family.of(Dish), Dish.id == id)


def the_line(id):
    return get_object_or_404(g.family.of(ShoppingListItem), ShoppingListItem.id == id)


def line_to_change(id):
    """Any line for who shops; the others change what they wished for themselves, the rest is not theirs to find."""
    line = the_line(id)
    if not can("shopping.tick") and line.added_by_id != g.member.id:
        abort(404)
    return line
