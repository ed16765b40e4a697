"""An order as its eater sees it: how far it is, when it comes, who cooks, what can be done."""

import secrets

from familychef.core import clock, i18n
from familychef.core.i18n import _, lazy, ngettext

from . import book
from .states import ACCEPTED, CANCELLED, COOKING, DECLINED, DONE, PLACED, PREPARING, READY, SERVED, TO_COOK

STEPS = (
    (PLACED, lazy("Sent"), "send"),
    (ACCEPTED, lazy("Accepted"), "thumbs-up"),
    (PREPARING, lazy("Cooking"), "flame"),
    (READY, lazy("Ready"), "bell-ring"),
)
OVER = {
    SERVED: ("served", lazy("Eaten")),
    DECLINED: ("rejected", lazy("Declined")),
    CANCELLED: ("cancelled", lazy("Cancelled")),
}
TOLERANCE = clock.minutes(5)


class Card:
    """Stands for the order in templates/kitchen/_order.html; `instead`: what else is ready, for a declined one."""

    room, noun = "kitchen", "order"

    def __init__(self, order, viewer, instead=()):
        self.order, self.viewer, self.instead = order, viewer, instead
        self.id, self.dom_id, self.number = order.id, order.dom_id, order.number
        self.note, self.reason, self.cook = order.note, order.reason, order.cook
        self.key = secrets.token_hex(16)
        self.lines = [item for item in order.items if item.state != "void" or order.state in (DECLINED, CANCELLED)]

    @property
    def given_up(self):
        """What the kitchen began and could not bring; of a cancelled order, what somebody gave a reason for."""
        ended = [item for item in self.order.items if item.state == "void" and item.fate]
        return [item for item in ended if item.reason or self.state != CANCELLED]

    @classmethod
    def of(cls, order, viewer):
        return cls(book.one(order), viewer)

    @property
    def state(self):
        return self.order.state

    @property
    def open(self):
        return self.state not in OVER

    @property
    def placed_at(self):
        return self.order.placed_at

    @property
    def title(self):
        """What it is in a few words: `2 × Pancakes, Cocoa`."""
        return ", ".join(f"{line.portions} × {line.name}" if line.portions > 1 else line.name for line in self.lines)

    @property
    def detailed(self):
        """There is more to say of its dishes than the title does."""
        told = any(line.left_out or line.note or line.asked or line.state in DONE for line in self.lines)
        return bool(told and self.state != READY or self.for_others or self.note)

    @property
    def for_others(self):
        """The names of those who eat, when it is not only the viewer."""
        names = list({line.for_member_id: line.for_member.name for line in self.lines}.values())
        own = len(names) == 1 and self.lines[0].for_member_id == self.viewer.id
        return [] if own else names

    @property
    def steps(self):
        """[(word, icon, is it done?, is it now?)]"""
        at = [state for state, _word, _icon in STEPS].index(self.state) if self.open else -1
        return [(word, icon, place < at, place == at) for place, (_state, word, icon) in enumerate(STEPS)]

    @property
    def over(self):
        """(state of the chip, word) of an order that has come to its end."""
        return OVER[self.state]

    @property
    def when(self):
        """One honest sentence about its time."""
        zone = self.order.family.timezone
        at, late = expected(self.order, clock.now())
        time = i18n.time(at, zone)
        if self.state == READY:
            return _("Order %(number)s is ready. Enjoy!", number=self.number)
        elif self.order.delayed and self.open and not late:
            return ngettext(
                "%(count)s minute later: about %(time)s", "%(count)s minutes later: about %(time)s",
                self.order.delayed, time=time,
            )
        elif late:
            return _("later than promised: %(time)s", time=time)
        elif clock.local(at, zone).date() != self.order.family.today():
            return _("%(day)s, about %(time)s", day=i18n.date(clock.local(at, zone).date()), time=time)
        else:
            return _("about %(time)s", time=time)

    @property
    def may_change(self):
        return self.order.may_change(self.viewer)

    @property
    def may_cancel(self):
        return self.order.may_cancel(self.viewer)

    @property
    def begun(self):
        return any(line.state not in ("queued", "void") for line in self.lines)

    @property
    def too_late(self):
        """It is cooking: only the cook can still stop it."""
        return self.state in COOKING and not self.may_cancel


def expected(order, now):
    """(when it will be there, whether that is later than was promised)."""
    waiting = [item for item in order.items if item.state in TO_COOK]
    if not waiting or order.wanted_for and now < order.wanted_for - _longest(waiting):
        return order.promised_at, False
    soonest = max((item.started_at or now) + clock.minutes(item.minutes) for item in waiting)
    likely = max(soonest, now)
    if likely <= order.promised_at + TOLERANCE and now <= order.promised_at:
        return order.promised_at, False
    likely += clock.minutes(1)
    return likely + clock.minutes(-likely.minute % 5), True


def _longest(items):
    return clock.minutes(max(item.minutes for item in items))
