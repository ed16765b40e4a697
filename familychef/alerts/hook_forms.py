"""What an admin says of a webhook."""

from typing import Annotated, ClassVar, Literal

from flask import current_app
from pydantic import AfterValidator, Field

from familychef.core.fetch import Refused, require_askable
from familychef.core.forms import Form, Line, wrong
from familychef.core.i18n import _

from .hook_kinds import KINDS


def _address(text):
    """Encrypted and on the public network as far as one can see, but for hosts at home that the settings name."""
    try:
        place = require_askable(text, current_app.config["SETTINGS"].home_hosts)
    except Refused:
        wrong(_("Please type a web address like https://example.com/hook. The server's settings name the hosts at home "
                "that may be told (FAMILYCHEF_HOME_HOSTS)."))
    if place.scheme != "https" and not place.trusted:
        wrong(_("Please use an address that begins with https://, so that nobody reads along."))
    return text


class HookForm(Form):
    """`kinds`: what it is told of; `key`: what its secret is made from, the same for the same form."""

    many: ClassVar[frozenset] = frozenset({"kinds"})

    name: Annotated[Line, Field(min_length=1, max_length=80)]
    url: Annotated[Line, Field(min_length=1, max_length=500), AfterValidator(_address)]
    kinds: Annotated[list[Literal[tuple(KINDS)]], Field(min_length=1, max_length=len(KINDS))]
    key: Annotated[Line, Field(min_length=8, max_length=64)]
