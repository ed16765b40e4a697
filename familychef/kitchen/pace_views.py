"""The taps that pace an order: wait and go, hurry, later, and so many portions ready."""

from flask import url_for

from familychef.core.access import allow

from .display_views import asked, tap, tap_item
from .pace_forms import CountForm, DelayForm, RushForm, WaitForm
from .room import item_of_family, kitchen, order_of_family


@kitchen.post("/orders/<int:id>/rush")
@allow("orders.cook")
def rush(id):
    return tap(order_of_family(id), "rush", asked(RushForm).rush, page=ticket_page(id))


@kitchen.post("/orders/<int:id>/delay")
@allow("orders.cook")
def delay(id):
    return tap(order_of_family(id), "delay", asked(DelayForm).minutes, page=ticket_page(id))


@kitchen.post("/orders/<int:id>/waiting")
@allow("orders.cook")
def pause(id):
    order, form = order_of_family(id), asked(WaitForm)
    return tap(order, "pause", form.waits, form.items(), page=ticket_page(id))


@kitchen.post("/kitchen/items/<int:id>/waiting")
@allow("orders.cook")
def pause_item(id):
    item, form = item_of_family(id), asked(WaitForm)
    return tap_item(item, "pause", form.waits, page=ticket_page(item.order_id))


@kitchen.post("/kitchen/items/<int:id>/portions")
@allow("orders.cook")
def count_item(id):
    item, form = item_of_family(id), asked(CountForm)
    return tap_item(item, "count", form.portions, form.items(), page=ticket_page(item.order_id))


def ticket_page(id):
    return url_for("kitchen.ticket", id=id)
