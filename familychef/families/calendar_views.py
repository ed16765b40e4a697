"""Orders in a calendar: an address for one, shown once; those there are; the end of one."""

import secrets

from flask import g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .calendar_door import ended, given
from .calendar_forms import CalendarForm
from .calendars import Calendar
from .room import families


@families.get("/me/calendars")
@allow("family.leave", own_device=True)
def calendars():
    return show("families/calendars", form=new_form(), calendars=list(Calendar.of_member(g.member)))


@families.post("/me/calendars")
@allow("family.leave", proof=True, own_device=True)
def give_calendar():
    form = CalendarForm.read(request.form)
    if not form.valid():
        return refuse("families/calendars", form, calendars=list(Calendar.of_member(g.member)))
    calendar, address = given(form.fields)
    made = {"name": calendar.name, "address": address, "webcal": f"webcal:{address.partition(':')[2]}"}
    return show("families/calendars", form=new_form(), made=made, calendars=list(Calendar.of_member(g.member)))


@families.post("/me/calendars/<int:id>/removal")
@allow("family.leave", own_device=True)
def end_calendar(id):
    calendar = get_object_or_404(Calendar.of_member(g.member), Calendar.id == id)
    ended(calendar)
    return go(url_for("families.calendars"), say=_("%(name)s shows nothing new any more.", name=calendar.name))


def new_form():
    return CalendarForm.blank(name="", key=secrets.token_urlsafe(16))
