"""How the life of an order reads to a person."""

from familychef.core import notices
from familychef.core.i18n import _l
from familychef.core.notices import Thing, moment, named
from familychef.menu.actions import timer_words

from . import book
from .models import Order, OrderItem, Timer
from .screen_words import SCREEN_FIELDS, SCREEN_WORDS

KINDS = {
    "order.placed": _l("Order placed"),
    "order.accepted": _l("Order accepted"),
    "order.declined": _l("Order declined"),
    "order.preparing": _l("Cooking began"),
    "order.ready": _l("Order ready"),
    "order.served": _l("Order served"),
    "order.cancelled": _l("Order cancelled"),
    "order.changed": _l("Order changed"),
    "order.acknowledged": _l("Change seen by the kitchen"),
    "item.started": _l("Dish started"),
    "item.ready": _l("Dish ready"),
    "item.served": _l("Dish served"),
    "item.recalled": _l("Dish recalled"),
    "item.corrected": _l("What a dish took was corrected"),
    "item.kept": _l("Leftovers kept"),
    "item.wasted": _l("Some of a dish thrown away"),
    "item.void": _l("Dish struck off"),
    "item.paused": _l("Dish waits"),
    "item.called": _l("Dish called for"),
    "item.counted": _l("Portions ready"),
    "order.rushed": _l("Order rushed"),
    "order.unrushed": _l("Order in its turn again"),
    "order.delayed": _l("Order put off"),
    "item.struck": _l("Dish struck off the order"),
    "timer.started": _l("Timer started"),
    "timer.stopped": _l("Timer stopped"),
    "timer.extended": _l("Timer prolonged"),
    "cart.added": _l("Put into the cart"),
    "cart.changed": _l("Cart changed"),
    "cart.emptied": _l("Taken out of the cart"),
    "cart.sent": _l("Cart sent"),
}
FIELDS = {
    "asked": _l("Asked for although something was missing"),
    "delayed": _l("Minutes later"),
    "fate": _l("What became of it"),
    "item": _l("For"),
    "kept": _l("Portions kept"),
    "note": _l("Note"),
    "order": _l("Order"),
    "portions": _l("Portions"),
    "ready_portions": _l("Ready"),
    "reason": _l("Reason"),
    "seconds": _l("How long"),
    "state": _l("State"),
    "wanted_for": _l("Wished for"),
    "wasted": _l("Portions thrown away"),
    **SCREEN_FIELDS,
}
STATES = {
    "placed": _l("placed"),
    "accepted": _l("accepted"),
    "preparing": _l("being cooked"),
    "ready": _l("ready"),
    "served": _l("served"),
    "declined": _l("declined"),
    "cancelled": _l("cancelled"),
}
WORDS = {
    "order.state": STATES,
    "order_item.state": STATES | {"queued": _l("waiting"), "started": _l("being cooked"), "void": _l("struck off")},
    "fate": {
        "eaten": _l("eaten"),
        "leftover": _l("kept as leftovers"),
        "waste": _l("thrown away"),
        "unused": _l("not used"),
    },
    "item": named("order_item"),
    "order": named("order"),
    "seconds": lambda value, _row, _reader: timer_words(int(value)),
    "wanted_for": moment,
    **SCREEN_WORDS,
}


def _rows(model):
    return lambda family, ids: {row.id: row for row in family.of(model).where(model.id.in_(list(ids)))}


def _items_of(family, id):
    return [f"order_item-{item.id}" for item in family.of(OrderItem).where(OrderItem.order == id)]


def _is_own(member, id):
    return book.own(member).where(Order.id == id).exists()


SUBJECTS = {
    "order": Thing(
        _l("Order"), _rows(Order), lambda order: f"#{order.number}", needs="orders.cook", is_own=_is_own,
        also=_items_of, page="kitchen.order",
    ),
    "order_item": Thing("", _rows(OrderItem), lambda item: item.name, needs="orders.cook"),
    "timer": Thing(_l("Timer"), _rows(Timer), lambda timer: timer.name, needs="orders.cook"),
    "cart_item": Thing(_l("Cart"), lambda family, ids: {}, str),
}

notices.say(KINDS, fields=FIELDS, words=WORDS, subjects=SUBJECTS)
