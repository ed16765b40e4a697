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


def joined(client, token, form=SIGN_UP):
    """The answer to who follows a link and fills in the form behind it."""
    client.get(f"/join/{token}")
    return client.post("/join", data=form)


def cookie_of(client):
    cookie = client.get_cookie("fc")
    return cookie and cookie.value


def session_of(client):
    """The row behind this browser's cookie."""
    from familychef.families.models import Session, hashed

    return Session.get(Session.token_hash == hashed(cookie_of(client)))


def hidden(answer, name):
    """The value of a hidden field of the page."""
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', answer.text)[1])


def kinds(family):
    """What happened in this family, in order."""
    from familychef.core.events import Event

    return [event.kind for event in Event.select().where(Event.family_id == family.id).order_by(Event.seq)]


def last_event(family):
    """The latest of the family's history; what only tells open pages to look again is no part of it."""
    from familychef.core import notices
    from familychef.core.events import Event

    told = Event.select().where(Event.family_id == family.id, Event.kind.not_in(notices.signals))
    return told.order_by(Event.seq.desc()).first()


def again(row):
    """The row as it is now."""
    return type(row).get_by_id(row.id)
