"""For programs: a dish's recipe, read and written as people type it."""

from typing import Annotated

import peewee
from flask import g
from pydantic import BaseModel, Field

from familychef.core.following import may_follow
from familychef.core.forms import Line, Nothing, Text
from familychef.core.problems import Invalid
from familychef.core.quantities import Quantity
from familychef.pantry.models import Ingredient

from .api import DishAnswer, api, dish_answer
from .editor import Editor
from .forms import RecipeForm
from .models import RecipeIngredient
from .room import dish_of_family


class RecipeBody(RecipeForm):
    """`line`: an ingredient each, `500 g flour`; `step`: what is done; `version`: as it was read, if it matters."""

    line: list[Annotated[Line, Field(max_length=400)]] = []
    step: list[Annotated[Text, Field(max_length=4000)]] = []


class RecipeLine(BaseModel):
    """`text`: as it was typed; `quantity`: None where nobody knows how much that is."""

    text: str
    ingredient: int | None
    role: str
    quantity: Quantity | None


class Step(BaseModel):
    text: str
    seconds: int | None


class RecipeAnswer(BaseModel):
    dish: DishAnswer
    lines: list[RecipeLine]
    steps: list[Step]
    version: str


@api.get("/dishes/<int:id>/recipe", "menu.view", "What is in a dish, and how it is made", gives=RecipeAnswer)
@may_follow
def recipe(id):
    return _recipe(dish_of_family(id))


@api.post("/dishes", "menu.edit", "A new dish with its recipe", takes=RecipeBody, gives=RecipeAnswer, status=201,
          twin="menu.add_dish")
def write(form):
    return _stored(None, form)


@api.post("/dishes/<int:id>/recipe", "menu.edit", "Another recipe, another name", takes=RecipeBody, gives=RecipeAnswer,
          twin="menu.change_dish")
def rewrite(id, form):
    return _stored(dish_of_family(id), form)


@api.post("/dishes/<int:id>/copies", "menu.edit", "The same dish once more, to be changed", takes=Nothing,
          gives=RecipeAnswer, status=201, twin="menu.duplicate")
def duplicate(id, form):
    return _recipe(dish_of_family(id).duplicate(g.member))


def _stored(dish, form):
    editor = Editor.read(g.family, dish, form.model_dump())
    if problems := editor.problems():
        raise Invalid(problems)
    version = form.version or (dish.mark() if dish else "")
    return _recipe(editor.store(g.member, version, **form.traits()))


def _recipe(dish):
    dish = type(dish).get_by_id(dish.id)
    lines = [_line(row) for row in _lines(dish)]
    steps = [Step(text=row.text, seconds=row.seconds) for row in dish.recipe_steps()]
    return RecipeAnswer(dish=dish_answer(dish), lines=lines, steps=steps, version=dish.mark())


def _lines(dish):
    query = dish.lines.select(RecipeIngredient, Ingredient).join(Ingredient, peewee.JOIN.LEFT_OUTER)
    return query.order_by(RecipeIngredient.position)


def _line(row):
    quantity = row.ingredient and Quantity.of(row.base_qty, row.ingredient.base)
    return RecipeLine(text=row.typed, ingredient=row.ingredient_id, role=row.role, quantity=quantity)
