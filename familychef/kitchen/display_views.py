"""The wall's pages: the board, what was just finished, and the taps on a whole ticket."""

from flask import abort, g, request, url_for

from familychef.core.access import allow
from familychef.core.errors import Conflict, Refusal
from familychef.core.web import answer, go, refuse, show

from . import book
from .asking import Shortage
from .board import Board
from .expediter import Pass
from .forms import AcceptForm, DeclineForm, TapForm, VoidForm
from .room import conflicts_show, kitchen, order_of_family
from .shortage import Missing
from .wall import look


@kitchen.get("/kitchen")
@allow("orders.cook")
def display():
    board = board_here(request.args.get("lit", 0, int))
    return show(board.page, board=board)


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
    return show("kitchen/ticket", ticket=ticket_to_cook(order), form=VoidForm.blank(fate=""))


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
        with conflicts_show(ticket_to_cook, order):
            order.decline(g.member, form.fields.reason)
        return go(url_for("kitchen.display"))
    else:
        return refuse("kitchen/refusal", form, order=book.one(order))


@kitchen.post("/orders/<int:id>/start")
@allow("orders.cook")
def start(id):
    return tap(order_of_family(id), "start", seen())


@kitchen.post("/orders/<int:id>/readiness")
@allow("orders.cook")
def finish(id):
    return tap(order_of_family(id), "finish", seen())


@kitchen.post("/orders/<int:id>/service")
@allow("orders.cook")
def serve(id):
    page = url_for("kitchen.display" if look().view == "expediter" else "kitchen.recent")
    return tap(order_of_family(id), "serve", seen(), page=page)


@kitchen.post("/orders/<int:id>/recall")
@allow("orders.cook")
def recall(id):
    return tap(order_of_family(id), "recall", seen())


@kitchen.post("/orders/<int:id>/acknowledgement")
@allow("orders.cook")
def acknowledge(id):
    return tap(order_of_family(id), "acknowledge", request.args.get("version", type=int), seen())


def seen():
    """What the screen showed when it was tapped: {item id: recalls}, or None."""
    return asked(TapForm).items()


def asked(kind):
    """What the button says; nobody types here, so nonsense is a forged form."""
    form = kind.read(request.form)
    return form.fields if form.valid() else abort(422)


def tap(order, verb, *args, page=None):
    """One verb on an order, answered with its ticket and what is left to cook; with a conflict, too."""
    with conflicts_show(ticket_here, order):
        getattr(order, verb)(g.member, *args)
    return answer_board(order, page)


def tap_item(item, verb, *args, page=None):
    """One verb on a line, answered as tap() answers."""
    with conflicts_show(ticket_here, item.order):
        getattr(item, verb)(g.member, *args)
    return answer_board(item.order, page)


def answer_board(order, page=None):
    board = board_here()
    return answer(board.ticket(order), page or url_for("kitchen.display"), also=board.beside)


def ticket_here(order):
    return board_here().ticket(order)


def board_here(lit=0):
    """The board that this screen shows: the tickets of who cooks, or those of who serves."""
    here = look()
    return Pass.of(g.family, here) if here.view == "expediter" else Board.of(g.family, lit, here)


def ticket_to_cook(order):
    """The ticket of who cooks, also where the table is shown."""
    return Board.of(g.family, look=look()).ticket(order)
