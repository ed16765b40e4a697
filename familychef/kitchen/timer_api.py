"""For programs: the kitchen's timers, and what the cook says is out."""

import datetime as dt

from flask import g
from pydantic import BaseModel

from familychef.core.api import same
from familychef.core.forms import Nothing
from familychef.menu.actions import timer_words

from .api import api
from .forms import OutForm
from .out import Out, OutDish
from .room import dish_of_family, item_of_family, timer_of_family
from .timer_forms import ExtensionForm, TimerForm
from .timers import Timer


class TimerAnswer(BaseModel):
    """`item`: the dish of an order it belongs to."""

    id: int
    name: str
    seconds: int
    item: int | None
    started_at: dt.datetime
    ends_at: dt.datetime
    stopped_at: dt.datetime | None
    version: int


class OutAnswer(BaseModel):
    """`said`: `now`, `today`, how many are left (`3`), or nothing."""

    dish: int
    name: str
    said: str


@api.get("/timers", "orders.cook", "The timers that run or ring", gives=TimerAnswer, many=True)
def timers():
    return [_timer(each) for each in Timer.running(g.family)]


@api.post("/timers", "orders.cook", "Start a timer", takes=TimerForm, gives=TimerAnswer, status=201,
          twin="kitchen.start_timer")
def start_timer(form):
    item = form.item and item_of_family(form.item)
    name = form.name or (item and item.name) or timer_words(form.seconds)
    return _timer(Timer.start(g.family, g.member, key=form.key, name=name[:80], seconds=form.seconds, item=item))


@api.post("/timers/<int:id>/stop", "orders.cook", "It was heard", takes=Nothing, gives=TimerAnswer,
          twin="kitchen.stop_timer")
def stop_timer(id, form):
    timer_of_family(id).stop(g.member)
    return _timer(timer_of_family(id))


@api.post("/timers/<int:id>/extension", "orders.cook", "So many minutes more", takes=ExtensionForm, gives=TimerAnswer,
          twin="kitchen.extend_timer")
def extend_timer(id, form):
    timer_of_family(id).extend(g.member, form.minutes * 60, form.version)
    return _timer(timer_of_family(id))


@api.get("/outages", "orders.cook", "What the cook said of each dish on the menu", gives=OutAnswer, many=True)
def outages():
    return [_out(each) for each in Out(g.family).all]


@api.get("/dishes/<int:id>/outage", "orders.cook", "What the cook said of a dish", gives=OutAnswer)
def outage(id):
    return _out(OutDish.of(dish_of_family(id)))


@api.post("/dishes/<int:id>/outage", "orders.cook", "It is out, so many are left, or it is back", takes=OutForm,
          gives=OutAnswer, twin="kitchen.say_out")
def say_out(id, form):
    form.say(dish_of_family(id), g.member)
    return _out(OutDish.of(dish_of_family(id)))


def _timer(row):
    told = {"item": row.order_item_id}
    return TimerAnswer(**same(row, TimerAnswer, told), **told)


def _out(row):
    return OutAnswer(dish=row.id, name=row.name, said=row.said)
