"""One line of a list: how much, why, what it cost, on which list; taken off and brought back."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.errors import Refusal
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.core.web import answer, go, refuse, show

from . import actions
from .forms import LineForm
from .page import Entry, Sheet
from .prices import plain_price, read_price
from .reading import Wish, wish_for, wishes
from .room import line_to_change, list_named, shopping
from .words import name_words, typed_words


@shopping.get("/shopping/entries/<int:id>")
@allow("shopping.add")
def entry(id):
    line = line_to_change(id)
    return show("shopping/entry", form=filled(line), **seen(line))


@shopping.post("/shopping/entries/<int:id>")
@allow("shopping.add")
def change(id):
    line, form = line_to_change(id), LineForm.read(request.form)
    told = told_of(line, form)
    with beside(form):
        if form.valid():
            actions.change(line, g.member, form.fields.version, **told)
    if not form.valid():
        return refuse("shopping/entry", form, form.status, **seen(line.fresh()))
    return go(url_for(".shopping_list", id=line.fresh().shopping_list_id))


@shopping.post("/shopping/entries/<int:id>/removal")
@allow("shopping.add")
def remove(id):
    line = line_to_change(id)
    actions.remove(line, g.member)
    say = _("%(name)s is off the list.", name=name_words(line))
    page = url_for(".entry", id=id)
    return answer(Sheet(line.shopping_list, g.member), page, say=say, undo=url_for(".bring_back", id=id))


@shopping.post("/shopping/entries/<int:id>/revival")
@allow("shopping.add")
def bring_back(id):
    line = line_to_change(id)
    actions.bring_back(line, g.member)
    say = _("%(name)s is on the list.", name=name_words(line))
    return answer(Sheet(line.shopping_list, g.member), url_for(".shopping_list", id=line.shopping_list_id), say=say)


def seen(line):
    return {"entry": Entry(line, g.member), "sheet": Sheet(line.shopping_list, g.member)}


def filled(line):
    typed = {"amount": typed_words(line), "price": plain_price(line.price, g.family)}
    return LineForm.blank(list=line.shopping_list_id, version=line.version, **typed)


def told_of(line, form):
    """The traits as typed; everything that is wrong is said beside its field."""
    told, fields = {}, form.fields
    if fields:
        told["shopping_list"] = list_named(fields.list) or line.shopping_list
        with beside(form):
            told["price"] = read_price(fields.price, g.family)
        if fields.amount != typed_words(line):
            with beside(form):
                told["wish"] = wish_of(line, fields.amount)
    return told


def wish_of(line, text):
    """The Wish for this line in another amount. Raises Refusal for words that are none."""
    if line.ingredient_id:
        wish = wish_for(line.ingredient, text)
    else:
        wish = next(iter(wishes(g.family, f"{text} {line.name}")), Wish(line.name))
    if text and wish.amount is None and wish.quantity is None:
        raise Refusal(_("Please type an amount, like 500 g."), field="amount")
    return wish
