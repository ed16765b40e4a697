"""Pairing as the screen sees it: it shows a code, waits until somebody of the family allows it, and takes its token."""

from flask import current_app, g, make_response, redirect, request, url_for

from familychef.core import security_log, visitor
from familychef.core.access import ANYONE, allow
from familychef.core.throttle import take
from familychef.core.web import go, show

from . import browser_names, gate, screens, sessions
from .models import PAIRING_LIFE, Pairing
from .room import families
from .screen_names import any_name


@families.get("/pair")
@allow(ANYONE)
def pair_page():
    if g.device:
        return redirect(home_of(g.device))
    return show("families/pair", **about(held()))


@families.post("/pairings")
@allow(ANYONE)
def begin_pairing():
    if g.device:
        return redirect(home_of(g.device), 303)
    take("pairings", visitor.network(visitor.address()))
    _pairing, secret = Pairing.begin(name=any_name(), browser=browser_names.told(), address=visitor.address())
    response = redirect(url_for("families.pair_page"), 303)
    response.set_cookie(value=secret, max_age=PAIRING_LIFE, **cookie())
    return response


@families.get("/pair/waiting")
@allow(ANYONE)
def waiting():
    if g.device:
        return go(home_of(g.device))
    return show("families/waiting", **about(held()))


@families.post("/pairings/completion")
@allow(ANYONE)
def complete_pairing():
    gate.knock("pairing", None)
    pairing = held()
    token = pairing and pairing.device_id and pairing.complete()
    if not token:
        return go(url_for("families.pair_page"))
    gate.opened("pairing", None)
    security_log.note("device.paired", family=pairing.device.family_id, device=pairing.device_id)
    return turned_into(pairing.device, token)


def about(pairing):
    """What the screen shows, and the address its picture leads a phone to."""
    path = url_for("families.new_device", code=pairing.code) if pairing else ""
    return {"pairing": pairing, "address": current_app.config["SETTINGS"].url + path}


def held():
    """The pairing of this screen, as long as it is open."""
    return Pairing.held_with(request.cookies.get(cookie()["key"]))


def turned_into(device, token):
    """The answer after which this browser is that screen, and nobody's own any more."""
    response = make_response(go(home_of(device)))
    if g.session:
        g.session.end()
        sessions.drop_cookie(response)
    response.delete_cookie(**cookie())
    return screens.set_cookie(response, token)


def home_of(device):
    return url_for("kitchen.display" if device.is_kitchen else "families.faces")


def cookie():
    settings = current_app.config["SETTINGS"]
    flags = {"secure": settings.https, "httponly": True, "samesite": "Lax", "path": "/"}
    return {"key": settings.pairing_cookie} | flags
