"""A PIN taken and given up: it opens a profile on the family's shared tablet, and nothing anywhere else."""

from familychef.core.db import transaction
from familychef.core.events import record


class Pinned:
    """A FamilyMember's verb."""

    def take_pin(self, pin_hash, by):
        """Their PIN from now on; who is in by the one before is out. An empty hash takes it away."""
        with transaction(self.family):
            if self.changed_rows(type(self).state == "active", pin_hash=pin_hash):
                for session in self.sessions.filter(ended_at__is=None):
                    if session.device_id:
                        session.end()
                kind = "member.pinned" if pin_hash else "member.unpinned"
                record(kind, self, actor=by, stale=f"members {self.dom_id}")
