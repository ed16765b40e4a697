"""The pantry's doors for other rooms: holds for orders, leftovers, what there is, how ingredients are found."""

from .catalogue import add_from_starter, resolve, starter_named, suggestions
from .holds import Shortage, bind, discard, hold, release, restore, use
from .leftovers import leftover
from .stock import held_by_ingredient, held_for, usable_stock

__all__ = [
    "Shortage", "add_from_starter", "bind", "discard", "held_by_ingredient", "held_for", "hold", "leftover", "release",
    "resolve", "restore", "starter_named", "suggestions", "usable_stock", "use",
]
