"""For programs: ingredients, what there is of them, its movements, and alerts."""

import datetime as dt

from flask import g
from pydantic import BaseModel

from familychef.core.api import Api
from familychef.core.paging import Page, PageQuery, page_of
from familychef.core.problems import Invalid
from familychef.core.quantities import Quantity

from .amounts import read_amount
from .forms import LotForm, StepForm, UseForm
from .lot_views import bought
from .models import Alert, Ingredient, PantryStock, StockMove
from .overview import shelve
from .room import shelved, the_ingredient
from .views import step

api = Api("pantry")
apis = (api,)


class IngredientAnswer(BaseModel):
    """`there`: what can be used; `held`: what of it orders wait for; `use_until`: the first day something ends."""

    id: int
    name: str
    base: str
    track: str
    level: str
    aisle: str
    place: str
    allergens: list[str] | None
    archived: bool
    version: int
    there: Quantity
    held: Quantity
    free: Quantity
    threshold: Quantity
    low: bool
    use_until: dt.date | None


class Lot(BaseModel):
    id: int
    ingredient: int
    on_hand: Quantity
    place: str
    date_kind: str
    use_until: dt.date | None
    bought_on: dt.date
    opened_on: dt.date | None
    frozen_on: dt.date | None


class Move(BaseModel):
    id: int
    lot: int
    ingredient: int
    delta: Quantity
    reason: str
    note: str
    actor: int | None
    at: dt.datetime


class AlertAnswer(BaseModel):
    id: int
    kind: str
    ingredient: int
    name: str
    lot: int | None
    opened_at: dt.datetime


@api.get("/ingredients", "pantry.view", "What there is of everything", gives=IngredientAnswer, many=True)
def ingredients():
    return [_ingredient(each) for each in shelve(g.family)]


@api.get("/ingredients/<int:id>", "pantry.view", "One ingredient", gives=IngredientAnswer)
def ingredient(id):
    return _ingredient(shelved(the_ingredient(id)))


@api.get("/ingredients/<int:id>/lots", "pantry.view", "What is there of it, lot by lot", gives=Lot, many=True)
def lots(id):
    return [_lot(each) for each in shelved(the_ingredient(id)).shelf.lots]


@api.post("/ingredients/<int:id>/lots", "pantry.edit", "Something came into the house", takes=LotForm,
          gives=IngredientAnswer, status=201)
def add_lot(id, form):
    food, reading = the_ingredient(id), LotForm.read(form.model_dump(mode="json", exclude_none=True))
    traits = bought(food, reading)
    if not reading.valid():
        raise Invalid(reading.errors)
    food.add_lot(by=g.member, **traits)
    return _ingredient(shelved(food))


@api.post("/ingredients/<int:id>/uses", "pantry.edit", "Some of it was used", takes=UseForm, gives=IngredientAnswer)
def use(id, form):
    food = the_ingredient(id)
    food.take(read_amount(form.quantity, food), g.member, form.key)
    return _ingredient(shelved(food))


@api.post("/ingredients/<int:id>/changes", "pantry.edit", "The usual amount more or less", takes=StepForm,
          gives=IngredientAnswer)
def change(id, form):
    step(shelved(the_ingredient(id)), form.delta, form.key)
    return _ingredient(shelved(the_ingredient(id)))


@api.get("/moves", "pantry.view", "What came and went, the latest first", query=PageQuery, gives=Page[Move])
def moves(query):
    theirs = g.family.of(StockMove).select(StockMove, PantryStock, Ingredient).join(PantryStock).join(Ingredient)
    return Page[Move](**page_of(StockMove, theirs, query, lambda rows: [_move(each) for each in rows]))


@api.get("/alerts", "pantry.view", "What wants something from somebody", gives=AlertAnswer, many=True)
def alerts():
    query = Alert.shown_of(g.family).select(Alert, Ingredient).join(Ingredient).order_by(Alert.id)
    return [_alert(each) for each in query]


def _ingredient(row):
    shelf, base = row.shelf, row.base
    told = {
        "there": shelf.total, "held": shelf.held, "free": shelf.free, "threshold": row.threshold,
    }
    told = {name: Quantity.of(amount, base) for name, amount in told.items()}
    told |= {"low": shelf.is_low(), "use_until": shelf.until}
    return IngredientAnswer(**_same(row, IngredientAnswer, told), **told)


def _lot(row):
    told = {"ingredient": row.ingredient_id, "on_hand": Quantity.of(row.on_hand, row.ingredient.base)}
    return Lot(**_same(row, Lot, told), **told)


def _move(row):
    lot = row.pantry_stock
    delta = Quantity.of(row.delta, lot.ingredient.base)
    told = {"lot": lot.id, "ingredient": lot.ingredient_id, "delta": delta, "actor": row.actor_id}
    return Move(**_same(row, Move, told), **told)


def _alert(row):
    told = {"ingredient": row.ingredient_id, "name": row.ingredient.name, "lot": row.pantry_stock_id}
    return AlertAnswer(**_same(row, AlertAnswer, told), **told)


def _same(row, answer, told):
    return {name: getattr(row, name) for name in answer.model_fields if name not in told}
