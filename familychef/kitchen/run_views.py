"""Marking the next portions of one dish ready, whoever they are for."""

from flask import g, url_for

from familychef.core.access import allow
from familychef.core.web import go, show, wants_partial

from . import actions
from .display_views import asked, board_here
from .pace_forms import NextForm
from .room import dish_of_family, kitchen
from .wall import look


@kitchen.post("/kitchen/dishes/<int:id>/readiness")
@allow("orders.cook")
def finish_next(id):
    dish, form = dish_of_family(id), asked(NextForm)
    actions.finish_next(dish, form.portions, form.left, g.member, look())
    if wants_partial():
        return show("kitchen/display", board=board_here(id))
    return go(url_for("kitchen.display", lit=id))
