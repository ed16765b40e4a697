"""Pictures that come with a form: looked at off the event loop; what is no picture is said beside its field."""

from .errors import Refusal
from .i18n import _l
from .threads import PICTURES

SENTENCES = {
    "unread": _l("This is not a picture we can read. JPEG, PNG, WebP and AVIF work."),
    "large": _l("This picture has too many points. As JPEG or PNG, up to 25 megapixels work."),
    "missing": _l("Please choose a picture."),
}


class BadPicture(Exception):
    """`key` says why: missing, unread or large."""

    def __init__(self, key):
        super().__init__(key)
        self.key = key


def made_of(upload, make, field):
    """What `make` makes of the bytes of `upload` (a werkzeug FileStorage or None). Raises Refusal with this field."""
    try:
        return PICTURES.apart(_made, upload, make)
    except BadPicture as bad:
        raise Refusal(SENTENCES[bad.key], field=field) from None


def _made(upload, make):
    """Read only when it is its turn, so that those who wait hold no memory."""
    content = upload.read() if upload else b""
    if not content:
        raise BadPicture("missing")
    return make(content)
