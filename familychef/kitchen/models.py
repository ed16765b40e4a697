"""The rows of the kitchen: carts, orders and their items, each with its verbs in a module of its own."""

from .cart import CartItem
from .items import OrderItem
from .orders import Order
from .timers import Timer

__all__ = ["CartItem", "Order", "OrderItem", "Timer"]
