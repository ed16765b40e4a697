"""One line of a list: how much, why, what it cost, on which list; taken off and brought back."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.core.web import answer, go, refuse, show

from . import actions
from .forms import LineForm
from .list_door import line_form, line_told
from .page import Entry, Sheet
from .room import line_to_change, shopping
from .words import name_words


@shopping.get("/shopping/entries/<int:id>")
@allow("shopping.add")
def entry(id):
    line = line_to_change(id)
    return show("shopping/entry", form=line_form(line), **seen(line))


@shopping.post("/shopping/entries/<int:id>")
@allow("shopping.add")
def change(id):
    line, form = line_to_change(id), LineForm.read(request.form)
    told = line_told(line, form)
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
