"""For programs: the cart, and one's own orders with every verb."""

from flask import g
from pydantic import BaseModel

from familychef.core.api import Api
from familychef.core.following import may_follow
from familychef.core.forms import Nothing
from familychef.core.paging import ChangedPageQuery, Page, changed, page_of

from . import actions, book
from .answers import OrderAnswer, done, order_answer, order_answers
from .cart_page import Cart, eater
from .forms import AddedForm, AddForm, CancelForm, CartItemForm, PlaceForm, PortionsForm, RepeatForm
from .models import Order
from .room import cart_item, dish_of_family, item_of, order_for_member

api = Api("kitchen")
apis = (api,)


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


class RepetitionAnswer(BaseModel):
    """`added`: how many dishes are in the cart now; `missed`: the names of those that can't be had."""

    added: int
    missed: list[str]
    cart: CartAnswer


@api.get("/cart", "orders.place", "What I am about to order", gives=CartAnswer)
def cart():
    return _cart()


@api.post("/cart/items", "orders.place", "Put a dish into the cart", takes=AddForm, gives=CartAnswer, status=201,
          twin="kitchen.add_to_cart")
def add(form):
    dish = dish_of_family(form.dish)
    what = form.model_dump(exclude={"dish", "for_member"})
    actions.add_to_cart(g.member, dish, for_member=eater(form.for_member), **what)
    return _cart()


@api.post("/cart/items/<int:id>", "orders.place", "Another number, another note", takes=CartItemForm, gives=CartAnswer,
          twin="kitchen.change_cart_item")
def change(id, form):
    cart_item(id).change(g.member, **form.model_dump())
    return _cart()


@api.delete("/cart/items/<int:id>", "orders.place", "Take a dish out of the cart", twin="kitchen.remove_from_cart")
def remove(id):
    cart_item(id).change(g.member, portions=0)


@api.get("/orders", "orders.view", "My orders; all of them for a chef", query=ChangedPageQuery, gives=Page[OrderAnswer])
@may_follow
def orders(query):
    mine = changed(book.seen_by(g.member), Order, g.family, query.updated_since)
    return Page[OrderAnswer](**page_of(Order, mine, query, order_answers))


@api.get("/orders/<int:id>", "orders.view", "One order", gives=OrderAnswer)
@may_follow
def order(id):
    return order_answer(order_for_member(id))


@api.post("/orders", "orders.place", "Send the cart to the kitchen", takes=PlaceForm, gives=OrderAnswer, status=201,
          limit="orders", twin="kitchen.place")
def place(form):
    return order_answer(actions.place_order(g.member, **form.wish(g.family, eater)))


@api.post("/orders/<int:id>/cancellation", "orders.view", "Cancel an order", takes=CancelForm, gives=OrderAnswer,
          twin="kitchen.cancel")
def cancel(id, form):
    return done(order_for_member(id), "cancel", form.fate)


@api.post("/orders/<int:id>/receipt", "orders.view", "I have it", takes=Nothing, gives=OrderAnswer,
          twin="kitchen.receive")
def receive(id, form):
    return done(order_for_member(id), "serve")


@api.post("/orders/<int:id>/repetition", "orders.place", "The same into the cart once more", takes=RepeatForm,
          gives=RepetitionAnswer, twin="kitchen.repeat")
def repeat(id, form):
    added, missed = actions.repeat(order_for_member(id), g.member, form.key)
    return RepetitionAnswer(added=added, missed=missed, cart=_cart())


@api.post("/orders/<int:id>/items", "orders.place", "One more dish on an order that waits", takes=AddedForm,
          gives=OrderAnswer, twin="kitchen.add_order_item")
def add_item(id, form):
    found, dish = order_for_member(id), dish_of_family(form.dish)
    actions.add_item(found, dish, form.portions, g.member, eater(form.for_member), form.version)
    return order_answer(found)


@api.post("/orders/<int:id>/items/<int:item_id>", "orders.place", "Another number of a dish on an order that waits",
          takes=PortionsForm, gives=OrderAnswer, twin="kitchen.change_order_item")
def change_item(id, item_id, form):
    found = order_for_member(id)
    actions.change_item(found, item_of(found, item_id), form.portions, g.member)
    return order_answer(found)


@api.delete("/orders/<int:id>/items/<int:item_id>", "orders.place", "Take a dish off an order that waits",
            twin="kitchen.remove_order_item")
def remove_item(id, item_id):
    found = order_for_member(id)
    actions.remove_item(found, item_of(found, item_id), g.member)


def _cart():
    found = Cart.of(g.member)
    return CartAnswer(lines=[_cart_line(each) for each in found.lines], portions=found.count)


def _cart_line(line):
    return CartLine(
        id=line.id, dish=line.dish.id, name=line.dish.name, for_member=line.eater.id, portions=line.portions,
        note=line.note, left_out=line.item.left_out, possible=line.left, trouble=line.trouble,
    )
