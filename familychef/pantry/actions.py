"""The pantry's doors for other rooms: stock held for orders, leftovers, and what there is."""

from .holds import Shortage, bind, discard, hold, release, restore, use
from .leftovers import leftover
from .stock import held_by_ingredient, held_for, stock_rows, usable_stock

__all__ = [
    "Shortage", "bind", "discard", "held_by_ingredient", "held_for", "hold", "leftover", "release", "restore",
    "stock_rows", "usable_stock", "use",
]
