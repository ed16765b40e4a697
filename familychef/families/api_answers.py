"""The answers of operations that change something, by the Idempotency-Key they came with: the same again, not twice."""

import hashlib
import hmac

from flask import current_app, g, request

from familychef.core import clock
from familychef.core.api import own_word, said
from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.i18n import _

from .answered import KEPT, ApiAnswer


def once(read, act):
    """What `act(read())` answers, in one transaction with the memory of it; the answer of before where the key came
    before. `read` is outside of it, and not asked again for what is known.
    """
    key = own_word()
    if key is None or g.program is None:
        return act(read())
    digest = _digest()
    if known := _known(key):
        return _again(known, digest)
    given = read()
    with transaction(g.family):
        known = _known(key)
        return _again(known, digest) if known else _first(key, digest, lambda: act(given))


def _known(key):
    kept = ApiAnswer.at > clock.now() - KEPT
    return ApiAnswer.get_or_none(ApiAnswer.program == g.program.id, ApiAnswer.key == key, kept)


def _again(known, digest):
    if known.digest != digest:
        raise Refusal(_("This Idempotency-Key was used for something else."))
    answer = said(known.body, known.status)
    answer.headers["Idempotent-Replayed"] = "true"
    return answer


def _first(key, digest, act):
    answer = act()
    told = {"digest": digest, "status": answer.status_code, "body": answer.get_data(as_text=True)}
    ApiAnswer.delete().where(ApiAnswer.program == g.program.id, ApiAnswer.key == key).execute()
    ApiAnswer.create(family=g.family, program=g.program, key=key, **told)
    return answer


def _digest():
    """Of what was asked, as it was sent: a part of a form may read otherwise the second time. Not to be guessed."""
    asked = f"{request.method} {request.full_path}\n".encode() + request.get_data()
    return hmac.new(current_app.config["SETTINGS"].secret.encode(), asked, hashlib.sha256).hexdigest()
