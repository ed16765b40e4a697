"""For programs: the kitchen's tickets, and the verbs of a whole order."""

from flask import g
from pydantic import Field

from . import actions, book
from .answers import OrderAnswer, done, order_answer, order_answers
from .api import api
from .forms import AcceptForm, DeclineForm, TapForm
from .pace_forms import DelayForm, NextForm, RushForm, WaitForm
from .room import dish_of_family, order_of_family


class SeenForm(TapForm):
    """`version`: of the order that was seen."""

    version: int | None = Field(None, ge=0, lt=2**31)


@api.get("/tickets", "orders.cook", "What the kitchen has to do", gives=OrderAnswer, many=True)
def tickets():
    return order_answers(book.at_the_pass(g.family))


@api.get("/tickets/<int:id>", "orders.cook", "One of them", gives=OrderAnswer)
def ticket(id):
    return order_answer(order_of_family(id))


@api.post("/orders/<int:id>/acceptance", "orders.cook", "Promise an order", takes=AcceptForm, gives=OrderAnswer,
          twin="kitchen.accept")
def accept(id, form):
    return done(order_of_family(id), "accept", form.choice, form.swaps())


@api.post("/orders/<int:id>/refusal", "orders.cook", "Decline, with a reason", takes=DeclineForm, gives=OrderAnswer,
          twin="kitchen.decline")
def decline(id, form):
    return done(order_of_family(id), "decline", form.reason)


@api.post("/orders/<int:id>/start", "orders.cook", "Begin to cook", takes=TapForm, gives=OrderAnswer,
          twin="kitchen.start")
def start(id, form):
    return done(order_of_family(id), "start", form.items())


@api.post("/orders/<int:id>/readiness", "orders.cook", "Ready; that takes the stock", takes=TapForm, gives=OrderAnswer,
          twin="kitchen.finish")
def finish(id, form):
    return done(order_of_family(id), "finish", form.items())


@api.post("/orders/<int:id>/service", "orders.cook", "It is on the table", takes=TapForm, gives=OrderAnswer,
          twin="kitchen.serve")
def serve(id, form):
    return done(order_of_family(id), "serve", form.items())


@api.post("/orders/<int:id>/recall", "orders.cook", "Back to the kitchen", takes=TapForm, gives=OrderAnswer,
          twin="kitchen.recall")
def recall(id, form):
    return done(order_of_family(id), "recall", form.items())


@api.post("/orders/<int:id>/acknowledgement", "orders.cook", "What was cancelled, added or struck has been seen",
          takes=SeenForm, gives=OrderAnswer, twin="kitchen.acknowledge")
def acknowledge(id, form):
    return done(order_of_family(id), "acknowledge", form.version, form.items())


@api.post("/orders/<int:id>/rush", "orders.cook", "It is in a hurry, or no more", takes=RushForm, gives=OrderAnswer,
          twin="kitchen.rush")
def rush(id, form):
    return done(order_of_family(id), "rush", form.rush)


@api.post("/orders/<int:id>/delay", "orders.cook", "So many minutes later than first promised", takes=DelayForm,
          gives=OrderAnswer, twin="kitchen.delay")
def delay(id, form):
    return done(order_of_family(id), "delay", form.minutes)


@api.post("/orders/<int:id>/waiting", "orders.cook", "It waits for a word, or goes on", takes=WaitForm,
          gives=OrderAnswer, twin="kitchen.pause")
def pause(id, form):
    return done(order_of_family(id), "pause", form.waits, form.items())


@api.post("/dishes/<int:id>/readiness", "orders.cook", "So many portions of a dish are ready, whoever they are for",
          takes=NextForm, gives=OrderAnswer, many=True, twin="kitchen.finish_next")
def finish_next(id, form):
    actions.finish_next(dish_of_family(id), form.portions, form.left, g.member)
    return order_answers(book.at_the_pass(g.family))
