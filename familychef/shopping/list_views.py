"""The family's lists: one for each shop, renamed, with a budget, put away."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .forms import ListForm
from .list_door import list_form, list_told
from .models import ShoppingList
from .room import shopping, the_list


@shopping.get("/shopping/lists")
@allow("shopping.tick")
def lists():
    return show("shopping/lists", lists=every(), form=ListForm.blank())


@shopping.post("/shopping/lists")
@allow("shopping.tick")
def make_list():
    form = ListForm.read(request.form)
    told = list_told(form)
    if not form.valid():
        return refuse("shopping/lists", form, lists=every())
    made = ShoppingList.make(g.family, g.member, **told)
    return go(url_for(".shopping_list", id=made.id))


@shopping.get("/shopping/<int:id>/settings")
@allow("shopping.tick")
def settings(id):
    found = the_list(id)
    return show("shopping/settings", found=found, form=list_form(found))


@shopping.post("/shopping/<int:id>/settings")
@allow("shopping.tick")
def settle(id):
    found, form = the_list(id), ListForm.read(request.form)
    told = list_told(form)
    with beside(form):
        if form.valid():
            found.settle(g.member, form.fields.version, **told)
    if not form.valid():
        return refuse("shopping/settings", form, form.status, found=found.fresh())
    return go(url_for(".shopping_list", id=id), say=_("Saved."))


@shopping.post("/shopping/<int:id>/archive")
@allow("shopping.tick")
def archive(id):
    found = the_list(id)
    found.archive(g.member)
    return go(url_for(".lists"), say=_("%(name)s is archived.", name=found.name))


@shopping.post("/shopping/<int:id>/revival")
@allow("shopping.tick")
def revive(id):
    the_list(id).revive(g.member)
    return go(url_for(".shopping_list", id=id))


def every():
    return list(g.family.of(ShoppingList).order_by(ShoppingList.archived, ShoppingList.id))
