"""Belonging to a family: roles given and taken, and leaving, of one's own will or not."""

from familychef.core import clock
from familychef.core.access import ADMIN, ROLES
from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.events import record
from familychef.core.i18n import _


class Belonging:
    """A FamilyMember's verbs. A family always keeps an admin: its row is locked while that is looked at."""

    def grant(self, roles, by):
        """Exactly these roles from now on; whoever is no admin any more has no open invitations either.

        Raises Refusal for none, and for taking admin from the last one.
        """
        roles = [role for role in ROLES if role in roles]
        if not roles:
            raise Refusal(_("Please choose at least one role."), field="roles")
        with transaction(self.family):
            before = self._now().roles
            if ADMIN not in roles:
                self._leave_an_admin("roles")
            if before != roles and self.changed_rows(type(self).state == "active", roles=roles):
                changes = {"roles": [before, roles]}
                record("member.granted", self, actor=by, stale=f"members {self.dom_id}", changes=changes)
                self._renew_sessions()
                if ADMIN not in roles:
                    self._take_keys_back(by)
                record("member.reloaded", self, actor=by, stale="reload", member=self)

    def remove(self, by):
        """Out of the family: signed out everywhere at once, whatever they could open is shut, their name kept."""
        with transaction(self.family):
            self._leave_an_admin()
            gone = {"state": "removed", "removed_at": clock.now(), "pin_hash": ""}
            if self.changed_rows(type(self).state == "active", **gone):
                self._sign_out()
                self._take_keys_back(by)
                for screen in self.paired_screens():
                    screen.remove(by)
                for calendar in self.calendars:
                    calendar.end(by)
                changes = {"state": ["active", "removed"]}
                record("member.removed", self, actor=by, stale=f"members {self.dom_id} menu", changes=changes)

    def forget(self):
        """What is known of who has left is erased; the row stays, for what they ordered and cooked still counts."""
        with transaction(self.family):
            nothing = {"name": "", "colour": 1, "allergens": [], "diet": "", "child": False, "face": "", "pin_hash": ""}
            if self.changed_rows((type(self).state == "removed") & (type(self).name != ""), **nothing):
                stale = f"members {self.dom_id} menu kitchen orders"
                record("member.erased", self, actor=self, stale=stale)

    def come_back(self, **traits):
        """A removed person who was invited again; what was known of them still is."""
        self.changed_rows(type(self).state == "removed", state="active", removed_at=None, **traits)
        return self

    def paired_screens(self):
        """The screens this member allowed, which open the house as long as they are paired."""
        return list(self.devices.filter(revoked_at__is=None))

    def manages_now(self):
        """Is this still an admin, whatever the page was when it was opened? Inside a transaction."""
        now = self._now()
        return now.state == "active" and now.has(ADMIN)

    def _now(self):
        return type(self).get_by_id(self.id)

    def is_last_admin(self):
        return [admin.id for admin in self._admins()] == [self.id]

    def _leave_an_admin(self, field=None):
        if not any(admin.id != self.id for admin in self._admins()):
            raise Refusal(_("A family needs an admin. Make somebody else one first."), field=field)

    def _admins(self):
        return [member for member in self.family.active_members() if member.has(ADMIN) and member.has_login]

    def _renew_sessions(self):
        for session in self.user.sessions.filter(ended_at__is=None):
            session.renew_soon()

    def _sign_out(self):
        for session in self.sessions.filter(ended_at__is=None):
            session.end()
        for program in self.programs.filter(ended_at__is=None):
            program.end()
        for passage in self.user.passages:
            if passage.made_by and passage.made_by.family_id == self.family_id:
                passage.use()
        for export in self.exports:
            export.changed_rows(expires_at=clock.now())

    def _take_keys_back(self, by):
        """The links this member made, for others to come in by or to sign in with again."""
        for invitation in self.issued:
            invitation.revoke(by)
        for passage in self.passages_made:
            passage.use()
