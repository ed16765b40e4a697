"""When things go otherwise: refusals a verb raises, and the answer each error becomes."""

import logging
import secrets
import traceback

from flask import g, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, SecurityError, ServiceUnavailable

from . import db, faults, full, security_log, web
from .access import HeldBack, Unproven
from .i18n import _, lazy, ngettext
from .incoming import address, own_path
from .problems import Invalid, OutOfScope, asked, problem
from .throttle import HOUR, MINUTE, TooMany

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

    def __init__(self, text=None, *, subject=None, field=None):
        super().__init__(text or _("It changed meanwhile."), subject=subject, field=field)


SENTENCES = {
    400: lazy("That request could not be understood."),
    401: lazy("Please sign in."),
    403: lazy("That is not allowed here."),
    404: lazy("There is nothing here."),
    405: lazy("That can't be done here."),
    412: lazy("It changed meanwhile."),
    413: lazy("That is too large. Pictures can be up to 25 MB."),
    415: lazy("This needs JSON."),
    426: lazy("This page is older than the house. Please load it again."),
    429: lazy("Too many tries. Please wait a moment."),
    503: lazy("The house is busy. Please try again in a moment."),
    507: lazy("The disk of the house is full. Nothing was changed. Please tell whoever runs the server."),
}


COME_AGAIN = 5
WRONG = lazy("Some of this can't be used.")


def register(app):
    app.register_error_handler(Invalid, invalid)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(TooMany, too_many)
    app.register_error_handler(Unproven, unproven)
    app.register_error_handler(HeldBack, held_back)
    app.register_error_handler(HTTPException, failed)
    app.register_error_handler(Exception, broke)


def invalid(error):
    """What a program sent, field by field."""
    return problem(422, WRONG, errors=error.errors)


def refused(error):
    """A sentence in #notices; for a conflict also the fresh piece."""
    if asked():
        return problem(error.status, error.text, errors={error.field: error.text} if error.field else None)
    elif web.wants_partial():
        fresh = web.piece(error.subject) if error.subject is not None else ""
        html = fresh + render_template("core/_alert.html", text=error.text)
        headers = {} if fresh else {"HX-Reswap": "none"}
        return make_response(html, error.status, headers)
    else:
        return _page(error.status, error.text)


def too_many(error):
    """How long to wait, as a sentence and as a header; the same for what exists and what doesn't."""
    security_log.note("throttled", way=error.way, limit=error.limit)
    text = _("That was too often. Please wait %(time)s.", time=_waiting(error.seconds))
    if asked():
        answer = problem(429, text)
    elif web.wants_partial():
        answer = make_response(render_template("core/_alert.html", text=text), 429, {"HX-Reswap": "none"})
    else:
        answer = _page(429, text)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def failed(error):
    if error.code is None or error.code < 400:
        return error
    text = SENTENCES.get(error.code, lazy("That did not work."))
    if error.code == 403:
        security_log.note("denied", status=403)
    if isinstance(error, SecurityError):
        return _unknown_house(text)
    elif asked():
        return problem(error.code, text, headers=_ways(error))
    elif error.code == 401:
        return _sign_in(text)
    elif web.wants_partial():
        return make_response(render_template("core/_alert.html", text=text), error.code, {"HX-Reswap": "none"})
    else:
        return _page(error.code, text)


def _ways(error):
    """What else could be done about it, for programs."""
    if error.code == 405:
        return {"Allow": ", ".join(sorted(error.valid_methods))}
    elif isinstance(error, OutOfScope):
        return {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{error.scope}"'}
    else:
        return {}


def unproven(_error):
    """The password first; then back to the page this was asked for from."""
    if asked():
        return problem(403, SENTENCES[403])
    return web.go(url_for("families.proof_page", next=_page_left() or _page_of_the_form()))


def held_back(_error):
    if asked():
        return problem(403, _("The family asks for a second step. Please set it up in a browser first."))
    return web.go(url_for("families.second_factor"))


def broke(error):
    """A fault of ours: its number is on the page and in the log, nothing else is. A full disk is nobody's."""
    if full.is_full(error):
        log.error("no room left on the disk, at %s %s", request.method, request.url_rule)
        return failed(full.NoRoom())
    elif db.is_away(error):
        return _busy(error)
    number = secrets.token_hex(4)
    log.error("fault %s at %s %s: %s", number, request.method, request.url_rule, lines_of(error))
    faults.note(error, number)
    text = _("Something went wrong on our side (number %(number)s).", number=number)
    if asked():
        return problem(500, text)
    elif web.wants_partial():
        return make_response(render_template("core/_alert.html", text=text), 500, {"HX-Reswap": "none"})
    else:
        return _page(500, text)


def _busy(error):
    """The database is out of reach: an answer to a visitor of whom nothing can be asked, and when to come again."""
    log.error("no database at %s %s: %s", request.method, request.url_rule, type(error).__name__)
    for known in ("member", "family", "session", "device", "homes"):
        g.pop(known, None)
    answer = failed(ServiceUnavailable())
    answer.headers["Retry-After"] = str(COME_AGAIN)
    return answer


def lines_of(error):
    """Its kind and the lines it came through; what it says could hold what somebody typed."""
    lines = traceback.format_tb(error.__traceback__)
    return "".join([type(error).__name__, "\nTraceback (most recent call last):\n", *lines])


def _waiting(seconds):
    """45 seconds, 3 minutes, 2 hours: rounded up, so that nobody comes too early."""
    if seconds < MINUTE:
        return ngettext("%(count)s second", "%(count)s seconds", seconds)
    elif seconds < HOUR:
        return ngettext("%(count)s minute", "%(count)s minutes", -(-seconds // MINUTE))
    else:
        return ngettext("%(count)s hour", "%(count)s hours", -(-seconds // HOUR))


def _unknown_house(text):
    """Under a name that isn't ours no address can be built, so no page either."""
    return make_response(str(text), 400, {"Content-Type": "text/plain; charset=utf-8"})


def _sign_in(text):
    screen = g.get("way_in")
    way = url_for(screen) if screen else url_for("families.sign_in_page", next=_page_left())
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


def _page_of_the_form():
    """Browsers say so to their own site; whoever comes back there presses the button again."""
    parts = address(request.referrer or "")
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return own_path(path) if parts.netloc == request.host else None


def _page(status, text):
    return make_response(render_template("core/error.html", status=status, text=text, way=None), status)
