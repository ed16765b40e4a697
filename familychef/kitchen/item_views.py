"""The taps on one line of a ticket."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.errors import Conflict, Refusal
from familychef.core.i18n import _
from familychef.core.web import go, refuse

from .display_views import seen, tap_item, ticket_to_cook
from .forms import VoidForm
from .room import conflicts_show, item_of_family, kitchen


@kitchen.post("/kitchen/items/<int:id>/start")
@allow("orders.cook")
def start_item(id):
    return tap_item(item_of_family(id), "start", seen())


@kitchen.post("/kitchen/items/<int:id>/readiness")
@allow("orders.cook")
def finish_item(id):
    return tap_item(item_of_family(id), "finish", seen())


@kitchen.post("/kitchen/items/<int:id>/service")
@allow("orders.cook")
def serve_item(id):
    return tap_item(item_of_family(id), "serve", seen())


@kitchen.post("/kitchen/items/<int:id>/recall")
@allow("orders.cook")
def recall_item(id):
    return tap_item(item_of_family(id), "recall", seen())


@kitchen.post("/kitchen/items/<int:id>/void")
@allow("orders.cook")
def void_item(id):
    item, form = item_of_family(id), VoidForm.read(request.form)
    try:
        if form.valid():
            with conflicts_show(ticket_to_cook, item.order):
                item.void(g.member, form.fields.fate, form.fields.reason)
            return go(url_for("kitchen.display"), say=_("%(dish)s is given up. Its eater is told.", dish=item.name))
    except Conflict:
        raise
    except Refusal as refusal:
        form.fail(refusal.field, refusal.text)
    return refuse("kitchen/ticket", form, ticket=ticket_to_cook(item.order), of=item.id)
