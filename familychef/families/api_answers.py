"""The answers of operations that change something, by the Idempotency-Key they came with: the same again, not twice."""

import hashlib

from flask import Response, g, request

from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.core.incoming import idempotency_key

from .answered import LONGEST_KEY, ApiAnswer


def once(read, act):
    """What `act(read())` answers, in one transaction with the memory of it; the answer of before where the key came
    before. `read` is outside of it, and not asked again for what is known.
    """
    key = idempotency_key()
    if key is None or g.program is None:
        return act(read())
    elif not 0 < len(key) <= LONGEST_KEY:
        raise Refusal(_("An Idempotency-Key has 1 to %(count)s characters.", count=LONGEST_KEY))
    digest = _digest()
    if known := _known(key):
        return _again(known, digest)
    given = read()
    with transaction(g.family):
        known = _known(key)
        return _again(known, digest) if known else _first(key, digest, lambda: act(given))


def _known(key):
    return ApiAnswer.get_or_none(ApiAnswer.program == g.program.id, ApiAnswer.key == key)


def _again(known, digest):
    if known.digest != digest:
        raise Refusal(_("This Idempotency-Key was used for something else."))
    return Response(known.body, known.status, mimetype="application/json", headers={"Idempotent-Replayed": "true"})


def _first(key, digest, act):
    answer = act()
    said = {"status": answer.status_code, "body": answer.get_data(as_text=True)}
    ApiAnswer.create(family=g.family, program=g.program, key=key, digest=digest, **said)
    return answer


def _digest():
    """What was asked, as it was sent: what a part of a form leaves out may read otherwise the second time."""
    return hashlib.sha256(f"{request.method} {request.full_path}\n".encode() + request.get_data()).hexdigest()
