"""The pantry's pages: everything at a glance, one ingredient, and a tap on − or +."""

from flask import g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import allow
from familychef.core.forms import tapped
from familychef.core.i18n import _
from familychef.core.web import answer, show
from familychef.families.models import SentForm

from . import alert_views, barcode_views, batch_views, ingredient_views, lot_views, measure_views, waste_views
from .forms import LevelForm, StepForm
from .item import Item
from .models import StockMove
from .overview import Overview
from .room import pantry, shelved, the_ingredient
from .stock_door import step

blueprints = (pantry,)
pages = (alert_views, barcode_views, batch_views, ingredient_views, lot_views, measure_views, waste_views)


@pantry.get("/pantry", endpoint="pantry")
@allow("pantry.view")
def overview():
    seen = Overview(g.family, request.args.get("show", "soon"), request.args.get("q", ""))
    return show("pantry/pantry", pantry=seen)


@pantry.get("/pantry/items/<int:id>")
@allow("pantry.view")
def item(id):
    return show("pantry/item", item=Item(shelved(the_ingredient(id))))


@pantry.post("/pantry/items/<int:id>/changes")
@allow("pantry.edit")
def change(id):
    """One tap on − or +: the usual amount."""
    ingredient, form = shelved(the_ingredient(id)), tapped(StepForm)
    with SentForm.once(g.family, form, id):
        moves = step(ingredient, form.delta, form.key)
    ingredient = shelved(ingredient)
    say = _("%(name)s: %(amount)s", name=ingredient.name, amount=ingredient.shelf.amount)
    undo = moves and url_for(".reverse", id=moves[0].id)
    return answer(ingredient, page=url_for(".item", id=id), say=say, undo=undo)


@pantry.post("/pantry/items/<int:id>/level")
@allow("pantry.edit")
def set_level(id):
    """For what nobody measures; `exact` goes back to counting."""
    ingredient, level = the_ingredient(id), tapped(LevelForm).level
    if level == "exact":
        ingredient.count_exactly(by=g.member)
    else:
        ingredient.set_level(level, by=g.member)
    return answer(shelved(ingredient), page=url_for(".item", id=id))


@pantry.post("/pantry/changes/<int:id>/reversal")
@allow("pantry.edit")
def reverse(id):
    move = get_object_or_404(g.family.of(StockMove), StockMove.id == id)
    move.undo(by=g.member)
    ingredient = shelved(move.pantry_stock.ingredient)
    say = _("Taken back. %(name)s: %(amount)s", name=ingredient.name, amount=ingredient.shelf.amount)
    return answer(ingredient, page=url_for(".item", id=ingredient.id), say=say)
