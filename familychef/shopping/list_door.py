"""What pages and programs share of lists: a list or a line as typed, and putting the basket away."""

from flask import g

from familychef.core.errors import Refusal
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.families.models import SentForm

from . import actions
from .forms import LineForm, ListForm
from .prices import plain_price, read_price
from .reading import Wish, wish_for, wishes
from .room import list_named
from .words import typed_words


def list_form(found):
    return ListForm.blank(name=found.name, budget=plain_price(found.budget, g.family), version=found.version)


def list_told(form):
    """Name and budget as typed; a wrong budget is said beside its field."""
    told = {}
    if form.fields:
        told["name"] = form.fields.name
        with beside(form):
            told["budget"] = read_price(form.fields.budget, g.family, "budget")
    return told


def line_form(line):
    typed = {"amount": typed_words(line), "price": plain_price(line.price, g.family)}
    return LineForm.blank(list=line.shopping_list_id, version=line.version, **typed)


def line_told(line, form):
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


def put_all_away(shopping_list, rows, fields):
    with SentForm.once(g.family, fields, shopping_list.id):
        return actions.put_away(shopping_list, rows, g.member, fields.key)
