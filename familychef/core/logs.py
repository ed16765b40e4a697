"""The log: a line for people or, with FAMILYCHEF_LOGS=json, a line of JSON; each says which request it belongs to."""

import datetime as dt
import json
import logging
import re
import secrets

from flask import current_app, g, has_request_context, request

HEADER = "X-Request-ID"
SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
BREAKS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def begin(kind):
    """Said once at start. `kind`: text or json."""
    handler = logging.StreamHandler()
    handler.setFormatter(Json() if kind == "json" else Plain("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("huey").setLevel(logging.WARNING)


def register(app):
    """Each request has a number of its own, which its answer says."""
    app.before_request(_number)
    app.after_request(_tell)


def request_id():
    """That of the request that is being answered; empty outside of one."""
    return g.get("request_id", "") if has_request_context() else ""


def _number():
    """A trusted proxy's own number, when it is one; else a new one."""
    told = request.headers.get(HEADER, "") if current_app.config["SETTINGS"].trusted_proxies else ""
    g.request_id = told if SANE.fullmatch(told) else secrets.token_hex(8)


def _tell(response):
    if number := request_id():
        response.headers[HEADER] = number
    return response


def one_line(text):
    """Without what could begin a line of its own, or speak to a terminal."""
    return BREAKS.sub(lambda found: repr(found[0])[1:-1], text).replace("\n", "\n    ")


class Plain(logging.Formatter):
    """A line for people; further lines of the same message stand to the right, so that none can be forged."""

    def format(self, record):
        number = request_id()
        text = super().format(record)
        return one_line(f"[{number}] {text}" if number else text)


class Json(logging.Formatter):
    """One object a line: time (UTC), level, logger, message, request, and the lines of an error."""

    def format(self, record):
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        told = {
            "time": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := request_id():
            told["request"] = number
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True)
