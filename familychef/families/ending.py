"""The end of a family: asked for, waited for, and taken back as long as its day has not come."""

import datetime as dt

from familychef.core import clock
from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.events import record
from familychef.core.i18n import _

WAIT = dt.timedelta(days=7)


class Ending:
    """A Family's verbs."""

    @classmethod
    def staying(cls):
        """The families that are not being deleted just now."""
        return cls.select().where(cls.deletes_at.is_null() | (cls.deletes_at > clock.now())).order_by(cls.id)

    def end_later(self, by):
        """Deleted in a week, unless somebody keeps it; asked for again it is still the same week."""
        if self.demo:
            raise Refusal(_("The families of the demo stay."))
        with transaction(self):
            day = clock.now() + WAIT
            if self.changed_rows(type(self).deletes_at.is_null(), deletes_at=day):
                self._tell("ending", by, None, day)

    def keep(self, by):
        """It stays after all. Raises Refusal when its day has come."""
        with transaction(self):
            day = type(self).get_by_id(self.id).deletes_at
            if day and not self.changed_rows(type(self).deletes_at > clock.now(), deletes_at=None):
                raise Refusal(_("It is too late: the family is being deleted."))
            elif day:
                self._tell("kept", by, day, None)

    def _tell(self, what, by, before, after):
        days = [day and day.isoformat(timespec="minutes") for day in (before, after)]
        record(f"family.{what}", self, actor=by, stale="family", changes={"deletes_at": days})
