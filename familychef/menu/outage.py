"""What the cook says of a dish, whatever there is of it: out until it is taken back, out for today, so many left."""

import datetime as dt

from familychef.core import clock
from familychef.core.db import transaction
from familychef.core.errors import Conflict
from familychef.core.events import changes_of, record

UNTIL_TAKEN_BACK = dt.datetime(9000, 1, 1, tzinfo=dt.UTC)
A_DAY = dt.timedelta(days=1)


class Outage:
    """The verbs of Dish that say so; a dish is out, or has so many left, or neither."""

    def out(self, by, until=UNTIL_TAKEN_BACK):
        """Nobody can have it until then; what is ordered stays ordered."""
        self._say("dish.out", by, out_until=until, portions_left=None)

    def out_today(self, by):
        """Until the family's next midnight."""
        tomorrow, zone = self.family.today() + A_DAY, self.family.timezone
        self.out(by, clock.instant(tomorrow, dt.time(), zone))

    def back(self, by):
        """As many as there is food for."""
        self._say("dish.back", by, out_until=None, portions_left=None)

    def left(self, by, portions, seen=None):
        """So many more than are ordered already. `seen`: its `said` as the cook saw it; raises Conflict when that
        has changed, for then some of them are taken."""
        self._say("dish.left", by, seen, out_until=None, portions_left=portions)

    def said(self, day=None):
        """today, now, how many are left, or "" when the cook has said nothing: what a form was made from."""
        out = out_on(day or self.family.today(), self.out_until, self.family.timezone)
        return out or ("" if self.portions_left is None else str(self.portions_left))

    def _say(self, kind, by, seen=None, **values):
        with transaction(self.family):
            now = type(self).get_by_id(self.id)
            changes = changes_of(now, values)
            if changes and seen not in (None, now.said()):
                raise Conflict(subject=now)
            if changes:
                self.changed_rows(**values)
                record(kind, self, actor=by, stale=self.stale, changes=changes)
            self.mirror(**values)


def out_on(day, until, timezone):
    """today, now (until it is taken back) or "": whether a dish is out on a day of the family."""
    if until is None or clock.local(until, timezone).date() <= day:
        return ""
    return "now" if until >= UNTIL_TAKEN_BACK else "today"
