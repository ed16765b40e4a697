"""The kitchen beside its tickets: the day's sheet, all tickets on paper, and the family's board on a TV."""

import datetime as dt

from flask import g, request

from familychef.core.access import allow
from familychef.core.web import show

from . import book
from .board import Board
from .day import DaySheet
from .room import kitchen
from .tv import FamilyBoard

FIRST = dt.date(2000, 1, 1)


@kitchen.get("/kitchen/day")
@allow("orders.cook")
def day():
    asked = asked_day()
    yesterday, tomorrow = asked - dt.timedelta(days=1), asked + dt.timedelta(days=1)
    return show("kitchen/day", sheet=DaySheet(g.family, asked), yesterday=yesterday, tomorrow=tomorrow)


@kitchen.get("/kitchen/paper")
@allow("orders.cook")
def paper():
    return show("kitchen/paper", board=Board.of(g.family))


@kitchen.get("/board")
@allow("orders.follow")
def tv():
    return show("kitchen/tv", board=FamilyBoard(g.family, book.open_now(g.family)))


def asked_day():
    """The day in the address; today for none, for nonsense, and for what has not come yet."""
    today = g.family.today()
    try:
        return min(today, max(FIRST, dt.date.fromisoformat(request.args.get("day", ""))))
    except ValueError:
        return today
