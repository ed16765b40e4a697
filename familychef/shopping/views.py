"""Shopping's pages: the list, and what is typed on it."""

from flask import g, render_template, request, url_for

from familychef.core.access import allow
from familychef.core.forms import tapped
from familychef.core.i18n import _, ngettext
from familychef.core.web import answer, go, refuse, show
from familychef.families.models import SentForm

from . import actions, away_views, entry_views, list_views, photo_views, scan_views, tick_views, waiting
from .forms import PortionsForm, WishForm
from .page import Sheet
from .room import dish_of_family, first_list, list_named, shopping, the_list
from .suggesting import suggestions
from .words import name_words

blueprints = (shopping,)
__all__ = [
    "away_views", "blueprints", "entry_views", "list_views", "photo_views", "scan_views", "tick_views", "waiting",
]


@shopping.get("/shopping", endpoint="shopping")
@allow("shopping.view")
def first():
    return sheet_of(first_list())


@shopping.get("/shopping/<int:id>")
@allow("shopping.view")
def shopping_list(id):
    return sheet_of(the_list(id))


@shopping.post("/shopping/entries")
@allow("shopping.add")
def add():
    form = WishForm.read(request.form)
    chosen = list_named(form.fields.list) if form.fields else None
    if not form.valid():
        return refuse("shopping/wish_form", form, shopping_list=Sheet(chosen or first_list(), g.member))
    with SentForm.once(g.family, form.fields):
        lines = actions.add(g.family, form.fields.text, g.member, chosen, form.fields.key)
    seen = Sheet(chosen or first_list(), g.member)
    say = elsewhere(form.fields.list, seen) or added(lines)
    return answer(seen, url_for(".shopping_list", id=seen.id, _anchor="add"), say=say)


@shopping.get("/shopping/suggestions")
@allow("shopping.add")
def suggest():
    found = suggestions(g.family, request.args.get("q", "")[:400])
    return render_template("shopping/suggestions.html", suggestions=found)


@shopping.post("/shopping/dishes/<int:id>")
@allow("shopping.add")
def add_missing(id):
    dish = dish_of_family(id)
    fields = tapped(PortionsForm)
    with SentForm.once(g.family, fields, id):
        lines = actions.add_missing(dish, fields.portions, g.member, fields.key)
    say = added(lines) or _("What is missing is on the list already.")
    return go(url_for("menu.dish", id=id), say=say)


def sheet_of(found):
    return show("shopping/shopping_list", shopping_list=Sheet(found, g.member), form=WishForm.blank())


def elsewhere(wanted, seen):
    """Said when the list that was meant is put away, and its things come on another."""
    if wanted not in (None, seen.id):
        return _("That list is archived. It is on %(list)s now.", list=seen.list.name)


def added(lines):
    """`Milk added.`"""
    names = [name_words(line) for line in lines]
    if len(names) == 1:
        return _("%(name)s is on the list.", name=names[0])
    words = ngettext("%(count)s thing is on the list.", "%(count)s things are on the list.", len(names))
    return words if names else None
