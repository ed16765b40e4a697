"""An order as the kitchen sees it: who waits, until when, and for what."""

import math

from familychef.core import clock, i18n
from familychef.core.allergens import allergen_list
from familychef.core.i18n import _

from .states import CANCELLED, OPEN, PLACED, READY

SHORTEST_WARNING = clock.minutes(5)
UNDO_LIFE = clock.minutes(8 / 60)
FAR = clock.minutes(12 * 60)
KEYS = 9
NAMES_SHOWN = 3


class Ticket:
    """`state`: new, accepted, preparing, cancelled, done (the Undo plate) or gone; `age`: calm, soon or late."""

    room, noun = "kitchen", "ticket"

    def __init__(self, order, now):
        self.order, self.now = order, now
        self.lines = [Line(item) for item in order.items if _shown(item, order)]
        self.eaters = list({line.eater.id: line.eater for line in self.lines}.values()) or [order.for_member]
        self.key = (order.number - 1) % KEYS + 1

    @property
    def id(self):
        return self.order.id

    @property
    def state(self):
        return _state(self.order, self.now)

    @property
    def dom_id(self):
        return f"ticket-{self.id}"

    @property
    def who(self):
        names = [eater.name for eater in self.eaters]
        more = len(names) - NAMES_SHOWN
        return " + ".join(names[:NAMES_SHOWN]) + (f" +{more}" if more > 0 else "")

    @property
    def strip(self):
        """[(name, words, asked anyway?)] of what must not be on somebody's plate."""
        asked = {row["id"] for row in self.order.allergens if row.get("asked")}
        careful = [eater for eater in self.eaters if eater.allergens]
        return [(eater.name, allergen_list(eater.allergens), eater.id in asked) for eater in careful]

    @property
    def several(self):
        return len(self.eaters) > 1

    @property
    def due(self):
        return self.order.promised_at

    @property
    def due_ms(self):
        return int(self.due.timestamp() * 1000)

    @property
    def cooking(self):
        """How long its slowest dish takes."""
        return clock.minutes(max((line.minutes for line in self.lines), default=0))

    @property
    def warning(self):
        """How long before it is due it becomes urgent."""
        return max(SHORTEST_WARNING, self.cooking / 4)

    @property
    def warning_ms(self):
        return int(self.warning.total_seconds() * 1000)

    @property
    def age(self):
        if self.now >= self.due:
            return "late"
        return "soon" if self.now >= self.due - self.warning else "calm"

    @property
    def minutes(self):
        """To go while there is time, else how many it is late."""
        gap = (self.due - self.now).total_seconds() / 60
        return math.floor(-gap) if gap <= 0 else math.ceil(gap)

    @property
    def far(self):
        """So far away that minutes say nothing."""
        return self.due - self.now > FAR

    @property
    def word(self):
        """What the page says until its own clock takes over."""
        zone = self.order.family.timezone
        if self.far:
            day = i18n.date(clock.local(self.due, zone).date(), "short")
            return _("due %(day)s, %(time)s", day=day, time=i18n.time(self.due, zone))
        words = WORDS[self.age]()
        return words.replace("{count}", str(self.minutes)).replace("{time}", i18n.time(self.due, zone))

    @property
    def recalled(self):
        return self.state == "preparing" and self.order.ready_at is not None

    @property
    def start_now(self):
        started = any(line.state != "queued" for line in self.lines if not line.struck)
        return not started and self.age != "late" and self.now >= self.due - self.cooking

    @property
    def begun(self):
        return any(line.state in ("started", "ready", "served") for line in self.lines)

    @property
    def startable(self):
        return any(line.state == "queued" for line in self.lines)

    @property
    def news(self):
        return any(line.news for line in self.lines)

    @property
    def plate_seconds(self):
        """How long its Undo plate is still to be seen."""
        return max(1, math.ceil((self.order.ready_at + UNDO_LIFE - self.now).total_seconds()))

    @property
    def place(self):
        """By the minute it is due, called back ones first, then as they came."""
        return self.due.replace(second=0, microsecond=0), not self.recalled, self.order.id


class Line:
    """One dish of a ticket."""

    def __init__(self, item):
        self.item, self.id, self.name, self.portions = item, item.id, item.name, item.portions
        self.minutes, self.note, self.without, self.asked = item.minutes, item.note, item.left_out, item.asked
        self.swaps = item.snapshot.get("swaps", ())
        self.eater = item.for_member
        self.struck, self.news = item.state == "void", item.news
        self.added_at = item.added_at if item.news and not self.struck else None

    @property
    def state(self):
        return self.item.state

    @property
    def done(self):
        return self.state in ("ready", "served")

    @property
    def swap_words(self):
        return " ".join(
            _("With %(other)s instead of %(food)s.", other=other, food=food) for _id, food, _by, other in self.swaps
        )

    @property
    def without_words(self):
        return ", ".join(_("without %(food)s", food=name) for name in self.without)


WORDS = {
    "calm": lambda: _("due {time}"),
    "soon": lambda: _("due in {count} min"),
    "late": lambda: _("LATE by {count} min"),
}


def _shown(item, order):
    """What was struck is seen until the chef knows; of a cancelled order, everything."""
    return item.state != "void" or order.state == CANCELLED or item.news


def _state(order, now):
    if order.state == READY:
        return "done" if order.ready_at + UNDO_LIFE > now else "gone"
    elif order.state == CANCELLED:
        return "cancelled" if order.struck() else "gone"
    elif order.state == PLACED:
        return "new"
    else:
        return order.state if order.state in OPEN else "gone"
