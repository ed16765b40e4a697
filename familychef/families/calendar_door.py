"""What pages and programs share of calendars: an address given, and its end."""

from flask import current_app, g, url_for

from familychef.core import security_log
from familychef.core.throttle import take

from .calendars import Calendar, token_for


def given(fields):
    """(the calendar, its whole address)"""
    take("calendars", g.member.id)
    token = token_for(current_app.config["SETTINGS"].secret, g.member, fields.key)
    calendar = Calendar.give(g.member, fields.name, token)
    security_log.note("calendar.given", about=f"calendar-{calendar.id}")
    return calendar, current_app.config["SETTINGS"].url + url_for("kitchen.calendar", secret=token)


def ended(calendar):
    calendar.end(g.member)
    security_log.note("calendar.ended", about=f"calendar-{calendar.id}")
