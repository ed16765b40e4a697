"""For programs: what there is of everything, batch by batch, and what came and went."""

import datetime as dt
from typing import Literal

from flask import g
from playhouse.flask_utils import get_object_or_404
from pydantic import BaseModel

from familychef.core.api import Api, same, told_by
from familychef.core.forms import Form, Nothing
from familychef.core.paging import ChangedPageQuery, Page, later, page_of
from familychef.core.quantities import Quantity

from .amounts import read_amount
from .changes import KINDS, Change
from .forms import LevelForm, LotForm, StepForm, UseForm
from .models import Ingredient, PantryStock, StockMove
from .overview import shelve
from .room import shelved, the_ingredient, the_lot
from .stock_door import bought, step
from .words import BASES, LEVELS, TRACKS

api = Api("pantry")
apis = (api,)


class IngredientAnswer(BaseModel):
    """`there`: what can be used; `held`: what of it orders wait for; `use_until`: the first day something ends.

    `level`: where `track` is `level`; else null, and `there` says it.
    """

    id: int
    name: str
    base: Literal[tuple(BASES)]
    track: Literal[tuple(TRACKS)]
    level: Literal[tuple(LEVELS)] | None
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


BATCH_VERBS = {
    "uses": "Some of a batch was used", "waste": "Some of a batch was thrown away",
    "count": "So much is really there of a batch", "opening": "A batch, or part of it, was opened",
    "closing": "A batch is not open after all", "freezing": "A batch, or part of it, goes into the freezer",
    "thawing": "A batch is thawing", "place": "A batch, or part of it, is kept elsewhere",
    "date": "A batch is good until another day",
}


class ShelfQuery(Form):
    """`archived`: what is no longer used, instead of what is."""

    archived: bool = False


@api.get("/ingredients", "pantry.view", "What there is of everything", query=ShelfQuery, gives=IngredientAnswer,
         many=True)
def ingredients(query):
    return [_ingredient(each) for each in shelve(g.family, archived=query.archived)]


@api.get("/ingredients/<int:id>", "pantry.view", "One ingredient", gives=IngredientAnswer)
def ingredient(id):
    return stock_of(the_ingredient(id))


@api.get("/ingredients/<int:id>/lots", "pantry.view", "What is there of it, batch by batch", gives=Lot, many=True)
def lots(id):
    return [_lot(each) for each in shelved(the_ingredient(id)).shelf.lots]


@api.post("/ingredients/<int:id>/lots", "pantry.edit", "Something came into the house", takes=LotForm,
          gives=IngredientAnswer, status=201, twin="pantry.add_lot")
def add_lot(id, form):
    food = the_ingredient(id)
    food.add_lot(by=g.member, **told_by(form, lambda reading: bought(food, reading)))
    return stock_of(food)


@api.post("/ingredients/<int:id>/uses", "pantry.edit", "Some of it was used", takes=UseForm, gives=IngredientAnswer,
          twin="pantry.use")
def use(id, form):
    food = the_ingredient(id)
    food.take(read_amount(form.quantity, food), g.member, form.key)
    return stock_of(food)


@api.post("/ingredients/<int:id>/changes", "pantry.edit", "The usual amount more or less", takes=StepForm,
          gives=IngredientAnswer, twin="pantry.change")
def change(id, form):
    step(shelved(the_ingredient(id)), form.delta, form.key)
    return stock_of(the_ingredient(id))


@api.post("/ingredients/<int:id>/level", "pantry.edit", "Plenty, low or out, of what nobody measures", takes=LevelForm,
          gives=IngredientAnswer, twin="pantry.set_level")
def set_level(id, form):
    food = the_ingredient(id)
    if form.level == "exact":
        food.count_exactly(by=g.member)
    else:
        food.set_level(form.level, by=g.member)
    return stock_of(food)


@api.get("/lots/<int:id>", "pantry.view", "One batch", gives=Lot)
def lot(id):
    return _lot(the_lot(id))


@api.get("/moves", "pantry.view", "What came and went, the latest first", query=ChangedPageQuery, gives=Page[Move])
def moves(query):
    theirs = g.family.of(StockMove).select(StockMove, PantryStock, Ingredient).join(PantryStock).join(Ingredient)
    theirs = later(theirs, StockMove.at, query.updated_since)
    return Page[Move](**page_of(StockMove, theirs, query, lambda rows: [_move(each) for each in rows]))


@api.post("/moves/<int:id>/reversal", "pantry.edit", "Take it back", takes=Nothing, gives=IngredientAnswer,
          twin="pantry.reverse")
def reverse(id, form):
    move = get_object_or_404(g.family.of(StockMove), StockMove.id == id)
    move.undo(by=g.member)
    return stock_of(move.pantry_stock.ingredient)


def stock_of(row):
    """The answer for an ingredient as it is now."""
    return _ingredient(shelved(row))


def _declare(noun, summary):
    """POST /lots/7/opening and its like."""

    def change_lot(id, form):
        lot = the_lot(id)
        Change(KINDS[noun], shelved(lot.ingredient), lot).make(form, g.member)
        return _lot(the_lot(id))

    change_lot.__name__ = f"lot_{noun}"
    takes = KINDS[noun].form
    api.post(f"/lots/<int:id>/{noun}", "pantry.edit", summary, takes=takes, gives=Lot, twin="pantry.change_batch")(
        change_lot
    )


for _noun, _summary in BATCH_VERBS.items():
    _declare(_noun, _summary)


def _ingredient(row):
    shelf, base = row.shelf, row.base
    amounts = {"there": shelf.total, "held": shelf.held, "free": shelf.free, "threshold": row.threshold}
    told = {name: Quantity.of(amount, base) for name, amount in amounts.items()}
    told |= {"low": shelf.is_low(), "use_until": shelf.until, "level": row.level if row.track == "level" else None}
    return IngredientAnswer(**same(row, IngredientAnswer, told), **told)


def _lot(row):
    told = {"ingredient": row.ingredient_id, "on_hand": Quantity.of(row.on_hand, row.ingredient.base)}
    return Lot(**same(row, Lot, told), **told)


def _move(row):
    lot = row.pantry_stock
    delta = Quantity.of(row.delta, lot.ingredient.base)
    told = {"lot": lot.id, "ingredient": lot.ingredient_id, "delta": delta, "actor": row.actor_id}
    return Move(**same(row, Move, told), **told)
