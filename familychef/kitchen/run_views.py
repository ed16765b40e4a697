"""Marking the next portions of one dish ready, whoever they are for."""

from flask import g, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import allow
from familychef.core.web import go, show, wants_partial
from familychef.menu.models import Dish

from . import actions
from .display_views import asked, board_here
from .pace_forms import NextForm
from .room import kitchen
from .wall import look


@kitchen.post("/kitchen/dishes/<int:id>/readiness")
@allow("orders.cook")
def finish_next(id):
    dish, form = get_object_or_404(g.family.of(Dish), Dish.id == id), asked(NextForm)
    actions.finish_next(dish, form.portions, form.left, g.member, look())
    if wants_partial():
        return show("kitchen/display", board=board_here(id))
    return go(url_for("kitchen.display", lit=id))
