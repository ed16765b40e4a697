"""What is sent by a page of an older release: the one before this is understood, an older one has to load again."""

from flask import request
from werkzeug.exceptions import HTTPException

SPEAKS = 1


class TooOld(HTTPException):
    """RFC 9110, 15.5.22; werkzeug has none."""

    code = 426


def from_the_queue():
    """Does the script that keeps and sends later ask, which says itself what came of it?"""
    return "X-FC-Speaks" in request.headers


def refuse_old():
    """Raises TooOld where the script that sends is two or more releases of its own protocol behind."""
    said = request.headers.get("X-FC-Speaks")
    if said is not None and not (said.isascii() and said.isdigit() and len(said) < 6 and int(said) >= SPEAKS - 1):
        raise TooOld
