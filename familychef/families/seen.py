"""When a browser or a screen was last used, written down now and then."""

from familychef.core import clock
from familychef.core.db import write

OFTEN, SELDOM = clock.minutes(1), clock.minutes(5)


class Seen:
    """Adds `touch`. What rests soon, as a screen of the family does, is looked at more closely."""

    def touch(self):
        now = clock.now()
        on_a_screen = getattr(self, "device_id", True)
        if now - self.seen_at > (OFTEN if on_a_screen else SELDOM):
            with write():
                self.changed_rows(seen_at=now)
