"""The wall's pages: the board, what was just finished, and the taps on a whole ticket."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.errors import Conflict, Refusal
from familychef.core.web import answer, go, refuse, show

from . import book
from .asking import Shortage
from .board import Board
from .forms import AcceptForm, DeclineForm, VoidForm
from .room import conflicts_show, kitchen, order_of_family
from .shortage import Missing


@kitchen.get("/kitchen")
@allow("orders.cook")
def display():
    return show("kitchen/display", board=Board.of(g.family))


@kitchen.get("/kitchen/keys")
@allow("orders.cook")
def keys():
    return show("kitchen/keys")


@kitchen.get("/kitchen/recent")
@allow("orders.cook")
def recent():
    return show("kitchen/recent", orders=book.read(g.family, book.recallable(g.family)))


@kitchen.get("/kitchen/tickets/<int:id>")
@allow("orders.cook")
def ticket(id):
    order = order_of_family(id)
    return show("kitchen/ticket", ticket=Board.ticket_of(order), form=VoidForm.blank(fate="eaten"))


@kitchen.get("/orders/<int:id>/acceptance")
@allow("orders.cook")
def acceptance(id):
    order = order_of_family(id)
    form = AcceptForm.blank(choice="fewer")
    return show("kitchen/acceptance", order=order, missing=Missing.of(order), form=form)


@kitchen.post("/orders/<int:id>/acceptance")
@allow("orders.cook")
def accept(id):
    order, form = order_of_family(id), AcceptForm.read(request.form)
    try:
        if form.valid():
            return tap(order, "accept", form.fields.choice, form.fields.swaps())
    except Shortage as shortage:
        return go(url_for("kitchen.acceptance", id=id), say=shortage.text)
    except Conflict:
        raise
    except Refusal as refusal:
        form.fail(refusal.field, refusal.text)
    return refuse("kitchen/acceptance", form, order=order, missing=Missing.of(order))


@kitchen.get("/orders/<int:id>/refusal")
@allow("orders.cook")
def refusal(id):
    return show("kitchen/refusal", order=book.one(order_of_family(id)), form=DeclineForm.blank(reason=""))


@kitchen.post("/orders/<int:id>/refusal")
@allow("orders.cook")
def decline(id):
    order, form = order_of_family(id), DeclineForm.read(request.form)
    if form.valid():
        order.decline(g.member, form.fields.reason)
        return go(url_for("kitchen.display"))
    else:
        return refuse("kitchen/refusal", form, order=book.one(order))


@kitchen.post("/orders/<int:id>/start")
@allow("orders.cook")
def start(id):
    return tap(order_of_family(id), "start")


@kitchen.post("/orders/<int:id>/readiness")
@allow("orders.cook")
def finish(id):
    return tap(order_of_family(id), "finish")


@kitchen.post("/orders/<int:id>/service")
@allow("orders.cook")
def serve(id):
    return tap(order_of_family(id), "serve", page=url_for("kitchen.recent"))


@kitchen.post("/orders/<int:id>/recall")
@allow("orders.cook")
def recall(id):
    return tap(order_of_family(id), "recall")


@kitchen.post("/orders/<int:id>/acknowledgement")
@allow("orders.cook")
def acknowledge(id):
    return tap(order_of_family(id), "acknowledge", request.args.get("version", type=int))


def tap(order, verb, *args, page=None):
    """One verb on an order, answered with its ticket and what is left to cook; with a conflict, too."""
    with conflicts_show(Board.ticket_of, order):
        getattr(order, verb)(g.member, *args)
    return answer_board(order, page)


def answer_board(order, page=None):
    board = Board.of(g.family)
    return answer(board.ticket(order), page or url_for("kitchen.display"), also=[board.all_day])
