"""An order as the kitchen sees it: who waits, until when, and for what."""

import math

from familychef.core import clock, i18n
from familychef.core.allergens import allergen_list
from familychef.core.i18n import _

from .lines import Line
from .states import CANCELLED, DONE, OPEN, PLACED, READY, TO_COOK

SHORTEST_WARNING = clock.minutes(5)
UNDO_LIFE = clock.minutes(8 / 60)
FAR = clock.minutes(12 * 60)
ONE_TAP = clock.minutes(2 / 60)
KEYS = 9
NAMES_SHOWN = 3


class Ticket:
    """`state`: new, accepted, preparing, cancelled, done (the Undo plate) or gone; `age`: calm, soon or late.

    At one station `lines` are those that are made there, and `elsewhere` names the others.
    """

    room, noun = "kitchen", "ticket"

    def __init__(self, order, now, places):
        self.order, self.now, self.elsewhere = order, now, places.elsewhere(order)
        self.lines = [Line(item) for item in order.items if _shown(item, order) and places.shows(item)]
        self.eaters = list({line.eater.id: line.eater for line in self.lines}.values()) or [order.for_member]
        self.key = (order.number - 1) % KEYS + 1

    @property
    def id(self):
        return self.order.id

    @property
    def state(self):
        whole = _state(self.order, self.now)
        if whole == "cancelled":
            return whole if any(line.item.unseen(self.order) for line in self.lines) else "gone"
        if not self.elsewhere or whole == "new":
            return whole if self.lines else "gone"
        return _state_of_part(self.lines, self.ready_at, self.now) or whole

    @property
    def ready_at(self):
        """When what it shows was ready."""
        if not self.elsewhere:
            return self.order.ready_at
        return max((line.item.ready_at for line in self.lines if line.item.ready_at), default=self.order.ready_at)

    @property
    def dom_id(self):
        return f"ticket-{self.id}"

    @property
    def seen(self):
        """What a tap on it says it saw; on the Undo plate, what the tap before it made ready."""
        if self.state != "done":
            return " ".join(line.seen for line in self.lines)
        since = self.ready_at - ONE_TAP
        return " ".join(line.seen for line in self.lines if line.item.ready_at and line.item.ready_at >= since)

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

    def makes(self, dish_id):
        """Is this dish still to be cooked for it?"""
        return any(line.item.dish_id == dish_id and line.state in TO_COOK for line in self.lines)

    def to_cook(self, dish_id):
        """Its lines of this dish that can be made now."""
        if self.state not in ("accepted", "preparing"):
            return []
        return [
            line for line in self.lines
            if line.item.dish_id == dish_id and line.state in TO_COOK and not line.waits
        ]

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
        return clock.minutes(max((line.minutes for line in self.lines if not line.waits), default=0))

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
        return max(1, math.floor(-gap)) if gap <= 0 else math.ceil(gap)

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
        return self.state == "preparing" and any(line.item.remade and not line.done for line in self.lines)

    @property
    def start_now(self):
        started = any(line.state != "queued" for line in self.lines if not line.struck)
        return not started and not self.waits and self.age != "late" and self.now >= self.due - self.cooking

    @property
    def begun(self):
        return any(line.state in ("started", *DONE) for line in self.lines)

    @property
    def startable(self):
        return any(line.state == "queued" and not line.waits for line in self.lines)

    @property
    def news(self):
        return any(line.news for line in self.lines)

    @property
    def plate_seconds(self):
        """How long its Undo plate is still to be seen."""
        return max(1, math.ceil((self.ready_at + UNDO_LIFE - self.now).total_seconds()))

    @property
    def place(self):
        """What hurries first, then by the minute it is due, called back ones first, then as they came."""
        return not self.rushed, self.due.replace(second=0, microsecond=0), not self.recalled, self.order.id

    @property
    def rushed(self):
        return self.order.rushed_at is not None

    @property
    def waits(self):
        """Everything that is still to be begun waits until it is called for."""
        left = [line for line in self.lines if line.state in TO_COOK]
        return bool(left) and all(line.waits for line in left)


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


def _state_of_part(lines, ready_at, now):
    """That of one station's lines when they are done; None while some are not."""
    if any(not line.done and not line.struck or line.news for line in lines):
        return None
    return "done" if ready_at and ready_at + UNDO_LIFE > now else "gone"
