"""For programs: the verbs of one dish of an order, what was really used for it, and how long it really takes."""

import datetime as dt

from flask import g
from pydantic import BaseModel

from familychef.core.api import told_by
from familychef.core.errors import Conflict
from familychef.core.quantities import Quantity
from familychef.pantry.models import Ingredient, PantryStock

from .answers import OrderAnswer, item_done
from .api import api
from .forms import TapForm, VoidForm
from .outcome_forms import OutcomeForm, TimeForm
from .pace_forms import CountForm, WaitForm
from .room import dish_of_family, item_of_family
from .sheet import Sheet
from .times import Times


class Used(BaseModel):
    lot: int
    ingredient: int
    quantity: Quantity


class UsageAnswer(BaseModel):
    """`used`: of each batch; `kept`: portions as leftovers, good `until`; `wasted`: portions thrown away."""

    item: int
    used: list[Used]
    kept: int
    until: dt.date | None
    wasted: int
    reason: str
    version: int


class TimesAnswer(BaseModel):
    """`minutes`: what the recipe says; `taken`: the last times, the latest first; `offer`: what to say instead."""

    minutes: int
    taken: list[int]
    offer: int | None


@api.post("/order-items/<int:id>/start", "orders.cook", "Begin with one dish", takes=TapForm, gives=OrderAnswer,
          twin="kitchen.start_item")
def start_item(id, form):
    return item_done(item_of_family(id), "start", form.items())


@api.post("/order-items/<int:id>/readiness", "orders.cook", "One dish is ready", takes=TapForm, gives=OrderAnswer,
          twin="kitchen.finish_item")
def finish_item(id, form):
    return item_done(item_of_family(id), "finish", form.items())


@api.post("/order-items/<int:id>/service", "orders.cook", "One dish is on the table", takes=TapForm, gives=OrderAnswer,
          twin="kitchen.serve_item")
def serve_item(id, form):
    return item_done(item_of_family(id), "serve", form.items())


@api.post("/order-items/<int:id>/recall", "orders.cook", "One dish back to the kitchen", takes=TapForm,
          gives=OrderAnswer, twin="kitchen.recall_item")
def recall_item(id, form):
    return item_done(item_of_family(id), "recall", form.items())


@api.post("/order-items/<int:id>/void", "orders.cook", "Give a dish up", takes=VoidForm, gives=OrderAnswer,
          twin="kitchen.void_item")
def void_item(id, form):
    return item_done(item_of_family(id), "void", form.fate, form.reason)


@api.post("/order-items/<int:id>/waiting", "orders.cook", "One dish waits for a word, or goes on", takes=WaitForm,
          gives=OrderAnswer, twin="kitchen.pause_item")
def pause_item(id, form):
    return item_done(item_of_family(id), "pause", form.waits)


@api.post("/order-items/<int:id>/portions", "orders.cook", "So many portions of it are ready", takes=CountForm,
          gives=OrderAnswer, twin="kitchen.count_item")
def count_item(id, form):
    return item_done(item_of_family(id), "count", form.portions, form.items())


@api.get("/order-items/<int:id>/usage", "orders.cook", "What was used for it, kept and thrown away", gives=UsageAnswer)
def usage(id):
    return _usage(item_of_family(id))


@api.post("/order-items/<int:id>/usage", "orders.cook", "What was really used for it", takes=OutcomeForm,
          gives=UsageAnswer, twin="kitchen.correct_item")
def correct_item(id, form):
    item = item_of_family(id)
    item.correct(g.member, told_by(form, lambda reading: Sheet(item, reading).told()), form.version)
    return _usage(item.fresh())


@api.get("/dishes/<int:id>/times", "orders.cook", "How long a dish really takes", gives=TimesAnswer)
def times(id):
    return _times(Times(dish_of_family(id)))


@api.post("/dishes/<int:id>/time", "orders.cook", "Let its recipe say so", takes=TimeForm, gives=TimesAnswer,
          twin="kitchen.take_time")
def take_time(id, form):
    dish = dish_of_family(id)
    if form.minutes not in (dish.prep_minutes, Times(dish).offer):
        raise Conflict
    dish.retime(form.minutes, g.member)
    return _times(Times(dish_of_family(id)))


def _usage(item):
    found = item.outcome()
    lots = g.family.of(PantryStock).select(PantryStock, Ingredient).join(Ingredient)
    lots = lots.where(PantryStock.id.in_(list(found.amounts))).order_by(PantryStock.id)
    used = [_used(lot, found.amounts[lot.id]) for lot in lots]
    kept = {name: getattr(found, name) for name in ("kept", "until", "wasted", "reason")}
    return UsageAnswer(item=item.id, used=used, version=item.version, **kept)


def _used(lot, amount):
    return Used(lot=lot.id, ingredient=lot.ingredient_id, quantity=Quantity.of(amount, lot.ingredient.base))


def _times(found):
    return TimesAnswer(minutes=found.minutes, taken=[minutes for _item, minutes in found.taken], offer=found.offer)
