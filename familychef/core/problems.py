"""What a program is told when things go otherwise: problem JSON (RFC 9457), with `error` and `status` as of old."""

from flask import jsonify, request
from werkzeug.exceptions import HTTPException

PREFIX, READER = "/api/", "/api/docs"
TYPE = "application/problem+json"


class Invalid(Exception):
    """What came can't be read: `errors` is {field: sentence}."""

    def __init__(self, errors):
        super().__init__(", ".join(errors))
        self.errors = errors


class Unsupported(HTTPException):
    code = 415


class Outdated(HTTPException):
    """If-Match names another state than the one there is now."""

    code = 412


class OutOfScope(HTTPException):
    """The person may, but the token was not given `scope`."""

    code = 403

    def __init__(self, scope):
        super().__init__()
        self.scope = scope


def asked():
    """Is it a program that asks?"""
    return for_programs(request.path)


def for_programs(path):
    """All of the API but the pages on which people read its document."""
    return path.startswith(PREFIX) and path != READER and not path.startswith(f"{READER}/")


def problem(status, text, *, kind="about:blank", errors=None, headers=None):
    """The answer; `errors`: {field: sentence}, `kind`: an address that names what is wrong, stable for programs."""
    body = {"type": kind, "title": str(text), "status": status, "detail": str(text), "error": str(text)}
    if errors:
        body["errors"] = [{"field": field, "message": str(said)} for field, said in errors.items()]
    answer = jsonify(body)
    answer.status_code, answer.mimetype = status, TYPE
    answer.headers.extend(headers or {})
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
