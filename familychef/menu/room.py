"""The menu's door: its blueprint, and how its pages find a dish, a station and who eats."""

from flask import Blueprint, g, request
from playhouse.flask_utils import get_object_or_404

from familychef.core import files
from familychef.core.forms import tapped
from familychef.families.models import FamilyMember

from .models import Dish, Station

menu_room = Blueprint("menu", __name__)
menu_room.record_once(lambda setup: files.keep_in(setup.app.config["SETTINGS"].files))


def dish_of_family(id):
    return get_object_or_404(g.family.of(Dish), Dish.id == id)


def station_of_family(id):
    return get_object_or_404(g.family.of(Station), Station.id == id)


def eater():
    """Who the page is for: `?for=`, else the person who looks."""
    wanted = request.args.get("for", "")
    if not wanted.isdecimal() or wanted == str(g.member.id):
        return g.member
    return get_object_or_404(g.family.active_members(), FamilyMember.id == int(wanted[:9]))


def checked(form):
    """The fields of a form that is a single button; they may stand in the address. Raises Refusal."""
    return tapped(form, {name: value for name, value in request.values.items() if name != "for"})
