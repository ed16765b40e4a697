"""What every page shares: the words templates use, and where the tabs lead."""

import datetime as dt

from flask import current_app, g, get_flashed_messages, request, url_for

from . import clock, i18n, money, qr
from .access import CHILD, SHOPPER, can
from .i18n import lazy
from .kept_pieces import kept_pieces

TABS = (
    ("kitchen.today", lazy("Today"), "house", "family.view"),
    ("menu.menu", lazy("Menu"), "utensils", "menu.view"),
    ("kitchen.orders", lazy("Orders"), "receipt-text", "orders.view"),
    ("kitchen.display", lazy("Kitchen"), "cooking-pot", "orders.cook"),
    ("shopping.shopping", lazy("Shopping"), "shopping-basket", "shopping.view"),
    ("pantry.pantry", lazy("Pantry"), "package", "pantry.edit"),
    ("families.more", lazy("More"), "ellipsis", "family.view"),
)
WIDE = {"kitchen.orders", "pantry.pantry"}
CHILD_TABS = (
    ("menu.menu", lazy("Menu"), "utensils", "menu.view"),
    ("kitchen.orders", lazy("Orders"), "receipt-text", "orders.view"),
    ("families.me", lazy("Me"), "user", "family.view"),
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
        kept_pieces=kept_pieces,
        qr_code=qr.code,
        get_flashed_messages=flashed,
        server_now=lambda: int(clock.now().timestamp() * 1000),
    )
    words = (can, cursor, nav_items, only_here, show_date, show_money, show_time, today)
    app.jinja_env.globals.update({word.__name__: word for word in words})
    app.context_processor(lambda: {"member": g.get("member"), "family": g.get("family")})


def flashed():
    """What is to be said on this page, once; a page that is fetched ahead for later says nothing."""
    return [] if "X-FC-Ahead" in request.headers else get_flashed_messages()


def only_here():
    """Do this house's addresses lead to the machine it runs on, whoever opens them?"""
    return current_app.config["SETTINGS"].is_only_here


def nav_items(home=None):
    """(address, word, icon, is it here?, badge, only in the rail of a wide screen?) of the tabs this person has.

    A thumb reaches five: who has more finds the own orders behind More, then what others do. `home`: the address of the
    tab this page was opened from, where its own address doesn't tell.
    """
    if not g.get("member"):
        return []
    tabs = CHILD_TABS if CHILD in g.member.powers else TABS
    found = [tab for tab in tabs if can(tab[3]) and tab[0] in current_app.view_functions]
    spare = _spare({tab[0] for tab in found})
    return [
        (url_for(endpoint), str(word), icon, _here(endpoint, home), None, endpoint in spare)
        for endpoint, word, icon, _permission in found
    ]


def _here(endpoint, home):
    """The page itself, or one of its room; the kitchen's pages differ too much to share a tab."""
    if home:
        return "true" if url_for(endpoint) == home else None
    room, below = endpoint.partition(".")[0], f"{url_for(endpoint)}/"
    if request.endpoint == endpoint:
        return "page"
    elif room == request.blueprint != "kitchen" or endpoint in WIDE and request.path.startswith(below):
        return "true"
    else:
        return None


def _spare(endpoints):
    """The tabs for which there is no room under a thumb: a cook who shops has the pantry's behind More."""
    shops = g.member.has(SHOPPER)
    order = ("kitchen.orders", "pantry.pantry" if shops else "shopping.shopping", "shopping.shopping")
    return set([each for each in order if each in endpoints][: max(0, len(endpoints) - 5)])


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


def show_money(amount):
    """In the family's currency."""
    return money.show(amount, g.family.currency, i18n.language())
