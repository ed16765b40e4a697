"""Passkeys: where they are offered, the challenge that a device signs, and what its answer opens."""

import ipaddress
from importlib import import_module
from importlib.util import find_spec
from urllib.parse import urlsplit

import peewee
from flask import abort, current_app

from familychef.core import clock, security_log
from familychef.core.db import write
from familychef.core.errors import Refusal
from familychef.core.i18n import _

from . import entering, gate
from .factors import keep_a_way_in
from .models import Passage, Passkey, User

CHALLENGE, LIFE = "passkey", clock.minutes(5)
MOST = 20
INSTALLED = find_spec("webauthn") is not None


def offered(user=None):
    """Browsers keep passkeys for a name, not for a number, and only with HTTPS or on this machine itself.

    `user`: only when this person has one.
    """
    settings = current_app.config["SETTINGS"]
    host = urlsplit(settings.url).hostname
    here = INSTALLED and (host == "localhost" or settings.https and not _is_number(host))
    return here and (user is None or user.passkeys.exists())


def require_offered():
    if not offered():
        abort(404)


def new_challenge(user=None):
    """(what the browser's device is asked, the token that this browser holds meanwhile); for `user` to add a key."""
    passage, token = Passage.issue(CHALLENGE, LIFE, user=user)
    nonce = bytes.fromhex(passage.token_hash)
    return _ceremony().to_add(user, nonce) if user else _ceremony().to_sign_in(nonce), token


def owner_known_by(signed):
    """The passkey whose device signed this browser's challenge just now, with its person; or None. Each once."""
    gate.knock("passkey", None)
    challenge, passkey = _spent(None), _known(signed)
    count = passkey and challenge and _ceremony().new_count(signed, challenge, passkey)
    right = count is not None and passkey is not None and _used(passkey, count)
    if right:
        gate.opened("passkey", None)
    else:
        gate.missed("passkey", None, passkey and passkey.user_id)
    return passkey if right else None


def add(user, name, made):
    """A new passkey of this person, from what their device answered. Raises Refusal when it can't be used."""
    challenge = _spent(user)
    key = challenge and _ceremony().new_key(made, challenge)
    if not key:
        raise Refusal(_("That took too long, or this passkey can't be used. Please try again."), field="form")
    if user.passkeys.count() >= MOST:
        raise Refusal(_("You have many passkeys already. Remove one first."), field="form")
    try:
        with write():
            return Passkey.create(user=user, name=name, **key)
    except peewee.IntegrityError:
        raise Refusal(_("This passkey is known here already."), field="form") from None


def remove(passkey):
    """Raises Refusal when nothing else would sign this person in."""
    with write():
        keep_a_way_in(passkey)
        return bool(Passkey.delete().where(Passkey.id == passkey.id).execute())


def _is_number(host):
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def _ceremony():
    """Loaded when it is first wanted: it weighs as much as the rest of signing in together."""
    return import_module(".ceremony", __package__)


def _spent(user):
    """The challenge this browser was given, used up from here on; None when there is none, or another's."""
    passage = entering.held_passage(CHALLENGE)
    mine = passage and passage.user_id == (user and user.id)
    return bytes.fromhex(passage.token_hash) if mine and passage.use() else None


def _known(signed):
    query = Passkey.select(Passkey, User).join(User)
    return query.where(Passkey.credential_id == signed.id, User.erased_at.is_null()).first()


def _used(passkey, count):
    """Devices that count go up each time: a count that was seen before comes from a copy."""
    goes_up = (Passkey.sign_count < count) | ((Passkey.sign_count == 0) & (count == 0))
    with write():
        if passkey.changed_rows(goes_up, sign_count=count, used_at=clock.now()):
            return True
    security_log.note("passkey.copied", user=passkey.user_id, about=f"passkey-{passkey.id}")
    return False
