"""Passwords: argon2id, computed off the loop; a sign-in with an unknown e-mail takes the same work."""

import hashlib
import unicodedata
from functools import cache
from pathlib import Path

import argon2
from flask import current_app

from familychef.core.db import write
from familychef.core.threads import apart

SHORTEST, LONGEST = 10, 128
COSTS = {"normal": {"time_cost": 2, "memory_cost": 19 * 1024}, "low": {"time_cost": 1, "memory_cost": 8}}


def normal(password):
    """The one spelling that is hashed: NFC, nothing trimmed."""
    return unicodedata.normalize("NFC", password)


def is_common(password):
    """Is it among those that are tried first?"""
    return hashlib.sha256(password.casefold().encode()).hexdigest()[:12] in _common()


def hashed_password(password, cost=None):
    return apart(_hasher(cost or _cost()).hash, password)


def right(user, password):
    """Is it this login's password? `user` may be None: the answer is no, after the same work."""
    hasher = _hasher(_cost())
    known = user.password_hash if user else apart(_nobodys_hash, _cost())
    fits = apart(_fits, hasher, known, password) and user is not None
    if fits and hasher.check_needs_rehash(known):
        _keep(user, known, apart(hasher.hash, password))
    return fits


def _cost():
    return current_app.config["SETTINGS"].password_cost


@cache
def _common():
    lines = Path(__file__).with_name("common_passwords.txt").read_text().splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _hasher(cost):
    return argon2.PasswordHasher(parallelism=1, **COSTS[cost])


@cache
def _nobodys_hash(cost):
    return _hasher(cost).hash("nobody has this password")


def _fits(hasher, known, password):
    try:
        return hasher.verify(known, password)
    except argon2.exceptions.VerificationError:
        return False


def _keep(user, known, fresh):
    with write():
        user.changed_rows(type(user).password_hash == known, password_hash=fresh)
