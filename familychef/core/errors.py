"""When things go otherwise: refusals a verb raises, and the answer each error becomes."""

import logging
import secrets

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, SecurityError

from . import web
from .i18n import _, lazy
from .incoming import address

log = logging.getLogger(__name__)


class Refusal(Exception):
    """A verb says no: `text` is a sentence for the person, `field` the form field it belongs to, if any."""

    status = 422

    def __init__(self, text, *, subject=None, field=None):
        super().__init__(str(text))
        self.text, self.subject, self.field = text, subject, field


class Conflict(Refusal):
    """It changed meanwhile; `subject` is the row as it is now, shown with the answer."""

    status = 409


SENTENCES = {
    400: lazy("That request could not be understood."),
    401: lazy("Please sign in."),
    403: lazy("That is not allowed here."),
    404: lazy("There is nothing here."),
    405: lazy("That can't be done here."),
    413: lazy("That is too large. Pictures can be up to 25 MB."),
    429: lazy("Too many tries. Please wait a moment."),
    503: lazy("The house is busy. Please try again in a moment."),
}


def register(app):
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, failed)
    app.register_error_handler(Exception, broke)


def refused(error):
    """A sentence in #notices; for a conflict also the fresh piece."""
    if web.wants_partial():
        fresh = web.piece(error.subject) if error.subject is not None else ""
        html = fresh + render_template("core/_alert.html", text=error.text)
        headers = {} if fresh else {"HX-Reswap": "none"}
        return make_response(html, error.status, headers)
    else:
        return _page(error.status, error.text)


def failed(error):
    if error.code is None or error.code < 400:
        return error
    text = SENTENCES.get(error.code, lazy("That did not work."))
    if isinstance(error, SecurityError):
        return _unknown_house(text)
    elif error.code == 401:
        return _sign_in(text)
    elif web.wants_partial():
        return make_response(render_template("core/_alert.html", text=text), error.code, {"HX-Reswap": "none"})
    else:
        return _page(error.code, text)


def broke(error):
    """A fault of ours: its number is on the page and in the log, nothing else is."""
    number = secrets.token_hex(4)
    log.error("fault %s at %s %s", number, request.method, request.path, exc_info=error)
    text = _("Something went wrong on our side (number %(number)s).", number=number)
    if web.wants_partial():
        return make_response(render_template("core/_alert.html", text=text), 500, {"HX-Reswap": "none"})
    else:
        return _page(500, text)


def _unknown_house(text):
    """Under a name that isn't ours no address can be built, so no page either."""
    return make_response(str(text), 400, {"Content-Type": "text/plain; charset=utf-8"})


def _sign_in(text):
    way = url_for("families.sign_in_page", next=_page_left())
    if web.wants_partial():
        return make_response(render_template("core/_alert.html", text=text), 401, {"HX-Redirect": way})
    elif _opens_a_page():
        return redirect(way, 303)
    else:
        return make_response(render_template("core/error.html", status=401, text=text, way=way), 401)


def _opens_a_page():
    """A browser on its way to a page: it gets the sign-in at once, not an error to read first."""
    return request.method == "GET" and "text/html" in request.headers.get("Accept", "")


def _page_left():
    """The address to come back to after signing in, or None for the start."""
    here = request.url if request.method == "GET" else ""
    parts = address(request.headers.get("HX-Current-URL", "") if web.wants_partial() else here)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path if path.strip("/") else None


def _page(status, text):
    return make_response(render_template("core/error.html", status=status, text=text, way=None), status)
