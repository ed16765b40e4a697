"""The catalogue: suggestions while typing, new ingredients, and everything that is known of one."""

from flask import g, render_template, request, url_for

from familychef.core.access import allow
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .catalogue import named, suggestions
from .ingredient_forms import IngredientForm, NewIngredientForm, filled, traits
from .overview import Catalogue
from .pace import Pace
from .room import pantry, the_ingredient


@pantry.get("/ingredients")
@allow("pantry.view")
def ingredients():
    return show("pantry/ingredients", ingredients=Catalogue(g.family, request.args.get("q", "")))


@pantry.get("/ingredients/suggestions")
@allow("pantry.view")
def suggest():
    found = suggestions(g.family, request.args.get("q", ""))
    return render_template("pantry/suggestions.html", suggestions=found)


@pantry.get("/ingredients/new")
@allow("pantry.edit")
def new_ingredient():
    form = NewIngredientForm.blank(name=request.args.get("name", "")[:80])
    return show("pantry/new_ingredient", form=form)


@pantry.post("/ingredients")
@allow("pantry.edit")
def add_ingredient():
    form = NewIngredientForm.read(request.form)
    with beside(form):
        ingredient = form.valid() and named(g.family, g.member, form.fields.name, form.fields.base)
    if not form.valid():
        return refuse("pantry/new_ingredient", form, form.status)
    return go(url_for(".new_lot", id=ingredient.id))


@pantry.get("/ingredients/<int:id>")
@allow("pantry.edit")
def ingredient(id):
    found = the_ingredient(id)
    return show("pantry/ingredient_form", form=filled(found), ingredient=found, pace=Pace(found))


@pantry.post("/ingredients/<int:id>")
@allow("pantry.edit")
def change_ingredient(id):
    found, form = the_ingredient(id), IngredientForm.read(request.form)
    with beside(form):
        if form.valid():
            found.describe(g.member, form.fields.version, **traits(found, form.fields))
    if not form.valid():
        found = the_ingredient(id)
        return refuse("pantry/ingredient_form", form, form.status, ingredient=found, pace=Pace(found))
    return go(url_for(".item", id=id), say=_("%(name)s is saved.", name=form.fields.name))


@pantry.post("/ingredients/<int:id>/archive")
@allow("pantry.edit")
def archive(id):
    found = the_ingredient(id)
    found.archive(by=g.member)
    return go(url_for(".ingredients"), say=_("%(name)s is put away. It is under “No longer used”.", name=found.name))


@pantry.post("/ingredients/<int:id>/revival")
@allow("pantry.edit")
def unarchive(id):
    the_ingredient(id).unarchive(by=g.member)
    return go(url_for(".item", id=id))
