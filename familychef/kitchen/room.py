"""The kitchen's door: its blueprint, and how its pages find an order."""

from contextlib import contextmanager

from flask import Blueprint, g
from playhouse.flask_utils import get_object_or_404

from familychef.core.errors import Conflict
from familychef.menu.models import Dish

from . import book
from .models import CartItem, Order, OrderItem
from .timers import Timer

kitchen = Blueprint("kitchen", __name__)


def order_of_family(id):
    return get_object_or_404(g.family.of(Order), Order.id == id)


def order_for_member(id):
    """One's own order, or any for a chef; everybody else's does not exist."""
    return get_object_or_404(book.seen_by(g.member), Order.id == id)


def item_of(order, id):
    return get_object_or_404(g.family.of(OrderItem).where(OrderItem.order == order.id), OrderItem.id == id)


def item_of_family(id):
    return get_object_or_404(g.family.of(OrderItem), OrderItem.id == id)


def dish_of_family(id):
    return get_object_or_404(g.family.of(Dish), Dish.id == id)


def timer_of_family(id):
    return get_object_or_404(g.family.of(Timer), Timer.id == id)


def cart_item(id):
    return get_object_or_404(g.family.of(CartItem).where(CartItem.member == g.member.id), CartItem.id == id)


@contextmanager
def conflicts_show(view, order):
    """When it changed meanwhile, the answer carries the order as this page sees it."""
    try:
        yield
    except Conflict as conflict:
        conflict.subject = view(order)
        raise
