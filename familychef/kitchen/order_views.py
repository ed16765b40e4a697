"""A person's own orders: sending, following, changing, stopping, having again."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.errors import Conflict, Refusal
from familychef.core.following import may_follow
from familychef.core.i18n import _, ngettext
from familychef.core.web import answer, go, refuse, show

from . import actions, book
from .cards import Card
from .cart_page import eater
from .forms import AddedForm, CancelForm, PortionsForm, RepeatForm
from .pages import Edition, Orders
from .room import conflicts_show, dish_of_family, item_of, kitchen, order_for_member


@kitchen.get("/orders")
@allow("orders.view")
@may_follow
def orders():
    return show("kitchen/orders", orders=Orders.of(g.member))


@kitchen.get("/orders/<int:id>")
@allow("orders.view")
@may_follow
def order(id):
    return show("kitchen/order", order=card_of(order_for_member(id)))


@kitchen.get("/orders/<int:id>/cancellation")
@allow("orders.view")
def cancellation(id):
    return show("kitchen/cancellation", order=card_of(order_for_member(id)), form=CancelForm.blank(fate="unused"))


@kitchen.post("/orders/<int:id>/cancellation")
@allow("orders.view")
def cancel(id):
    order, form = order_for_member(id), CancelForm.read(request.form)
    if form.valid():
        with conflicts_show(card_of, order):
            order.cancel(g.member, form.fields.fate)
        return answer(card_of(order), page=home_of(order), say=_("Cancelled."))
    else:
        return refuse("kitchen/cancellation", form, order=card_of(order))


@kitchen.post("/orders/<int:id>/receipt")
@allow("orders.view")
def receive(id):
    order = order_for_member(id)
    with conflicts_show(card_of, order):
        order.serve(g.member)
    return answer(card_of(order), page=url_for("kitchen.orders"))


@kitchen.post("/orders/<int:id>/repetition")
@allow("orders.place")
def repeat(id):
    order, form = order_for_member(id), RepeatForm.read(request.form)
    added, missed = actions.repeat(order, g.member, form.fields and form.fields.key)
    say = ngettext("%(count)s dish is in your order.", "%(count)s dishes are in your order.", added)
    if missed:
        say = say + " " + _("Not there now: %(names)s.", names=", ".join(missed))
    return go(url_for("kitchen.cart"), say=say)


@kitchen.get("/orders/<int:id>/edition")
@allow("orders.place")
def edition(id):
    return show("kitchen/edition", edition=edition_of(order_for_member(id)))


@kitchen.post("/orders/<int:id>/items")
@allow("orders.place")
def add_order_item(id):
    order, form = order_for_member(id), AddedForm.read(request.form)
    try:
        if form.valid():
            return add(order, form.fields)
    except Conflict:
        raise
    except Refusal as refusal:
        form.fail(refusal.field, refusal.text)
    return refuse("kitchen/edition", form, edition=edition_of(order, form))


@kitchen.post("/orders/<int:id>/items/<int:item_id>")
@allow("orders.place")
def change_order_item(id, item_id):
    order, form = order_for_member(id), PortionsForm.read(request.form)
    item = item_of(order, item_id)
    if form.valid():
        with conflicts_show(edition_of, order):
            actions.change_item(order, item, form.fields.portions, g.member)
        return answer(edition_of(order), page=edition_page(id))
    else:
        return refuse("kitchen/edition", form, edition=edition_of(order, form))


@kitchen.post("/orders/<int:id>/items/<int:item_id>/removal")
@allow("orders.place")
def remove_order_item(id, item_id):
    order = order_for_member(id)
    item = item_of(order, item_id)
    with conflicts_show(edition_of, order):
        actions.remove_item(order, item, g.member)
    return answer(edition_of(order), page=edition_page(id))


def add(order, fields):
    dish, wanted = dish_of_family(fields.dish), eater(fields.for_member)
    with conflicts_show(edition_of, order):
        actions.add_item(order, dish, fields.portions, g.member, wanted, fields.version)
    return answer(edition_of(order), page=edition_page(order.id), say=_("%(dish)s added.", dish=dish.name))


def card_of(order):
    return Card.of(order, g.member)


def home_of(order):
    """Where the person goes on from: a cook looks after other people's orders on the wall."""
    return url_for("kitchen.orders" if order.belongs_to(g.member) else "kitchen.display")


def edition_of(order, form=None):
    return Edition(book.one(order), g.member, form)


def edition_page(id):
    return url_for("kitchen.edition", id=id)
