"""How the kitchen paces an order: what waits until it is called, what comes first, what comes later than promised."""

from familychef.core import clock
from familychef.core.db import transaction
from familychef.core.errors import Conflict

from .states import UNFINISHED

LATEST = 180


class PacedOrder:
    """Verbs of an Order. `by`: the member who does it, or None for the kitchen's own display."""

    def rush(self, by, wanted=True):
        """It comes before all others, or in its turn again."""
        with transaction(self.family):
            self._still_to_cook()
            if bool(self.fresh().rushed_at) != wanted:
                self.touch(rushed_at=clock.now() if wanted else None)
                self.tell("rushed" if wanted else "unrushed", by)

    def delay(self, by, minutes):
        """It comes so many minutes later than was first promised, however often that is said."""
        with transaction(self.family):
            now = self._still_to_cook()
            if now.delayed != minutes:
                later = now.promised_at + clock.minutes(minutes - now.delayed)
                self.touch(promised_at=later, delayed=minutes)
                self.tell("delayed", by, delayed=[now.delayed, minutes])

    def pause(self, by, waits=True, seen=None):
        """Its dishes that nobody has begun wait, or go: those that were `seen`, as in start()."""
        with transaction(self.family):
            self._still_to_cook()
            for item in self.items:
                if item.state == "queued" and (seen is None or item.id in seen):
                    item.pause(by, waits)

    def _still_to_cook(self):
        now = self.fresh()
        if now.state not in UNFINISHED:
            raise Conflict(subject=now)
        return now


class PacedItem:
    """Verbs of an OrderItem."""

    def pause(self, by, waits=True):
        """It waits until it is called for, as a pudding does; or it goes now."""
        with transaction(self.family):
            now = self.fresh()
            if now.state != "queued":
                raise Conflict(subject=now.order)
            if now.waits != waits:
                self.changed_rows(waits=waits, version=type(self).version + 1)
                self._tell("paused" if waits else "called", by)

    def count(self, by, ready, seen=None):
        """So many of its portions are ready, which begins it; all of them finish it."""
        with transaction(self.family):
            if ready >= self.portions:
                return self.finish(by, seen)
            if self.fresh().state == "queued" and ready:
                self.start(by, seen)
            now = self.fresh()
            if now.state != "started" or self._recalled_since(seen):
                raise Conflict(subject=now.order)
            if now.ready_portions != ready:
                self.changed_rows(ready_portions=ready, version=type(self).version + 1)
                self._tell("counted", by, ready_portions=[now.ready_portions, ready])
