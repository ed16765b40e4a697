"""For programs: alerts, and the answers to them."""

import datetime as dt
from typing import Literal

from flask import g
from pydantic import BaseModel

from familychef.core.api import same
from familychef.core.forms import Nothing

from .api import api
from .forms import DeferralForm, DismissalForm
from .models import Alert, Ingredient
from .room import the_alert
from .words import ALERTS


class AlertAnswer(BaseModel):
    """`lot`: of which batch, null where it is about all of it."""

    id: int
    kind: Literal[tuple(ALERTS)]
    ingredient: int
    name: str
    lot: int | None
    opened_at: dt.datetime


class AnswerGiven(BaseModel):
    """`answer`: the number that takes it back; `move`: the movement of stock that does; null where nothing can."""

    answer: int | None
    move: int | None


@api.get("/alerts", "pantry.view", "What wants something from somebody, but for what was put off", gives=AlertAnswer,
         many=True)
def alerts():
    query = Alert.shown_of(g.family).select(Alert, Ingredient).join(Ingredient).order_by(Alert.id)
    return [_alert(each) for each in query]


@api.get("/alerts/<int:id>", "pantry.view", "One of them", gives=AlertAnswer)
def alert(id):
    return _alert(the_alert(id))


@api.post("/alerts/<int:id>/deferral", "pantry.edit", "Again in so many days", takes=DeferralForm, gives=AnswerGiven,
          twin="pantry.put_off")
def put_off(id, form):
    return AnswerGiven(answer=the_alert(id).put_off(form.days, by=g.member), move=None)


@api.post("/alerts/<int:id>/dismissal", "pantry.edit", "It is used up, thrown away, or fine", takes=DismissalForm,
          gives=AnswerGiven, twin="pantry.dismiss")
def dismiss(id, form):
    found = the_alert(id)
    if form.how == "fine":
        return AnswerGiven(answer=found.call_fine(by=g.member), move=None)
    move = found.use_up(by=g.member) if form.how == "used" else found.throw_away(g.member, form.reason)
    return AnswerGiven(answer=None, move=move and move.id)


@api.post("/alerts/<int:id>/answers/<int:number>/reversal", "pantry.edit", "Show it again", takes=Nothing,
          gives=AlertAnswer, twin="pantry.take_back")
def take_back(id, number, form):
    the_alert(id).take_back(number, by=g.member)
    return _alert(the_alert(id))


def _alert(row):
    told = {"ingredient": row.ingredient_id, "name": row.ingredient.name, "lot": row.pantry_stock_id}
    return AlertAnswer(**same(row, AlertAnswer, told), **told)
