"""The guards where people come, go and change what they may do."""

from tests.guards.list import Guard

BELONGING = "familychef/families/belonging.py"
LOGINS = "familychef/families/logins.py"
LEAVING = ("tests/families/test_leaving.py",)
RENEWAL = ("tests/families/test_session_renewal.py",)
PIN = ("tests/families/test_small_rights_of_a_pin.py",)

GUARDS = (
    Guard(
        "the last admin doesn't go",
        BELONGING,
        "            self._leave_an_admin()\n",
        "",
        LEAVING,
    ),
    Guard(
        "an admin who can't sign in counts for none",
        BELONGING,
        " and member.has_login]",
        "]",
        LEAVING,
    ),
    Guard(
        "of two admins who go at once one stays",
        "familychef/core/db.py",
        "                _lock_row(family)\n",
        "",
        LEAVING,
        "postgres",
    ),
    Guard(
        "who is removed is signed out",
        BELONGING,
        "                self._sign_out()\n",
        "",
        LEAVING,
    ),
    Guard(
        "what a removed admin made opens nothing",
        BELONGING,
        "                self._sign_out()\n                self._take_keys_back(by)\n",
        "                self._sign_out()\n",
        LEAVING,
    ),
    Guard(
        "who is no admin any more invites nobody",
        "familychef/families/invitations.py",
        "if not by.manages_now():",
        "if False:",
        LEAVING,
    ),
    Guard(
        "a link that is over tells nothing",
        "familychef/families/joining.py",
        "    if not invitation.is_open:\n",
        "    if False:\n",
        ("tests/families/test_joining.py",),
    ),
    Guard(
        "a new role is a new token",
        BELONGING,
        "                self._renew_sessions()\n",
        "",
        RENEWAL,
    ),
    Guard(
        "the token from before dies",
        LOGINS,
        " & (cls.renewed_at > clock.now() - OVERLAP)",
        "",
        RENEWAL,
    ),
    Guard(
        "of two requests one brings the new token",
        LOGINS,
        "Session.renew & (Session.token_hash == hashed(token)) & Session.ended_at.is_null()",
        "Session.ended_at.is_null()",
        RENEWAL,
    ),
    Guard(
        "a PIN leads to no other door",
        "familychef/families/room.py",
        "    if g.session and g.session.device_id:\n",
        "    if False:\n",
        PIN,
    ),
    Guard(
        "an admin ends browsers of the own family alone",
        "familychef/families/browsers.py",
        "get_object_or_404(member.sessions, Session.id == session)",
        "get_object_or_404(Session, Session.id == session)",
        ("tests/families/test_browsers.py",),
    ),
    Guard(
        "a family is deleted when its day has come",
        "familychef/families/deleting.py",
        "where(Family.deletes_at <= now)",
        "where(Family.deletes_at.is_null(False))",
        ("tests/families/test_ending_family.py",),
    ),
    Guard(
        "a family whose day has come is not kept",
        "familychef/families/ending.py",
        "self.changed_rows(type(self).deletes_at > clock.now(), deletes_at=None)",
        "self.changed_rows(deletes_at=None)",
        ("tests/families/test_ending_family.py",),
    ),
    Guard(
        "a deletion takes one family's rows",
        "familychef/families/deleting.py",
        'return model._meta.columns["family_id"] == family.id',
        'return model._meta.columns["family_id"] > 0',
        ("tests/families/test_deleting_family.py",),
    ),
    Guard(
        "an erased person's words go",
        "familychef/families/erasing.py",
        "        _scrub_events(member, words)\n",
        "",
        ("tests/families/test_erasing.py",),
    ),
)
