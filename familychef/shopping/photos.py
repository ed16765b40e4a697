"""A photo of a barcode, where no camera scans: read once and kept nowhere; it takes the extra `scan`."""

from importlib.util import find_spec

from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.core.uploads import made_of
from familychef.pantry import actions as pantry


def can_read():
    """Is the extra installed?"""
    return find_spec("zxingcpp") is not None


def code_on(upload):
    """The one number on it, in its one spelling. Raises Refusal with field `photo`."""
    codes = {code for text in made_of(upload, _digits_on, field="photo") if (code := _code(text))}
    if not codes:
        text = _("No barcode could be read. Try it closer, straight and in good light, or type the number.")
    elif len(codes) > 1:
        text = _("There is more than one barcode on this photo. Please take one of a single pack.")
    else:
        return codes.pop()
    raise Refusal(text, field="photo")


def _digits_on(content):
    from .bars import digits_on

    return digits_on(content)


def _code(text):
    try:
        return pantry.read_code(text)
    except Refusal:
        return None
