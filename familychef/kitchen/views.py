"""The kitchen's pages: today first; the others in modules of their own."""

from flask import g

from familychef.core.access import allow
from familychef.core.web import show

from . import cart_views, display_views, item_views, order_views
from .room import kitchen
from .today import Today

blueprints = (kitchen,)
__all__ = ["blueprints", "cart_views", "display_views", "item_views", "order_views"]


@kitchen.get("/")
@allow("family.view")
def today():
    return show("kitchen/today", today=Today(g.member))
