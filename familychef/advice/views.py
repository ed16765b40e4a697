"""The month in numbers."""

from flask import Blueprint, abort, g

from familychef.core.access import allow
from familychef.core.months import Month
from familychef.core.web import show

from .month import MonthBook

advice = Blueprint("advice", __name__)
blueprints = (advice,)


@advice.get("/pantry/months")
@allow("pantry.view")
def this_month():
    return shown(Month.of(g.family.today()))


@advice.get("/pantry/months/<code>")
@allow("pantry.view")
def month(code):
    try:
        asked = Month.read(code)
    except ValueError:
        abort(404)
    return shown(asked) if asked <= Month.of(g.family.today()) else abort(404)


def shown(asked):
    return show("advice/month", tag=g.family.today(), month=MonthBook(g.family, asked))
