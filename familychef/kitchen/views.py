"""The kitchen's pages: today first; the others in modules of their own."""

from flask import g

from familychef.core.access import allow
from familychef.core.web import show

from . import (
    cart_views,
    day_views,
    display_views,
    feed_views,
    idle_views,
    item_views,
    order_views,
    out_views,
    pace_views,
    run_views,
    settings_views,
    sheet_views,
    time_views,
    timer_views,
)
from .room import kitchen
from .today import Today

blueprints = (kitchen,)
__all__ = [
    "blueprints",
    "cart_views",
    "day_views",
    "display_views",
    "feed_views",
    "idle_views",
    "item_views",
    "order_views",
    "out_views",
    "pace_views",
    "run_views",
    "settings_views",
    "sheet_views",
    "time_views",
    "timer_views",
]


@kitchen.get("/")
@allow("family.view")
def today():
    return show("kitchen/today", today=Today(g.member))
