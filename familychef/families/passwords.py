"""Passwords: argon2id, computed off the loop; a sign-in with an unknown e-mail takes the same work."""

import re
import unicodedata
from functools import cache

import argon2
from flask import current_app

from familychef.core.db import write
from familychef.core.i18n import _l
from familychef.core.threads import PASSWORDS

SHORTEST, LONGEST = 10, 128
OWN_NAME = "familychef"
WORDS = re.compile(r"[^\W_]{4,}")
NEAR = _l("This holds a name that others know. Please use other words.")
COSTS = {"normal": {"time_cost": 2, "memory_cost": 19 * 1024}, "low": {"time_cost": 1, "memory_cost": 8}}


def normal(password):
    """The one spelling that is hashed: NFC, nothing trimmed."""
    return unicodedata.normalize("NFC", password)


def too_near(password, words):
    """Does it hold the house's name, or one of these names and addresses, or a longer part of one?"""
    typed = normal(password).casefold()
    parts = [part for word in (OWN_NAME, *words) for part in WORDS.findall(normal(word or "").casefold())]
    return any(part in typed for part in parts)


def names_of(user):
    """What everybody knows of this login, and nobody should find in its password."""
    families = [member.family.name for member in user.memberships()]
    return [user.name, (user.email or "").partition("@")[0], *families]


def refuse_near(form, field, words):
    """Say beside the field that the new password typed there holds one of these names."""
    if form.valid() and too_near(getattr(form.fields, field), words):
        form.fail(field, NEAR)


def hashed_password(password, cost=None):
    return PASSWORDS.apart(_hasher(cost or _cost()).hash, password)


def right(user, password):
    """Is it this login's password? Without a user, or a password of theirs, the answer is no, after the same work."""
    hasher, known = _hasher(_cost()), user.password_hash if user else ""
    fits = PASSWORDS.apart(_fits, hasher, known, password) and bool(known)
    if fits and hasher.check_needs_rehash(known):
        _keep(user, known, PASSWORDS.apart(hasher.hash, password))
    return fits


def right_pin(member, pin):
    """Is it this member's PIN? Without one the answer is no, after the same work."""
    return PASSWORDS.apart(_fits, _hasher(_cost()), member.pin_hash, pin) and bool(member.pin_hash)


def _cost():
    return current_app.config["SETTINGS"].password_cost


@cache
def _hasher(cost):
    return argon2.PasswordHasher(parallelism=1, **COSTS[cost])


@cache
def _nobodys_hash(hasher):
    return hasher.hash("nobody has this password")


def _fits(hasher, known, password):
    try:
        return hasher.verify(known or _nobodys_hash(hasher), password)
    except argon2.exceptions.VerificationError:
        return False


def _keep(user, known, fresh):
    with write():
        user.changed_rows(type(user).password_hash == known, password_hash=fresh)
