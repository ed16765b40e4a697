"""What a browser reads before it puts the house on a home screen (W3C Web Application Manifest)."""

from flask import current_app, url_for

from familychef.core.i18n import _, direction, language

GROUND = "#FFFBF5"
ICONS = (("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any"),
         ("icon-maskable-512.png", "512x512", "maskable"))
PICTURES = (("shot-narrow.webp", "780x1688", "narrow"), ("shot-wide.webp", "1280x800", "wide"))
FORM = "application/x-www-form-urlencoded"
SHARED = {"title": "title", "text": "text", "url": "url"}


def manifest():
    """The manifest in the reader's language: the same app for everybody, whoever is signed in."""
    return {
        "id": "/", "scope": "/", "start_url": url_for("kitchen.today"), "display": "standalone",
        "name": "FamilyChef", "short_name": "FamilyChef", "categories": ["food", "lifestyle"],
        "description": _("What can be cooked now, who wants it, and what to buy."),
        "lang": language(), "dir": direction(), "background_color": GROUND, "theme_color": GROUND,
        "icons": [{"src": _asset(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
                  for name, sizes, purpose in ICONS],
        "screenshots": [{"src": _asset(name), "sizes": sizes, "type": "image/webp", "form_factor": form}
                        for name, sizes, form in PICTURES],
        "shortcuts": [{"name": name, "url": url_for(endpoint)} for endpoint, name in _shortcuts()],
        "share_target": {"action": url_for("menu.new_dish"), "method": "GET", "enctype": FORM, "params": SHARED},
    }


def _shortcuts():
    return (("menu.menu", _("Menu")), ("kitchen.orders", _("Orders")), ("shopping.shopping", _("Shopping list")))


def _asset(name):
    return current_app.jinja_env.globals["asset"](name)
