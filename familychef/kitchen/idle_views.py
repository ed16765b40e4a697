"""What the wall shows while it rests."""

from flask import g

from familychef.core.access import allow
from familychef.core.web import show

from .idle import Idle
from .room import kitchen


@kitchen.get("/kitchen/idle")
@allow("orders.cook")
def idle():
    return show("kitchen/idle", idle=Idle(g.family))
