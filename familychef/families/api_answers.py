"""The answers of operations that change something, by the Idempotency-Key they came with: the same again, not twice."""

import hashlib
import json

from flask import Response, g
from pydantic import BaseModel

from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.core.incoming import idempotency_key

from .answered import LONGEST_KEY, ApiAnswer


def once(operation, given, act):
    """What `act` answers, in one transaction with the memory of it; the answer of before where the key came before."""
    key = idempotency_key()
    if key is None or g.program is None:
        return act()
    elif not 0 < len(key) <= LONGEST_KEY:
        raise Refusal(_("An Idempotency-Key has 1 to %(count)s characters.", count=LONGEST_KEY))
    digest = _digest(operation, given)
    with transaction(g.family):
        known = ApiAnswer.get_or_none(ApiAnswer.program == g.program.id, ApiAnswer.key == key)
        return _again(known, digest) if known else _first(key, digest, act)


def _again(known, digest):
    if known.digest != digest:
        raise Refusal(_("This Idempotency-Key was used for something else."))
    return Response(known.body, known.status, mimetype="application/json", headers={"Idempotent-Replayed": "true"})


def _first(key, digest, act):
    answer = act()
    said = {"status": answer.status_code, "body": answer.get_data(as_text=True)}
    ApiAnswer.create(family=g.family, program=g.program, key=key, digest=digest, **said)
    return answer


def _digest(operation, given):
    said = {name: _said(value) for name, value in given.items()}
    return hashlib.sha256(json.dumps([operation.name, said], sort_keys=True).encode()).hexdigest()


def _said(value):
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value
