"""Codes that prove a person beside the password: those of an authenticator app, and recovery codes kept on paper."""

import hashlib
import hmac
import re
import secrets

from flask import current_app

from familychef.core import clock
from familychef.core.db import write
from familychef.core.figures import plain_figures

from .models import Program, RecoveryCode, SecondFactor, Session

HOW_MANY, GROUPS, GROUP = 10, 4, 4
APP_CODE = re.compile(r"[0-9]{6}")


def kind_of(typed):
    """The way in that a code like this belongs to."""
    return "totp" if APP_CODE.fullmatch(plain(typed)) else "recovery"


def accept(user, typed):
    """Is it right, and unused until now? Then it is used up."""
    factor, code = SecondFactor.of_user(user), plain(typed)
    if factor is None:
        return False
    else:
        return factor.take(code) if kind_of(code) == "totp" else spend(user, code)


def confirm(user, typed, keep):
    """The first right code makes the factor count. Returns the recovery codes, or None; other browsers are out."""
    factor, code = SecondFactor.begun_by(user), plain(typed)
    with write():
        if factor is None or not factor.take(code, confirmed_at=clock.now()):
            return None
        Session.end_all(user, but=keep)
        Program.end_all(user)
        return renewed(user)


def remove(user):
    """Signing in takes the password alone again. True when there was a factor."""
    with write():
        RecoveryCode.delete().where(RecoveryCode.user == user.id).execute()
        return bool(SecondFactor.delete().where(SecondFactor.user == user.id).execute())


def left(user):
    """How many recovery codes are unused."""
    return user.recovery_codes.where(RecoveryCode.used_at.is_null()).count()


def plain(typed):
    """As it is compared: without the spaces and hyphens people type, in plain figures."""
    return plain_figures(re.sub(r"[\s-]", "", typed))


def renewed(user):
    """Ten new recovery codes as they are shown, once; the old ones open nothing any more."""
    codes = [new_code() for _number in range(HOW_MANY)]
    with write():
        RecoveryCode.delete().where(RecoveryCode.user == user.id).execute()
        for code in codes:
            RecoveryCode.create(user=user, code_hash=keyed(user, plain(code)))
    return codes


def spend(user, code):
    """Is it an unused recovery code of theirs? It opens once, whoever is quicker."""
    mine = (RecoveryCode.user == user.id) & (RecoveryCode.code_hash == keyed(user, code))
    found = RecoveryCode.get_or_none(mine)
    with write():
        return found is not None and found.use()


def new_code():
    """2718 2818 2845 9045: figures alone, for a phone's number keys."""
    return " ".join(f"{secrets.randbelow(10**GROUP):0{GROUP}}" for _group in range(GROUPS))


def keyed(user, code):
    """Short secrets are hashed with the house's own: a stolen database alone finds none of them."""
    secret = current_app.config["SETTINGS"].secret.encode()
    return hmac.digest(secret, f"recovery {user.id} {code}".encode(), hashlib.sha256).hex()
