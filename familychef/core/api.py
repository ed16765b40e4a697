"""Operations for programs: JSON in and out, the same permissions, forms and verbs as the pages.

An operation is declared once, with what it takes and gives; the door and the OpenAPI document both read that.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Blueprint, Response, current_app, g, request
from werkzeug.exceptions import BadRequest

from .access import allow
from .problems import Invalid, Outdated, Unsupported
from .throttle import take

OPERATIONS = []
MOST_ON_A_PAGE = 200


class Operation(NamedTuple):
    """`takes`: the Form of the body, `query` that of the address; `gives`: a pydantic model (`many`: a list of
    them), or None for 204; `limit`: what of throttle.LIMITS it counts.
    """

    name: str
    method: str
    path: str
    permission: str
    summary: str
    function: Callable
    takes: Any = None
    query: Any = None
    gives: Any = None
    many: bool = False
    status: int = 200
    limit: str = ""

    def answer(self, **ids):
        given = dict(ids)
        if self.query:
            given["query"] = _fields(self.query.read(_address()))
        if self.takes:
            given["form"] = _fields(self.takes.read(_keyed(self.takes, _body())))
        if self.limit:
            take(self.limit, g.member.id)
        if self.method == "GET":
            return self._reply(self.function(**given))
        return current_app.extensions["api_once"](self, given, lambda: self._reply(self.function(**given)))

    def etag_now(self, **ids):
        """What an answer to this GET would carry at this moment."""
        return self._reply(self.function(**ids)).get_etag()[0]

    def _reply(self, result):
        if self.gives is None:
            return Response(status=204)
        text = json.dumps(_plain(result), ensure_ascii=False, separators=(",", ":"))
        answer = Response(text, self.status, mimetype="application/json")
        answer.set_etag(hashlib.sha256(text.encode()).hexdigest()[:24])
        return answer.make_conditional(request) if self.method == "GET" else answer


class Api:
    """The operations of one room, under `prefix`."""

    def __init__(self, room, prefix="/api/v1"):
        self.prefix = prefix
        self.blueprint = Blueprint(f"{room}_api", __name__, url_prefix=prefix)

    def get(self, path, permission, summary, **more):
        return self._declare("GET", path, permission, summary, more)

    def post(self, path, permission, summary, **more):
        return self._declare("POST", path, permission, summary, more)

    def patch(self, path, permission, summary, **more):
        return self._declare("PATCH", path, permission, summary, more)

    def delete(self, path, permission, summary, **more):
        return self._declare("DELETE", path, permission, summary, {"status": 204} | more)

    def _declare(self, method, path, permission, summary, more):
        def decorator(function):
            name = f"{self.blueprint.name}.{function.__name__}"
            operation = Operation(name, method, self.prefix + path, permission, summary, function, **more)

            @allow(permission)
            def view(**ids):
                return operation.answer(**ids)

            OPERATIONS.append(operation)
            self.blueprint.add_url_rule(path, function.__name__, view, methods=[method])
            return function

        return decorator


def require_state(operation, **ids):
    """Raises Outdated when If-Match names another state of what `operation`, a GET, tells."""
    wanted = request.if_match
    if wanted and not wanted.contains(operation.etag_now(**ids)):
        raise Outdated


def _fields(reading):
    if not reading.valid():
        raise Invalid(reading.errors)
    return reading.fields


def _keyed(form, body):
    """The verbs of pages know a repetition by a key in the form; here that is the header, or serves but once."""
    if "key" not in form.model_fields or "key" in body:
        return body
    said = request.headers.get("Idempotency-Key")
    own = hashlib.sha256(f"{g.program.id} {said}".encode()).hexdigest()[:32] if said else secrets.token_hex(16)
    return body | {"key": own}


def _address():
    return {name: text for name, text in request.args.items() if name != "lang"}


def _body():
    """The JSON object of the request; an empty body is an empty one."""
    if not request.get_data(cache=True):
        return {}
    if request.mimetype != "application/json":
        raise Unsupported
    found = request.get_json()
    if not isinstance(found, dict):
        raise BadRequest
    return found


def _plain(result):
    if isinstance(result, list):
        return [_plain(each) for each in result]
    else:
        return result.model_dump(mode="json", by_alias=True)
