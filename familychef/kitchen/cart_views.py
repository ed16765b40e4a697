"""The cart's page, its bar on other pages, and sending it to the kitchen."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.forms import beside, tapped
from familychef.core.i18n import _, ngettext
from familychef.core.throttle import take
from familychef.core.web import answer, go, refuse, show
from familychef.families.models import SentForm

from . import actions
from .cart_page import Cart, CartBar, eater
from .forms import AddForm, CartItemForm, PlaceForm, RemovalForm
from .room import cart_item, dish_of_family, kitchen


@kitchen.app_context_processor
def cart_words():
    return {"cart_bar": lambda: CartBar(g.member)}


@kitchen.get("/cart")
@allow("orders.place")
def cart():
    return show("kitchen/cart", cart=Cart.of(g.member))


@kitchen.get("/cart/bar")
@allow("orders.place")
def cart_bar():
    return show("kitchen/cartbar", cartbar=CartBar(g.member))


@kitchen.post("/cart/items")
@allow("orders.place")
def add_to_cart():
    wish = tapped(AddForm)
    dish = dish_of_family(wish.dish)
    what = wish.model_dump(exclude={"dish", "for_member"})
    with SentForm.once(g.family, wish, g.member.id) as first:
        item = actions.add_to_cart(g.member, dish, for_member=eater(wish.for_member), **what) if first else None
    undo = item and url_for("kitchen.remove_from_cart", id=item.id, portions=wish.portions)
    say = added(dish) if item else None
    return answer(CartBar(g.member), url_for("menu.menu", _anchor=dish.dom_id), say=say, undo=undo)


@kitchen.post("/cart/items/<int:id>")
@allow("orders.place")
def change_cart_item(id):
    item, wish = cart_item(id), tapped(CartItemForm)
    item.change(g.member, **wish.model_dump())
    return answer(Cart.of(g.member), url_for("kitchen.cart"))


@kitchen.post("/cart/items/<int:id>/removal")
@allow("orders.place")
def remove_from_cart(id):
    item, form = cart_item(id), RemovalForm.read(request.values)
    left = item.portions - form.fields.portions if form.valid() and form.fields.portions else 0
    item.change(g.member, portions=max(left, 0))
    return answer(Cart.of(g.member), url_for("kitchen.cart"))


@kitchen.post("/orders")
@allow("orders.place")
def place():
    take("orders", g.member.id)
    form = PlaceForm.read(request.form)
    with beside(form):
        if form.valid():
            return sent(actions.place_order(g.member, **form.fields.wish(g.family, eater)))
    return refuse("kitchen/cart", form, form.status, cart=Cart.of(g.member, form))


def sent(order):
    return go(url_for("kitchen.order", id=order.id), say=_("Order %(number)s sent.", number=order.number))


def added(dish):
    count = CartBar(g.member).count
    return " ".join((
        _("%(dish)s added.", dish=dish.name),
        ngettext("%(count)s in your order.", "%(count)s in your order.", count),
    ))
