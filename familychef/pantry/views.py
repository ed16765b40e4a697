"""The pantry's pages: everything at a glance, one ingredient, and a tap on − or +."""

from flask import g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import allow
from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.core.web import answer, show

from . import batch_views, ingredient_views, lot_views, measure_views
from .forms import LevelForm, StepForm
from .item import Item
from .models import StockMove
from .overview import Overview
from .room import pantry, shelved, the_ingredient

blueprints = (pantry,)
pages = (batch_views, ingredient_views, lot_views, measure_views)


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
    ingredient, form = shelved(the_ingredient(id)), read(StepForm)
    moves = step(ingredient, form.delta, form.key)
    ingredient = shelved(ingredient)
    say = _("%(name)s: %(amount)s", name=ingredient.name, amount=ingredient.shelf.amount)
    undo = moves and url_for(".reverse", id=moves[0].id)
    return answer(ingredient, page=url_for(".item", id=id), say=say, undo=undo)


@pantry.post("/pantry/items/<int:id>/level")
@allow("pantry.edit")
def set_level(id):
    """For what nobody measures; `exact` goes back to counting."""
    ingredient, level = the_ingredient(id), read(LevelForm).level
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


def read(form):
    """The fields of a form that people only tap; what can't be read came from no page of ours."""
    reading = form.read(request.form)
    if not reading.valid():
        raise Refusal(next(iter(reading.errors.values())))
    return reading.fields


def step(ingredient, delta, key):
    if delta == "-1":
        return ingredient.take(ingredient.shelf.step, g.member, key, at_most=True)
    else:
        return [ingredient.add_lot(ingredient.shelf.step, g.member, key=key)]
