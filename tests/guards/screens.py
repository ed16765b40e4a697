"""The guards around the screens of the family, and around the PINs typed there."""

from tests.guards.list import Guard

DEVICES = "familychef/families/devices.py"
LOGINS = "familychef/families/logins.py"
PAIRING = ("tests/families/test_pairing.py",)
TABLET = ("tests/families/test_shared_tablet.py",)
PROFILES = ("tests/families/test_profiles.py",)

GUARDS = (
    Guard(
        "a screen is allowed once",
        DEVICES,
        "changed_rows(Pairing.device.is_null(), Pairing",
        "changed_rows(Pairing",
        PAIRING,
    ),
    Guard(
        "a code dies after ten minutes",
        DEVICES,
        "return cls.select().where(cls.expires_at > clock.now())",
        "return cls.select()",
        PAIRING,
    ),
    Guard(
        "a pairing gives one token",
        DEVICES,
        "if Pairing.delete().where(mine).execute() and device",
        "if device",
        PAIRING,
    ),
    Guard(
        "a removed screen opens nothing",
        "familychef/families/screens.py",
        ", Device.revoked_at.is_null()).first()",
        ").first()",
        PAIRING,
    ),
    Guard(
        "codes are not guessed",
        "familychef/families/device_views.py",
        '    take("pairing_codes", here)\n',
        "",
        PAIRING,
    ),
    Guard(
        "only an admin pairs a tablet that many use",
        "familychef/families/device_views.py",
        "if form.fields.kind not in dict(kinds()):",
        "if False:",
        PAIRING,
    ),
    Guard(
        "whoever was signed in where a screen is paired is out",
        "familychef/families/pairing.py",
        "        g.session.end()\n",
        "",
        PAIRING,
    ),
    Guard(
        "PINs are not guessed",
        "familychef/families/pins.py",
        '    take_slowly("pins", member.id)\n',
        "",
        TABLET,
    ),
    Guard(
        "a PIN is good on the shared tablet alone",
        "familychef/families/faces.py",
        "if not (g.device and g.device.is_shared):",
        "if not g.device:",
        TABLET,
    ),
    Guard(
        "what was begun on a screen counts there alone",
        "familychef/families/sessions.py",
        "    return _with_token(blank).where(Session.device.is_null())\n",
        "    return _with_token(blank)\n",
        TABLET,
    ),
    Guard(
        "on a screen one rests after ten minutes",
        LOGINS,
        "(cls.seen_at > ago(IDLE_ON_SCREENS))",
        "(cls.seen_at > ago(IDLE))",
        TABLET,
    ),
    Guard(
        "on a screen it is over after twelve hours",
        "familychef/families/sessions.py",
        "return LONGEST_ON_SCREENS if g.device else LONGEST",
        "return LONGEST",
        TABLET,
    ),
    Guard(
        "what a page fetches by itself keeps nobody in",
        "familychef/families/sessions.py",
        "if not session.device_id or screens.somebody_is_there():",
        "if True:",
        TABLET,
    ),
    Guard(
        "nobody is an admin on a screen",
        "familychef/families/people.py",
        " and not (role == ADMIN and self.on_shared_screen)",
        "",
        TABLET,
    ),
    Guard(
        "a PIN that is taken away ends who is in by it",
        "familychef/families/pinned.py",
        "                        session.end()\n",
        "                        pass\n",
        TABLET,
    ),
    Guard(
        "PINs that are tried first are refused",
        "familychef/families/profile_forms.py",
        "elif pins.is_trivial(value):",
        "elif False:",
        PROFILES,
    ),
    Guard(
        "nobody gives a grown-up a PIN",
        "familychef/families/profiles.py",
        "allowed = mine | User.email.is_null() if g.member.has(ADMIN) else mine",
        "allowed = mine | g.member.has(ADMIN)",
        PROFILES,
    ),
)
