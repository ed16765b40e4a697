"""The settings of a wall's screen: what fits it, what it shows, and when it is quiet."""

from flask import current_app, g, has_request_context, request, url_for

from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show
from familychef.menu import actions as menu

from . import pairing_questions  # noqa: F401
from .reading import Advice
from .room import kitchen
from .screen_words import DISTANCE_NAMES, ON_OFF, VIEW_NAMES
from .wall import Wall, keep_settings, wall_settings

ASK_THEMSELVES = {"kitchen.settings", "kitchen.set_up"}


@kitchen.context_processor
def screen():
    return {"wall_settings": wall_settings}


@kitchen.url_defaults
def stay(endpoint, values):
    """Who looks at one station, or at the table, comes back to it, whatever was tapped meanwhile."""
    if not has_request_context() or {endpoint, request.endpoint} & ASK_THEMSELVES:
        return
    if current_app.view_functions[endpoint].permission == "orders.cook":
        for name, kind in (("station", int), ("view", str)):
            if (here := request.args.get(name, type=kind)) is not None:
                values.setdefault(name, here)


@kitchen.get("/kitchen/settings")
@allow("orders.cook")
def settings():
    """With a question in the address: the answers as they stand there, and what fits them."""
    asked = {name: value[:20] for name, value in request.args.items() if name in Wall.model_fields}
    form = Wall.blank(**wall_settings().model_dump() | asked)
    advice = Advice.of(form.typed["size"], form.typed["stand"])
    if advice and "suggest" in request.args:
        form.typed["distance"] = advice.distance
    return show("kitchen/settings", form=form, advice=advice, **choices())


@kitchen.post("/kitchen/settings")
@allow("orders.cook")
def set_up():
    form = Wall.read(request.form)
    if form.valid() and form.fields.station and form.fields.station not in dict(stations()):
        form.fail("station", _("This station is not there any more."))
    if not form.valid():
        return refuse("kitchen/settings", form, advice=None, **choices())
    response = go(url_for("kitchen.display"), say=_("This screen is set."))
    return keep_settings(form.fields, response)


def stations():
    return [(0, _("All stations")), *((each.id, each.name) for each in menu.stations(g.family))]


def choices():
    """[(value, words)] of each question."""
    return {
        "stations": stations(),
        "sizes": [(size, _("%(count)s inches", count=size)) for size in ("10", "12", "15", "21", "24")],
        "stands": [(stand, _("%(count)s m", count=stand)) for stand in ("1", "2", "3")],
        "distances": list(DISTANCE_NAMES.items()),
        "views": list(VIEW_NAMES.items()),
        "volumes": [(3, _("Soft")), (6, _("Middling")), (10, _("Loud"))],
        "on_off": list(ON_OFF.items()),
    }
