"""What every page shares: the words templates use, and where the tabs lead."""

import datetime as dt

from flask import current_app, g, request, url_for

from . import clock, i18n
from .access import can
from .i18n import lazy

TABS = (
    ("kitchen.today", lazy("Today"), "house", "family.view"),
    ("menu.menu", lazy("Menu"), "utensils", "menu.view"),
    ("kitchen.orders", lazy("Orders"), "receipt-text", "orders.view"),
    ("kitchen.display", lazy("Kitchen"), "cooking-pot", "orders.cook"),
    ("pantry.pantry", lazy("Pantry"), "package", "pantry.edit"),
    ("families.more", lazy("More"), "ellipsis", "family.view"),
)


def register(app):
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        _=i18n._,
        ngettext=i18n.ngettext,
        language=i18n.language,
        direction=i18n.direction,
        number=i18n.number,
        can=can,
        nav_items=nav_items,
        cursor=cursor,
        today=today,
        show_date=show_date,
        show_time=show_time,
        server_now=lambda: int(clock.now().timestamp() * 1000),
    )
    app.context_processor(lambda: {"member": g.get("member"), "family": g.get("family")})


def nav_items():
    """(address, word, icon, is it here?, badge, only in the rail of a wide screen?) of the tabs this person has.

    A thumb reaches five: who has six finds the own orders behind More.
    """
    if not g.get("member"):
        return []
    found = [tab for tab in TABS if can(tab[3]) and tab[0] in current_app.view_functions]
    return [
        (url_for(endpoint), str(word), icon, _here(endpoint), None, _spare(endpoint, found))
        for endpoint, word, icon, _permission in found
    ]


def _here(endpoint):
    """The page itself, or one of its room; the kitchen's pages differ too much to share a tab."""
    room = endpoint.partition(".")[0]
    if request.endpoint == endpoint:
        return "page"
    elif room == request.blueprint != "kitchen" or endpoint == "kitchen.orders" and request.path.startswith("/orders/"):
        return "true"
    else:
        return None


def _spare(endpoint, tabs):
    return len(tabs) > 5 and endpoint == "kitchen.orders"


def cursor():
    """The version this page was rendered at: where its live stream begins."""
    return g.family.version


def today():
    return g.family.today()


def show_date(day, form="medium"):
    """A date as a word when it is near: today, tomorrow, yesterday."""
    if isinstance(day, dt.datetime):
        day = clock.local(day, g.family.timezone).date()
    near = {0: i18n._("today"), 1: i18n._("tomorrow"), -1: i18n._("yesterday")}
    return near.get((day - today()).days) or i18n.date(day, form)


def show_time(instant):
    return i18n.time(instant, g.family.timezone)
