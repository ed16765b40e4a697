"""Which line of a ticket is made where, and the station that a screen shows."""

from typing import NamedTuple

from familychef.core.i18n import _
from familychef.menu import actions as menu

from . import book
from .states import TO_COOK


class Look(NamedTuple):
    """What a screen shows: tickets or expediter, and one station, or 0 for all; `default`: the view it starts with."""

    view: str = "tickets"
    station: int = 0
    default: str = "tickets"


COOK, TABLE = Look(), Look(view="expediter", default="expediter")


class Places:
    """`station`: the id of the one that is shown, or 0 for all of them."""

    def __init__(self, family, station=0):
        self.names = {each.id: each.name for each in menu.stations(family)}
        self.station = station if station in self.names else 0
        self._dishes = menu.stations_of_dishes(family) if self.names else {}

    def of(self, item):
        """The station of this line; 0: it is made anywhere."""
        return self._dishes.get(item.dish_id, 0)

    def shows(self, item):
        """What is made anywhere is shown everywhere."""
        return not self.station or self.of(item) in (0, self.station)

    def elsewhere(self, order):
        """The names of the other stations that make something of this order."""
        others = {self.of(item) for item in order.items if item.state != "void" and not self.shows(item)}
        return [name for id, name in self.names.items() if id in others]

    def stages(self, order):
        """[(station, items)] of what is to be eaten, in the order of the stations; nothing without any."""
        made = {}
        for item in order.items:
            if item.state != "void" and self.names:
                made.setdefault(self.of(item), []).append(item)
        return [(name, made[id]) for id, name in [*self.names.items(), (0, _("Anywhere"))] if id in made]

    def waiting(self, orders):
        """{station id: how many of these orders wait for it}; under 0, for any."""
        counts = dict.fromkeys([0, *self.names], 0)
        for order in orders:
            at = {self.of(item) for item in order.items if item.state in TO_COOK}
            for station in counts:
                counts[station] += bool(at) if not station else bool(at & {0, station})
        return counts


class Stations:
    """The buttons in the bar: all stations, each one, and the table, with how many tickets wait there.

    `rows`: [(id, name, how many, is it shown?)]; `view`: tickets or expediter, as it is shown; `back`: what an address
    says to lead from the table, where that is what this screen shows by itself.
    """

    room, noun, dom_id = "kitchen", "stations", "stations"

    def __init__(self, family, places, orders, look):
        counts = places.waiting(orders)
        self.table, self.all = look.view == "expediter", look.view == "tickets" and not places.station
        self.rows = [(id, name, counts[id], id == places.station) for id, name in places.names.items()]
        self.waiting = counts[0]
        self.shown = bool(self.rows) or "expediter" in (look.view, look.default)
        self.servable = book.servable(family) if self.shown else 0
        self.back = "tickets" if look.default == "expediter" else None
