"""What a program shows with every request: a token that lasts ten minutes, or one of its own that a person gave it."""

import datetime as dt
import hashlib
import hmac

from flask import current_app, g, request

from familychef.core import clock
from familychef.core.throttle import take

from .factors import SecondFactor
from .programs import LABEL, Program
from .tokens import hashed

LIFE = clock.minutes(10)
ALGORITHM, AUDIENCE, PURPOSE = "HS256", "familychef", "access"
LONGEST_TOKEN = 1000


def enter():
    """Fills g for an operation as `sessions.enter` does for a page; cookies count for nothing here."""
    g.session = g.user = g.member = g.device = g.held_back = g.way_in = g.family = g.viewer = None
    g.homes = []
    g.program = _program(request.headers.get("Authorization", ""))
    if g.program:
        take("api", g.program.id)
        g.member = g.viewer = g.program.member
        g.user, g.family = g.member.user, g.member.family
        g.homes = [g.member]
        g.program.touch()
        if SecondFactor.is_missing(g.member):
            g.held_back, g.member, g.viewer, g.family = g.family, None, None, None


def issue(program):
    """The short token of a program that has signed in. PyJWT, 9 MB of it, comes with the first."""
    import jwt

    now = clock.now()
    claims = {"sub": str(program.id), "jti": program.token_hash, "aud": AUDIENCE, "purpose": PURPOSE}
    claims |= {"iat": now, "exp": now + LIFE}
    return jwt.encode(claims, _key(), ALGORITHM)


def _program(header):
    kind, _space, token = header.partition(" ")
    if kind.casefold() != "bearer" or not 0 < len(token) <= LONGEST_TOKEN:
        return None
    elif token.startswith(LABEL):
        return Program.acting(Program.token_hash == hashed(token), Program.personal)
    else:
        return _signed_in(_claims(token))


def _signed_in(claims):
    """The program a short token was made for, as long as that token lasts; None where it is not ours, or too old."""
    right = claims and claims.get("purpose") == PURPOSE and claims["sub"].isdecimal() and len(claims["sub"]) < 10
    if not right:
        return None
    program = Program.acting(Program.id == int(claims["sub"]), Program.token_hash == claims["jti"], ~Program.personal)
    if program:
        program.told_until = dt.datetime.fromtimestamp(claims["exp"], dt.UTC)
    return program


def _claims(token):
    import jwt

    wanted = {"require": ["exp", "aud", "sub", "jti"], "verify_iat": False}
    try:
        return jwt.decode(token, _key(), algorithms=[ALGORITHM], audience=AUDIENCE, options=wanted)
    except jwt.PyJWTError:
        return None


def _key():
    return hmac.digest(current_app.config["SETTINGS"].secret.encode(), b"tokens of programs", hashlib.sha256)
