"""For programs: the stations of the kitchen."""

from flask import g
from pydantic import BaseModel

from .api import api
from .forms import StationForm, StationPlaceForm
from .models import Station
from .room import station_of_family


class StationAnswer(BaseModel):
    id: int
    name: str


@api.get("/stations", "menu.edit", "Where dishes are made, in their order", gives=StationAnswer, many=True)
def stations():
    return _row()


@api.post("/stations", "menu.edit", "One more station", takes=StationForm, gives=StationAnswer, many=True, status=201,
          twin="menu.add_station")
def add_station(form):
    Station.add(g.family, g.member, form.name)
    return _row()


@api.post("/stations/<int:id>", "menu.edit", "Another name", takes=StationForm, gives=StationAnswer, many=True,
          twin="menu.rename_station")
def rename_station(id, form):
    station_of_family(id).rename(g.member, form.name)
    return _row()


@api.post("/stations/<int:id>/place", "menu.edit", "Another place in the row", takes=StationPlaceForm,
          gives=StationAnswer, many=True, twin="menu.move_station")
def move_station(id, form):
    station_of_family(id).move(g.member, form.place)
    return _row()


@api.delete("/stations/<int:id>", "menu.edit", "Its dishes are made anywhere", twin="menu.remove_station")
def remove_station(id):
    station_of_family(id).remove(g.member)


def _row():
    return [StationAnswer(id=each.id, name=each.name) for each in Station.of_family(g.family)]
