"""For programs: the pictures of dishes."""

import io
from typing import Annotated, Literal

from flask import g
from pydantic import Base64Bytes, Field
from werkzeug.datastructures import FileStorage

from familychef.core import files
from familychef.core.access import allow
from familychef.core.forms import Form, Line
from familychef.core.problems import Invalid

from .api import DishAnswer, api, dish_answer
from .picture_files import drawn, sent
from .pictures import SIZES, give_picture
from .room import dish_of_family


class PictureQuery(Form):
    """`v` changes with the picture, for who keeps it; any is welcome."""

    size: Literal[SIZES] = "medium"
    v: Annotated[Line, Field(max_length=20)] = ""


class PictureBody(Form):
    """`picture`: the file, in base64."""

    picture: Annotated[Base64Bytes, Field(min_length=1)]


@api.blueprint.get("/dishes/<int:id>/picture")
@allow("menu.view")
def picture(id):
    asked, dish = PictureQuery.in_address(), dish_of_family(id)
    if not asked.valid():
        raise Invalid(asked.errors)
    answer = sent(g.family, getattr(dish.picture, asked.fields.size)) if dish.picture_id else drawn(dish)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@api.post("/dishes/<int:id>/picture", "menu.edit", "Give a dish a picture", takes=PictureBody, gives=DishAnswer,
          twin="menu.give", limit="uploads", remembered=False, largest=None)
def give(id, form):
    give_picture(dish_of_family(id), FileStorage(io.BytesIO(form.picture), "picture"), files.root(), g.member)
    return dish_answer(dish_of_family(id))


@api.delete("/dishes/<int:id>/picture", "menu.edit", "Take its picture away", twin="menu.take_away")
def take_away(id):
    dish_of_family(id).wear(None, g.member)
