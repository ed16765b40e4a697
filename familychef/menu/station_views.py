"""The stations of the kitchen: what they are called, in which order they stand, and new ones."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .forms import StationForm, StationPlaceForm
from .models import Station
from .room import checked, station_of_family
from .room import menu_room as menu
from .stations import usual_stations


@menu.get("/kitchen/stations")
@allow("menu.edit")
def stations():
    return show("menu/stations", form=StationForm.blank(name=""), **about())


@menu.post("/kitchen/stations")
@allow("menu.edit")
def add_station():
    return named(lambda name: Station.add(g.family, g.member, name))


@menu.post("/kitchen/stations/<int:id>")
@allow("menu.edit")
def rename_station(id):
    station = station_of_family(id)
    return named(lambda name: station.rename(g.member, name), station)


@menu.post("/kitchen/stations/<int:id>/place")
@allow("menu.edit")
def move_station(id):
    station_of_family(id).move(g.member, checked(StationPlaceForm).place)
    return go(url_for("menu.stations"))


@menu.post("/kitchen/stations/<int:id>/removal")
@allow("menu.edit")
def remove_station(id):
    station = station_of_family(id)
    station.remove(g.member)
    return go(url_for("menu.stations"), say=_("%(name)s is gone. Its dishes are made anywhere.", name=station.name))


def named(change, station=None):
    """Give it the name that was typed, or say why not beside the field."""
    form = StationForm.read(request.form)
    with beside(form):
        if form.valid():
            change(form.fields.name)
            return go(url_for("menu.stations"))
    return refuse("menu/stations", form, of=station, **about())


def about():
    there = Station.of_family(g.family)
    dishes = {station.id: station.dishes.count() for station in there}
    return {"stations": there, "dishes": dishes, "usual": usual_stations(there)}
