"""The pantry's doors for other rooms: holds for orders, leftovers, what there is, how it is said and found."""

from .amounts import EXAMPLES, bare_number, own_unit, read_amount, said
from .books import Sum, bought, thrown_away
from .catalogue import add_from_starter, named, resolve, starter_named, starter_names, suggestions
from .correcting import correct, planned_for, used_by
from .ending import ending_soon
from .gtin import read_code
from .holds import Shortage, bind, discard, hold, release, restore, use
from .leftovers import kept_by, leftover, take_back
from .overview import use_soon
from .paid import last_paid
from .signals import OF_STOCK
from .stock import held_by_ingredient, held_for, usable_stock
from .usage import recent_use
from .words import AISLES, BASES, PLACES, place_name

__all__ = [
    "AISLES", "BASES", "EXAMPLES", "OF_STOCK", "PLACES", "add_from_starter", "bare_number", "bind", "bought",
    "correct", "discard", "ending_soon", "held_by_ingredient", "held_for", "hold", "kept_by", "last_paid",
    "leftover", "named", "own_unit", "place_name", "planned_for", "read_amount", "read_code", "recent_use",
    "release", "resolve", "restore", "said", "starter_named", "starter_names", "suggestions", "take_back",
    "thrown_away", "usable_stock", "use", "use_soon", "used_by", "Shortage", "Sum",
]
