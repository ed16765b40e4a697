"""How long a family's history is kept, and the forgetting of what is older."""

import datetime as dt

from familychef.core import clock
from familychef.core.db import transaction
from familychef.core.events import KEPT_FOR_REPLAY, Event, record
from familychef.core.relay import DeliveryOfEvent

MONTH = dt.timedelta(days=30.5)
BATCH = 500


class Remembering:
    """The verbs of Family that look after its events; the chain through what is left stays whole."""

    def remember(self, months, by):
        """Keep the history for so many months from now on; 0 is for good."""
        with transaction(self):
            before = type(self).get_by_id(self.id).keeps_events
            if before != months and self.changed_rows(keeps_events=months):
                changes = {"keeps_events": [before, months]}
                record("family.remembers", self, actor=by, stale="", needs="family.manage", changes=changes)

    def forget_old(self, now=None):
        """Remove up to 500 of the events that are too old; returns how many. What open pages may replay stays."""
        with transaction(self):
            family = type(self).get_by_id(self.id)
            last = family._forgettable(now or clock.now()) if family.keeps_events else None
            if not last:
                return 0
            old = (Event.family_id == self.id) & (Event.seq <= last.seq)
            DeliveryOfEvent.delete().where(DeliveryOfEvent.event_id.in_(Event.select(Event.id).where(old))).execute()
            gone = Event.delete().where(old).execute()
            self.changed_rows(events_gone=last.seq, chain_start=last.hash)
            record("family.forgot", self, stale="", needs="family.manage", changes={"events": gone})
            return gone

    def _forgettable(self, now):
        """The last event of the next batch: all up to it are old, settled, and beyond what is replayed."""
        own = Event.select().where(Event.family_id == self.id)
        waiting = own.where(~Event.settled).order_by(Event.seq).first()
        young = own.where(Event.at >= now - self.keeps_events * MONTH).order_by(Event.seq).first()
        ends = [self.version - KEPT_FOR_REPLAY, self.events_gone + BATCH]
        ends += [event.seq - 1 for event in (waiting, young) if event]
        return own.where(Event.seq <= min(ends)).order_by(Event.seq.desc()).first()
