"""For programs: the cart, orders with every verb, and the kitchen's tickets."""

import datetime as dt

from flask import g
from playhouse.flask_utils import get_object_or_404
from pydantic import BaseModel

from familychef.core.api import Api
from familychef.core.forms import Form
from familychef.core.paging import Page, PageQuery, page_of
from familychef.menu.models import Dish

from . import actions, book
from .cart_page import Cart, eater
from .forms import AcceptForm, AddForm, CancelForm, CartItemForm, DeclineForm, PlaceForm, TapForm
from .models import Order
from .room import cart_item, order_for_member, order_of_family

api = Api("kitchen")
apis = (api,)


class Nothing(Form):
    """A verb that needs no words."""


class CartLine(BaseModel):
    id: int
    dish: int
    name: str
    for_member: int
    portions: int
    note: str
    left_out: list[str]
    possible: int
    trouble: bool


class CartAnswer(BaseModel):
    lines: list[CartLine]
    portions: int


class OrderLine(BaseModel):
    id: int
    dish: int
    name: str
    portions: int
    ready_portions: int
    for_member: int
    state: str
    note: str
    left_out: list[str]


class Allergy(BaseModel):
    """`allergens`: what this eater must not eat; `asked`: what of it the dish has, and somebody has answered for."""

    id: int
    member: str
    allergens: list[str]
    asked: list[str]


class OrderAnswer(BaseModel):
    id: int
    number: int
    day: dt.date
    state: str
    placed_by: int
    for_member: int
    placed_at: dt.datetime
    promised_at: dt.datetime
    wanted_for: dt.datetime | None
    ready_at: dt.datetime | None
    closed_at: dt.datetime | None
    note: str
    reason: str
    allergens: list[Allergy]
    version: int
    items: list[OrderLine]


@api.get("/cart", "orders.place", "What I am about to order", gives=CartAnswer)
def cart():
    return _cart()


@api.post("/cart/items", "orders.place", "Put a dish into the cart", takes=AddForm, gives=CartAnswer, status=201)
def add(form):
    dish = get_object_or_404(g.family.of(Dish), Dish.id == form.dish)
    what = form.model_dump(exclude={"dish", "for_member"})
    actions.add_to_cart(g.member, dish, for_member=eater(form.for_member), **what)
    return _cart()


@api.post("/cart/items/<int:id>", "orders.place", "Another number, another note", takes=CartItemForm, gives=CartAnswer)
def change(id, form):
    cart_item(id).change(g.member, **form.model_dump())
    return _cart()


@api.delete("/cart/items/<int:id>", "orders.place", "Take a dish out of the cart")
def remove(id):
    cart_item(id).change(g.member, portions=0)


@api.get("/orders", "orders.view", "My orders; all of them for a chef", query=PageQuery, gives=Page[OrderAnswer])
def orders(query):
    mine = g.family.of(Order) if g.member.has("chef") else book.own(g.member)
    return Page[OrderAnswer](**page_of(Order, mine, query, _read))


@api.get("/orders/<int:id>", "orders.view", "One order", gives=OrderAnswer)
def order(id):
    return _order(order_for_member(id))


@api.post("/orders", "orders.place", "Send the cart to the kitchen", takes=PlaceForm, gives=OrderAnswer, status=201,
          limit="orders")
def place(form):
    return _order(actions.place_order(g.member, **form.wish(g.family, eater)))


@api.post("/orders/<int:id>/cancellation", "orders.view", "Cancel an order", takes=CancelForm, gives=OrderAnswer)
def cancel(id, form):
    return _done(order_for_member(id), "cancel", form.fate)


@api.post("/orders/<int:id>/receipt", "orders.view", "I have it", takes=Nothing, gives=OrderAnswer)
def receive(id, form):
    return _done(order_for_member(id), "serve")


@api.get("/tickets", "orders.cook", "What the kitchen has to do", gives=OrderAnswer, many=True)
def tickets():
    return _read(book.at_the_pass(g.family))


@api.post("/orders/<int:id>/acceptance", "orders.cook", "Promise an order", takes=AcceptForm, gives=OrderAnswer)
def accept(id, form):
    return _done(order_of_family(id), "accept", form.choice, form.swaps())


@api.post("/orders/<int:id>/refusal", "orders.cook", "Decline, with a reason", takes=DeclineForm, gives=OrderAnswer)
def decline(id, form):
    return _done(order_of_family(id), "decline", form.reason)


@api.post("/orders/<int:id>/start", "orders.cook", "Begin to cook", takes=TapForm, gives=OrderAnswer)
def start(id, form):
    return _done(order_of_family(id), "start", form.items())


@api.post("/orders/<int:id>/readiness", "orders.cook", "Ready; that takes the stock", takes=TapForm, gives=OrderAnswer)
def finish(id, form):
    return _done(order_of_family(id), "finish", form.items())


@api.post("/orders/<int:id>/service", "orders.cook", "It is on the table", takes=TapForm, gives=OrderAnswer)
def serve(id, form):
    return _done(order_of_family(id), "serve", form.items())


@api.post("/orders/<int:id>/recall", "orders.cook", "Back to the kitchen", takes=TapForm, gives=OrderAnswer)
def recall(id, form):
    return _done(order_of_family(id), "recall", form.items())


def _done(order, verb, *args):
    getattr(order, verb)(g.member, *args)
    return _order(order)


def _cart():
    found = Cart.of(g.member)
    return CartAnswer(lines=[_cart_line(each) for each in found.lines], portions=found.count)


def _cart_line(line):
    return CartLine(
        id=line.id, dish=line.dish.id, name=line.dish.name, for_member=line.eater.id, portions=line.portions,
        note=line.note, left_out=line.item.left_out, possible=line.left, trouble=line.trouble,
    )


def _order(row):
    return _told(book.one(row))


def _read(query):
    return [_told(each) for each in book.read(g.family, query)]


def _told(row):
    told = {"placed_by": row.placed_by_id, "for_member": row.for_member_id, "items": list(map(_line, row.items))}
    return OrderAnswer(**_same(row, OrderAnswer, told), **told)


def _line(row):
    told = {"dish": row.dish_id, "for_member": row.for_member_id}
    return OrderLine(**_same(row, OrderLine, told), **told)


def _same(row, answer, told):
    return {name: getattr(row, name) for name in answer.model_fields if name not in told}
