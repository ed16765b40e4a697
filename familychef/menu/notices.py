"""How what happens on the menu reads to a person."""

import datetime as dt

from familychef.core import notices
from familychef.core.i18n import _, _l
from familychef.core.notices import Thing, moment, named

from .models import Dish, Station
from .outage import UNTIL_TAKEN_BACK
from .sections import DIETS, SECTIONS

KINDS = {
    "dish.added": _l("Dish added"),
    "dish.changed": _l("Dish changed"),
    "dish.published": _l("Dish put on the menu"),
    "dish.hidden": _l("Dish taken off the menu"),
    "dish.pictured": _l("Picture changed"),
    "dish.archived": _l("Dish put away"),
    "dish.restored": _l("Dish brought back"),
    "dish.liked": _l("Dish marked as a favourite"),
    "dish.unliked": _l("Dish no favourite any more"),
    "dish.out": _l("Dish out"),
    "dish.back": _l("Dish back on the menu"),
    "dish.timed": _l("Cooking time corrected"),
    "dish.left": _l("So many of a dish left"),
    "station.added": _l("Station added"),
    "station.renamed": _l("Station renamed"),
    "station.moved": _l("Stations put in order"),
    "station.removed": _l("Station removed"),
    "dishes.measured": _l("Recipes measured anew"),
}
FIELDS = {
    "archived": _l("Put away"),
    "description": _l("Description"),
    "dish": _l("Dish"),
    "dishes": _l("Dishes"),
    "liked": _l("Favourite"),
    "out_until": _l("Out until"),
    "picture": _l("Picture"),
    "portions_left": _l("Portions left"),
    "prep_minutes": _l("Minutes"),
    "published": _l("On the menu"),
    "recipe": _l("Ingredients"),
    "section": _l("Section"),
    "station": _l("Station"),
    "steps": _l("Steps"),
    "tags": _l("Tags"),
    "yield_portions": _l("Portions"),
}

def _until(value, row, reader):
    until = dt.datetime.fromisoformat(value)
    return _("taken back") if until >= UNTIL_TAKEN_BACK else moment(value, row, reader)


WORDS = {
    "dish": named("dish"),
    "dish.diet": DIETS,
    "dishes": named("dish"),
    "dish.picture": lambda _value, _row, _reader: _("a picture"),
    "out_until": _until,
    "section": SECTIONS,
    "station": named("station"),
}


def _dishes(family, ids):
    return {dish.id: dish for dish in family.of(Dish).where(Dish.id.in_(list(ids)))}


def _stations(family, ids):
    return {station.id: station for station in family.of(Station).where(Station.id.in_(list(ids)))}


SUBJECTS = {
    "dish": Thing("", _dishes, lambda dish: dish.name, needs="menu.edit", page="menu.recipe"),
    "station": Thing(_l("Station"), _stations, lambda station: station.name, needs="menu.edit"),
}

notices.say(KINDS, fields=FIELDS, words=WORDS, subjects=SUBJECTS)
