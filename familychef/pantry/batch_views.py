"""One batch: its own page, and what is done with it."""

from contextlib import nullcontext

from flask import abort, g, request, url_for

from familychef.core.access import allow
from familychef.core.forms import beside
from familychef.core.web import answer, refuse, show

from .changes import KINDS, Change
from .room import pantry, shelved, the_lot


@pantry.get("/pantry/batches/<int:id>")
@allow("pantry.view")
def batch(id):
    lot = the_lot(id)
    return show("pantry/pantry_stock", pantry_stock=lot)


@pantry.get("/pantry/batches/<int:id>/<noun>")
@allow("pantry.edit")
def new_change(id, noun):
    change = change_of(id, noun)
    return show("pantry/change", change=change, form=change.blank())


@pantry.post("/pantry/batches/<int:id>/<noun>")
@allow("pantry.edit")
def change_batch(id, noun):
    """With a form, or with one tap on the batch: then a refusal is said in the notices."""
    change = change_of(id, noun)
    form = change.read(request.form)
    with beside(form) if request.form else nullcontext():
        if form.valid():
            change.make(form.fields, g.member)
    if not form.valid():
        return refuse("pantry/change", form, form.status, change=change_of(id, noun))
    return answer(the_lot(id), page=url_for(".item", id=change.ingredient.id), say=change.said())


def change_of(id, noun):
    lot = the_lot(id)
    return Change(KINDS.get(noun) or abort(404), shelved(lot.ingredient), lot)
