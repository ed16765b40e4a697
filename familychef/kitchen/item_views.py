"""The taps on one line of a ticket."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.errors import Conflict, Refusal
from familychef.core.web import go, refuse

from .board import Board
from .display_views import answer_board
from .forms import VoidForm
from .room import conflicts_show, item_of_family, kitchen


@kitchen.post("/kitchen/items/<int:id>/start")
@allow("orders.cook")
def start_item(id):
    return tap_item(id, "start")


@kitchen.post("/kitchen/items/<int:id>/readiness")
@allow("orders.cook")
def finish_item(id):
    return tap_item(id, "finish")


@kitchen.post("/kitchen/items/<int:id>/service")
@allow("orders.cook")
def serve_item(id):
    return tap_item(id, "serve")


@kitchen.post("/kitchen/items/<int:id>/recall")
@allow("orders.cook")
def recall_item(id):
    return tap_item(id, "recall")


@kitchen.post("/kitchen/items/<int:id>/void")
@allow("orders.cook")
def void_item(id):
    item, form = item_of_family(id), VoidForm.read(request.form)
    try:
        if form.valid():
            item.void(g.member, form.fields.fate, form.fields.reason)
            return go(url_for("kitchen.display"))
    except Conflict:
        raise
    except Refusal as refusal:
        form.fail(refusal.field, refusal.text)
    return refuse("kitchen/ticket", form, ticket=Board.ticket_of(item.order), of=item.id)


def tap_item(id, verb):
    item = item_of_family(id)
    with conflicts_show(Board.ticket_of, item.order):
        getattr(item, verb)(g.member)
    return answer_board(item.order)
