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

from .access import ANYONE, allow, scope_of
from .db import transaction
from .errors import Refusal
from .forms import Reading
from .i18n import _
from .incoming import LONGEST_KEY, idempotency_key, names_a_state
from .problems import Invalid, Outdated, Unsupported
from .throttle import take

OPERATIONS = []
LARGEST_BODY = 1_000_000
OF_ONE_PERSON = {"orders", "trials"}


class Operation(NamedTuple):
    """`takes`: the Form of the body, `query` that of the address; `gives`: a pydantic model (`many`: a list of
    them), or None for 204; `limit`: what of throttle.LIMITS it counts; `needs`: a scope other than the usual.

    `twin`: the endpoint of the page that does the same, or several; `filled`: function(**ids) -> {field: as it stands},
    what of `takes` is not sent stays so; `remembered`: is the answer kept by its Idempotency-Key? Not where the same
    again is the same, nor where it holds a secret; `first`: function(form) -> {argument: value}, what takes a while
    and happens before the transaction; `largest`: bytes of a body, None for what may be uploaded.
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
    twin: str = ""
    filled: Callable | None = None
    remembered: bool = True
    first: Callable | None = None
    largest: int | None = LARGEST_BODY
    needs: str = ""

    def answer(self, **ids):
        request.max_content_length = self.largest or request.max_content_length
        if self.method == "GET" or not self.remembered:
            return self._act(ids, self._counted(ids))
        once = current_app.extensions["api_once"]
        return once(lambda: self._counted(ids), lambda given: self._act(ids, given))

    @property
    def scope(self):
        """What a program must have been given for it; None where nobody needs a token."""
        return None if self.permission == ANYONE else self.needs or scope_of(self.permission, self.method)

    @property
    def thing(self):
        """The GET whose ETag an If-Match of this one names: of the same address, or of what this is a verb of.

        None where nothing is remembered: that is not done in one transaction.
        """
        if not self.remembered:
            return None
        gets = [each for each in OPERATIONS if each.method == "GET" and not each.query and self._is_about(each)]
        above = [each for each in gets if f"{self.path}/".startswith(f"{each.path}/")]
        return max(above, key=lambda each: len(each.path), default=None)

    def _is_about(self, other):
        return "<" in other.path or other.path == self.path and not other.many

    def _counted(self, ids):
        """What the function is given, once it can be read and no limit stands against it."""
        given = self._given(ids)
        if self.limit:
            take(self.limit, (g.member if self.limit in OF_ONE_PERSON else g.family).id)
        return given | (self.first(given["form"]) if self.first else {})

    def _act(self, ids, given):
        if self.method == "GET" or not names_a_state():
            return self._reply(self.function(**given))
        elif self.thing is None:
            raise Outdated
        with transaction(g.family):
            self._require_seen(ids)
            return self._reply(self.function(**given))

    def _given(self, ids):
        given = dict(ids)
        if self.query:
            given["query"] = _fields(self.query.read(_address()))
        if self.takes:
            now = self.filled(**ids) if self.filled else {}
            given["form"] = _fields(self.takes.read(now | self._keyed(_body())))
        return given

    def _keyed(self, body):
        """The verbs of pages know a repetition by a key in the form. Here that is the header where the answer is not
        remembered; where it is, and without a header, nothing was done with this key before.
        """
        if "key" not in getattr(self.takes, "model_fields", ()) or "key" in body:
            return body
        word = None if self.remembered else own_word()
        if word is None:
            return body | {"key": secrets.token_hex(16)}
        return body | {"key": hashlib.sha256(f"{g.program.token_hash} {word}".encode()).hexdigest()[:32]}

    def _require_seen(self, ids):
        """Raises Outdated when If-Match names another state than there is now. Inside transaction()."""
        thing = self.thing
        own = {name: id for name, id in ids.items() if f":{name}>" in thing.path}
        if not request.if_match.contains(thing._reply(thing.function(**own)).get_etag()[0]):
            raise Outdated

    def _reply(self, result):
        if self.gives is None:
            return said("", 204)
        answer = said(json.dumps(_plain(result), ensure_ascii=False, separators=(",", ":")), self.status)
        return answer.make_conditional(request) if self.method == "GET" and not request.if_match else answer


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

            @allow(permission, scope=operation.scope)
            def view(**ids):
                return operation.answer(**ids)

            OPERATIONS.append(operation)
            self.blueprint.add_url_rule(path, function.__name__, view, methods=[method])
            return function

        return decorator


def own_word():
    """What a program calls this one doing of a thing, or None. Raises Refusal for one that can't be kept."""
    word = idempotency_key()
    if word is not None and not (0 < len(word) <= LONGEST_KEY and word.isprintable()):
        raise Refusal(_("An Idempotency-Key has 1 to %(count)s characters.", count=LONGEST_KEY))
    return word


def said(text, status):
    """JSON as it goes out, with the ETag that is of this text alone."""
    answer = Response(text, status, mimetype="application/json")
    if text:
        answer.set_etag(hashlib.sha256(text.encode()).hexdigest()[:24])
    return answer


def told_by(form, tell):
    """What `tell(reading)` makes of a valid form's fields; what it finds wrong with them is raised as Invalid."""
    reading = Reading(form.model_dump())
    reading.fields = form
    found = tell(reading)
    if not reading.valid():
        raise Invalid(reading.errors)
    return found


def same(row, answer, told):
    """{field of `answer`: attribute of `row`} of all that is not in `told`."""
    return {name: getattr(row, name) for name in answer.model_fields if name not in told}


def _fields(reading):
    if not reading.valid():
        raise Invalid(reading.errors)
    return reading.fields


def _address():
    return {name: text for name, text in request.args.items() if name != "lang"}


def _body():
    """The JSON object of the request; an empty body is an empty one."""
    if not request.get_data(cache=True):
        return {}
    if request.mimetype != "application/json":
        raise Unsupported
    try:
        found = request.get_json()
    except RecursionError:
        raise BadRequest from None
    if not isinstance(found, dict):
        raise BadRequest
    return found


def _plain(result):
    if isinstance(result, list):
        return [_plain(each) for each in result]
    else:
        return result.model_dump(mode="json", by_alias=True)
