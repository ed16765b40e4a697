"""The browser of a paired screen: its cookie, where it leads, and whether a person stands before it."""

from flask import current_app, g, request

from familychef.core import clock

from .models import Device, Family, hashed

LIFE = clock.minutes(365 * 24 * 60)


def paired():
    """The screen this browser is, or None."""
    token = _token()
    if not token:
        return None
    query = Device.select(Device, Family).join(Family)
    found = query.where(Device.token_hash == hashed(token), Device.revoked_at.is_null()).first()
    if found:
        found.touch()
    return found


def way_in():
    """The page where somebody becomes somebody on this screen; None on a browser of one's own."""
    if g.device:
        return "families.faces" if g.device.is_shared else "kitchen.display"
    else:
        return "families.pair_page" if _token() else None


def somebody_is_there():
    """A person opens pages and sends forms; the page itself fetches pieces and pictures, and sends again what waits."""
    opened = "text/html" in request.headers.get("Accept", "") and request.headers.get("HX-Request-Type") != "partial"
    sends = request.method != "GET" and "X-FC-Again" not in request.headers
    return sends or opened


def keep(response):
    """A screen that is used stays paired: its cookie lives for a year from the last page."""
    if request.method == "GET" and response.mimetype == "text/html" and response.status_code == 200:
        set_cookie(response, _token())


def set_cookie(response, token):
    response.set_cookie(value=token, max_age=LIFE, **_cookie())
    return response


def leave_if_dead(response):
    """Who signs in on what was a screen once makes it a browser of their own."""
    if _token() and not g.device:
        response.delete_cookie(**_cookie())
    return response


def _token():
    return request.cookies.get(_cookie()["key"])


def _cookie():
    settings = current_app.config["SETTINGS"]
    flags = {"secure": settings.https, "httponly": True, "samesite": "Lax", "path": "/"}
    return {"key": settings.device_cookie} | flags
