"""The manifest, and the page that tells what works on this phone."""

from flask import Blueprint, g, jsonify

from familychef.core.access import ANYONE, allow
from familychef.core.web import show

from .manifest import manifest

pocket = Blueprint("pocket", __name__)
blueprints = (pocket,)


@pocket.get("/manifest.webmanifest")
@allow(ANYONE)
def installable():
    """Browsers ask for it without a cookie, so its language stands in the address."""
    answer = jsonify(manifest())
    answer.content_type = "application/manifest+json"
    answer.cache_control.public, answer.cache_control.max_age = True, 3600
    return answer


@pocket.get("/offline")
@allow(ANYONE)
def offline():
    """What a phone without network shows instead of a page it has not kept: the same for everybody, and not live."""
    g.viewer = None
    return show("pocket/offline")


@pocket.get("/phone")
@allow("family.view")
def phone():
    return show("pocket/phone")
