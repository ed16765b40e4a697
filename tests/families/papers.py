"""The forms a family fills in, and how to read what the house answers."""

import html
import re

FOUNDING = {
    "family": "Bianchi", "language": "en", "timezone": "Europe/Rome", "currency": "EUR",
    "name": "Nonna", "email": "nonna@bianchi.example", "password": "una torta di mele",
}
SIGN_UP = {"name": "Ugo", "email": "ugo@rossi.example", "password": "pane e salame", "colour": "6"}


def founding(settings, **other):
    """The first form with the code of this house."""
    from familychef.families.welcome import setup_code

    return {"code": setup_code(settings)} | FOUNDING | other


def text(answer):
    """What the page says, tags gone."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def cookie_of(client):
    cookie = client.get_cookie("fc")
    return cookie and cookie.value


def hidden(answer, name):
    """The value of a hidden field of the page."""
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', answer.text)[1])


def kinds(family):
    """What happened in this family, in order."""
    from familychef.core.events import Event

    return [event.kind for event in Event.select().where(Event.family_id == family.id).order_by(Event.seq)]


def last_event(family):
    from familychef.core.events import Event

    return Event.select().where(Event.family_id == family.id).order_by(Event.seq.desc()).first()


def again(row):
    """The row as it is now."""
    return type(row).get_by_id(row.id)
