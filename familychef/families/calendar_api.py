"""For programs: the addresses at which calendars find a member's orders."""

import datetime as dt

from flask import abort, g
from playhouse.flask_utils import get_object_or_404
from pydantic import BaseModel

from familychef.core.access import can

from .api import api
from .calendar_door import ended, given
from .calendar_forms import CalendarForm
from .calendars import Calendar


class CalendarAnswer(BaseModel):
    id: int
    name: str
    created_at: dt.datetime
    last_used_at: dt.datetime | None


class GivenCalendar(CalendarAnswer):
    """`address`: told this once; who knows it reads the orders."""

    address: str


@api.get("/calendars", "family.leave", "Where my orders are read as a calendar", gives=CalendarAnswer, many=True,
         needs="admin")
def calendars():
    return [CalendarAnswer(**_told(each)) for each in Calendar.of_member(g.member)]


@api.post("/calendars", "family.leave", "An address for a calendar; it is told this once", takes=CalendarForm,
          gives=GivenCalendar, status=201, twin="families.give_calendar", remembered=False)
def give_calendar(form):
    if not can("orders.view", "read"):
        abort(403)
    calendar, address = given(form)
    return GivenCalendar(address=address, **_told(calendar))


@api.delete("/calendars/<int:id>", "family.leave", "End an address", twin="families.end_calendar")
def end_calendar(id):
    ended(get_object_or_404(Calendar.of_member(g.member), Calendar.id == id))


def _told(row):
    return {"id": row.id, "name": row.name, "created_at": row.created_at, "last_used_at": row.used_at}
