"""What a program shows with every request: a token that lasts ten minutes, or one of its own that a person gave it."""

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
    claims = {"sub": str(program.id), "aud": AUDIENCE, "purpose": PURPOSE, "iat": now, "exp": now + LIFE}
    return jwt.encode(claims, _key(), ALGORITHM)


def _program(header):
    kind, _space, token = header.partition(" ")
    if kind.casefold() != "bearer" or not 0 < len(token) <= LONGEST_TOKEN:
        return None
    elif token.startswith(LABEL):
        return Program.acting(Program.token_hash == hashed(token))
    else:
        number = _number(token)
        return number and Program.acting(Program.id == number, ~Program.personal)


def _number(token):
    """The program a short token was made for; None where it is not ours, or too old."""
    import jwt

    wanted = {"require": ["exp", "aud", "sub"], "verify_iat": False}
    try:
        claims = jwt.decode(token, _key(), algorithms=[ALGORITHM], audience=AUDIENCE, options=wanted)
    except jwt.PyJWTError:
        return None
    right = claims.get("purpose") == PURPOSE and claims["sub"].isdecimal()
    return int(claims["sub"]) if right and len(claims["sub"]) < 10 else None


def _key():
    return hmac.digest(current_app.config["SETTINGS"].secret.encode(), b"tokens of programs", hashlib.sha256)
