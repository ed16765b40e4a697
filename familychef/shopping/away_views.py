"""Putting away: the whole basket on one page, and one press."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.i18n import _, ngettext
from familychef.core.web import go, refuse, show
from familychef.pantry import actions as pantry

from . import actions
from .basket import Basket
from .forms import AwayForm
from .list_door import put_all_away
from .room import shopping, the_list


@shopping.context_processor
def away_words():
    return {"places": [(code, str(word)) for code, word in pantry.PLACES.items()]}


@shopping.get("/shopping/<int:id>/putting-away")
@allow("shopping.tick")
def basket(id):
    return show("shopping/putting_away", form=AwayForm.blank(), basket=Basket(the_list(id), g.member))


@shopping.post("/shopping/<int:id>/putting-away")
@allow("shopping.tick")
def put_away(id):
    found, form = the_list(id), AwayForm.read(request.form)
    seen = Basket(found, g.member, form.fields)
    try:
        done = form.valid() and put_all_away(found, seen.rows, form.fields)
    except actions.Refusals as wrong:
        seen.explain(wrong.by_line)
        form.fail("form", wrong.text)
    if not form.valid():
        return refuse("shopping/putting_away", form, basket=seen)
    return go(url_for(".shopping_list", id=id), say=told(done, seen.uncounted))


def told(done, uncounted):
    """How many are put away, and which of them nobody knows the amount of."""
    if not done:
        return None
    say = ngettext("%(count)s thing is put away.", "%(count)s things are put away.", done)
    aside = [_("Not counted: %(names)s.", names=", ".join(uncounted))] if uncounted else []
    return " ".join([say, *aside])
