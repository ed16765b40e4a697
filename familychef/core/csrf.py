"""Browsers say where a request came from: believe them, and refuse silence that carries our cookie."""

from flask import abort, request

from . import problems
from .incoming import address

SAFE = {"GET", "HEAD", "OPTIONS"}


def refuse_cross_site():
    """What programs ask for carries no cookie that counts."""
    if request.method not in SAFE and not problems.asked() and not _trusted():
        abort(403)


def _trusted():
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site in {"same-origin", "none"}
    elif origin is not None:
        return address(origin).netloc == request.host
    else:
        return not request.cookies
