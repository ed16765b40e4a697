"""What people type to pair a screen, and before a shared one."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from familychef.core.forms import Form, Line, wrong
from familychef.core.i18n import _

from .devices import CODE_LENGTH, DEVICE_KINDS, LETTERS
from .forms import Name


def _plain_code(value):
    return re.sub(r"[\s\W_]", "", value).upper() if isinstance(value, str) else value


def _shown_code(value):
    if len(value) != CODE_LENGTH or set(value) - set(LETTERS):
        wrong(_("A code has eight letters, like BCDF GHJK."))
    return value


ShownCode = Annotated[Line, BeforeValidator(_plain_code), AfterValidator(_shown_code)]


class ShownCodeForm(Form):
    """What stands on the screen."""

    code: ShownCode


class DeviceForm(ShownCodeForm):
    name: Name
    kind: Annotated[Literal[DEVICE_KINDS], Field()]
