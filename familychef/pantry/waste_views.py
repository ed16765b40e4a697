"""The page of what was thrown away."""

from flask import g, request

from familychef.core.access import allow
from familychef.core.months import Month
from familychef.core.web import show

from .room import pantry
from .waste import WasteLog


@pantry.get("/pantry/waste")
@allow("pantry.view")
def waste():
    return show("pantry/waste", tag=g.family.today(), waste=WasteLog(g.family, asked_month()))


def asked_month():
    """The month in the address; this one for none, for nonsense, and for what has not come yet."""
    now = Month.of(g.family.today())
    try:
        return min(now, Month.read(request.args.get("until", "")))
    except ValueError:
        return now
