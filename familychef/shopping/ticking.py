"""A line goes into the basket and out again: the last tap wins, whoever made it and whenever it arrives."""

import datetime as dt

from familychef.core.db import transaction
from familychef.core.events import record

from .meeting import last_tapped_by, met
from .states import BOUGHT, OPEN

# So long a tap may be on its way.
SLOWEST = dt.timedelta(minutes=2)


class Ticking:
    """The verb of ShoppingListItem for taps."""

    def tick(self, done, at, by, key=None, seen=None, sure=True):
        """`at`: when the finger touched. A tap with a `key` counts once; an earlier one than the last changes nothing.

        What is in the basket is on the list, even if it was taken off meanwhile. `seen`: amount_mark
        as it was shown. Where `at` is not `sure` it may be off by the time on the way. Returns what the tap met,
        see meeting.py; the same code for each time it arrives.
        """
        with transaction(self.family):
            now = self.fresh()
            at = at if sure else _behind_own(at, now, by)
            late = _is_late(at, now)
            found = met(now, done, by, late, seen)
            if not self._tapped(done, at, by, key, found):
                return self.taps.model.met_by(self.family, key)
            if now.state != BOUGHT and not late:
                self._place(now, done, at, by)
            return found

    @property
    def in_basket(self):
        return self.state == OPEN and self.ticked_at is not None

    def _place(self, now, done, at, by):
        if done == now.in_basket:
            self.changed_rows(tapped_at=at)
        elif done or now.state == OPEN:
            self.changed_rows(tapped_at=at, **_placed(done, at, by))
            self._tell("ticked" if done else "unticked", by)

    def _tapped(self, done, at, by, key, found):
        values = {"shopping_list": self.shopping_list_id, "shopping_list_item": self.id, "member": by.id}
        return self.taps.model.first(self.family, key, done=done, at=at, met=found, **values)

    def _tell(self, what, by, **changes):
        record(f"entry.{what}", self, actor=by, stale="shopping", changes=changes)


def _behind_own(at, now, by):
    """What one hand sends comes in its order: it does not seem to come before what the same hand has just tapped."""
    just = now.tapped_at is not None and at < now.tapped_at < at + SLOWEST
    return now.tapped_at if just and last_tapped_by(now) == by.id else at


def _is_late(at, now):
    return now.tapped_at is not None and at < now.tapped_at


def _placed(done, at, by):
    if done:
        return {"ticked_at": at, "ticked_by": by, "state": OPEN, "silent": False}
    else:
        return {"ticked_at": None, "ticked_by": None}
