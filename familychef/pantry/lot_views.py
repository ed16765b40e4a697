"""Adding what came into the house, and using some of an ingredient by a typed amount."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show
from familychef.families.models import SentForm

from .amounts import said
from .changes import USE, Change
from .forms import LotForm
from .room import pantry, shelved, the_ingredient
from .stock_door import bought


@pantry.get("/pantry/items/<int:id>/lots")
@allow("pantry.edit")
def new_lot(id):
    ingredient = shelved(the_ingredient(id))
    usual = ingredient._usual_traits()
    form = LotForm.blank(date=usual["date"], date_kind=ingredient.date_kind, place=ingredient.place)
    return show("pantry/lot_form", form=form, ingredient=ingredient)


@pantry.post("/pantry/items/<int:id>/lots")
@allow("pantry.edit")
def add_lot(id):
    ingredient, form = the_ingredient(id), LotForm.read(request.form)
    traits = bought(ingredient, form)
    with beside(form):
        move = form.valid() and added(ingredient, form.fields, traits)
    if not form.valid():
        return refuse("pantry/lot_form", form, form.status, ingredient=shelved(ingredient))
    say = _("%(amount)s of %(name)s added.", amount=said(move.delta, ingredient), name=ingredient.name)
    return go(url_for(".item", id=id), say=say)


@pantry.get("/pantry/items/<int:id>/uses")
@allow("pantry.edit")
def new_use(id):
    change = Change(USE, shelved(the_ingredient(id)))
    return show("pantry/change", change=change, form=change.blank())


@pantry.post("/pantry/items/<int:id>/uses")
@allow("pantry.edit")
def use(id):
    change = Change(USE, shelved(the_ingredient(id)))
    form = change.read(request.form)
    with beside(form):
        if form.valid():
            change.make(form.fields, g.member)
    if not form.valid():
        return refuse("pantry/change", form, form.status, change=change)
    return go(url_for(".item", id=id), say=change.said())


def added(ingredient, fields, traits):
    with SentForm.once(g.family, fields, ingredient.id):
        return ingredient.add_lot(by=g.member, **traits)
