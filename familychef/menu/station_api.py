"""For programs: the stations of the kitchen, and the pictures of dishes."""

import io
from typing import Annotated

from flask import g
from pydantic import Base64Bytes, BaseModel, Field
from werkzeug.datastructures import FileStorage

from familychef.core import files
from familychef.core.forms import Form

from .api import DishAnswer, api, dish_answer
from .forms import StationForm, StationPlaceForm
from .models import Station
from .pictures import give_picture
from .room import dish_of_family
from .station_views import station_of_family


class PictureBody(Form):
    """`picture`: the file, in base64."""

    picture: Annotated[Base64Bytes, Field(min_length=1)]


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


@api.post("/dishes/<int:id>/picture", "menu.edit", "Give a dish a picture", takes=PictureBody, gives=DishAnswer,
          twin="menu.give", limit="uploads", remembered=False, largest=None)
def give(id, form):
    give_picture(dish_of_family(id), FileStorage(io.BytesIO(form.picture), "picture"), files.root(), g.member)
    return dish_answer(dish_of_family(id))


@api.delete("/dishes/<int:id>/picture", "menu.edit", "Take its picture away", twin="menu.take_away")
def take_away(id):
    dish_of_family(id).wear(None, g.member)


def _row():
    return [StationAnswer(id=each.id, name=each.name) for each in Station.of_family(g.family)]
