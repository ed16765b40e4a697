"""How this screen is set: how large it writes, what it shows, its keys, its sounds, and when it is quiet."""

import re
from typing import Annotated, Literal

from flask import current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer
from pydantic import AfterValidator, BeforeValidator, Field

from familychef.core.forms import Form, Line, wrong
from familychef.core.i18n import _
from familychef.core.incoming import LARGEST_ID

from .places import Look

DISTANCES = NEAR, MIDDLE, FAR = ("near", "middle", "far")
VIEWS = ("tickets", "expediter")
LIFE = 400 * 24 * 60 * 60


def _clock(value):
    if value and not re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", value):
        wrong(_("Please type a time like 21:30."))
    return value


def _any(value):
    return value or 0


Clock = Annotated[Line, AfterValidator(_clock)]
OnOff = Literal["on", "off"]


class Wall(Form):
    """The settings of one screen. `size` in inches and `stand` in metres are what the family answered;
    `station`: 0 for all of them; `volume` in tenths; the quiet hours as HH:MM, or empty."""

    size: Literal["", "10", "12", "15", "21", "24"] = ""
    stand: Literal["", "1", "2", "3"] = ""
    distance: Literal[DISTANCES] = MIDDLE
    view: Literal[VIEWS] = "tickets"
    station: Annotated[int, BeforeValidator(_any), Field(ge=0, le=LARGEST_ID)] = 0
    keypad: OnOff = "on"
    sound: OnOff = "on"
    volume: Annotated[int, Field(ge=0, le=10)] = 6
    quiet_from: Clock = ""
    quiet_until: Clock = ""

    @classmethod
    def kept(cls, values):
        """From what was kept once, maybe by another version; what can't be used is as it was delivered."""
        known = {name: value for name, value in values.items() if name in cls.model_fields}
        return cls.read(known).fields or cls()

    @property
    def quiet(self):
        """21:30-06:30, or nothing."""
        return f"{self.quiet_from}-{self.quiet_until}" if self.quiet_from and self.quiet_until else ""


def wall_settings():
    """Those of the paired display, or of this person's browser."""
    if "wall" not in g:
        g.wall = Wall.kept(g.device.settings if is_paired() else _remembered())
    return g.wall


def keep_settings(wall, response):
    """For this screen from now on; the response, with a cookie for a browser of one's own."""
    if is_paired():
        g.device.set_up(wall.model_dump(), by=g.member)
    else:
        response.set_cookie(value=_signer().dumps(wall.model_dump(exclude_defaults=True)), max_age=LIFE, **_cookie())
    return response


def look():
    """What this page shows: what its address says, else what its screen was set to."""
    own, asked = wall_settings(), request.args.get("view")
    station = request.args.get("station", own.station, int)
    return Look(asked if asked in VIEWS else own.view, station, own.view)


def is_paired():
    return bool(g.device and g.device.is_kitchen)


def _remembered():
    try:
        return _signer().loads(request.cookies.get(_cookie()["key"], ""))
    except BadSignature:
        return {}


def _signer():
    return URLSafeSerializer(current_app.config["SETTINGS"].secret, salt="wall")


def _cookie():
    settings = current_app.config["SETTINGS"]
    flags = {"secure": settings.https, "httponly": True, "samesite": "Lax", "path": "/"}
    return {"key": settings.wall_cookie} | flags
