"""Signing in by an identity provider: where it is offered, and the way there and back."""

import base64
import hmac
from importlib import import_module
from typing import NamedTuple

import peewee
from flask import abort, current_app, g, request, url_for

from familychef.core import clock
from familychef.core.db import transaction, write
from familychef.core.errors import Refusal
from familychef.core.i18n import _

from . import entering, gate
from .actions import sign_up
from .factors import keep_a_way_in
from .models import Identity, Passage, User

KIND, LIFE = "oidc", clock.minutes(10)
SIGN_IN, JOIN, PROOF, CONNECT = "sign-in", "join", "proof", "connect"
MOST = 10


class Visit(NamedTuple):
    """Somebody came back: what for, the page to go on to, and what the provider says of them."""

    purpose: str
    page: str
    claims: dict


def offered(user=None):
    """The provider as the buttons name it, or nothing; for a `user` only when they are known there."""
    provider = _settings().oidc
    known = provider and (user is None or user.identities.where(Identity.issuer == provider.issuer).exists())
    return provider.name if known else ""


def require_offered():
    if not offered():
        abort(404)


def leave(purpose, page=""):
    """(the address at the provider, the token this browser holds meanwhile).

    What must be the same when they come back is made from that token alone, and kept nowhere else.
    """
    provider = _provider()
    provider.published()
    facts = {"purpose": purpose, "page": page, "session": g.session and g.session.id}
    _passage, token = Passage.issue(KIND, LIFE, user=g.user, facts=facts)
    more = {"state": _made_from(token, "state"), "nonce": _made_from(token, "nonce"), "redirect_uri": _back()}
    more |= {"max_age": 0} if purpose == PROOF else {}
    return provider.address_to_ask(_made_from(token, "verifier"), **more), token


def come_back():
    """The Visit of who returns to this browser with the provider's answer. Raises Refusal; each answer counts once."""
    token = request.cookies.get(_settings().passage_cookie, "")
    passage = entering.held_passage(KIND)
    state = request.args.get("state", "").encode()
    if not passage or not hmac.compare_digest(state, _made_from(token, "state").encode()) or not passage.use():
        raise Refusal(_("That took too long, or was begun in another browser. Please start again."))
    if passage.facts["session"] != (g.session and g.session.id):
        raise Refusal(_("Somebody else is signed in here now. Please start again."))
    gate.knock("oidc", None)
    try:
        claims = _told(token, passage)
    except Refusal:
        gate.missed("oidc", None)
        raise
    gate.opened("oidc", None)
    return Visit(passage.facts["purpose"], passage.facts["page"], claims)


def user_of(claims):
    """The person who connected this identity, or None."""
    mine = (Identity.issuer == _settings().oidc.issuer) & (Identity.subject == claims["sub"])
    found = Identity.select(Identity, User).join(User).where(mine, User.erased_at.is_null()).first()
    return found and found.user


def connect(user, claims):
    """From now on this identity signs this person in. Raises Refusal when it is somebody else's."""
    known, name = user_of(claims), _settings().oidc.name
    if known and known.id == user.id:
        return None
    if user.identities.count() >= MOST:
        raise Refusal(_("You have many of these already. Remove one first."))
    try:
        with write():
            return Identity.create(user=user, issuer=_settings().oidc.issuer, subject=claims["sub"])
    except peewee.IntegrityError:
        raise Refusal(_("This login at %(name)s belongs to somebody else here.", name=name)) from None


def remove(identity):
    """Raises Refusal when nothing else would sign this person in."""
    with write():
        keep_a_way_in(identity)
        return bool(Identity.delete().where(Identity.id == identity.id).execute())


def sign_up_known(invitation, told, claims):
    """A new login without a password, that this identity opens; the FamilyMember."""
    with transaction(invitation.family):
        member = sign_up(invitation, password_hash="", **told)
        if not connect(member.user, claims):
            raise Refusal(_("This login is known here already. Please sign in with it."))
        return member


def _told(token, passage):
    """What the provider says; whatever it refuses is told in our words, never in those of the address."""
    provider, name = _provider(), _settings().oidc.name
    if "error" in request.args or not request.args.get("code"):
        raise Refusal(_("%(name)s did not sign you in. Please try again, or sign in another way.", name=name))
    if not provider.is_itself(request.args.get("iss")):
        raise provider.silent()
    checks = {"nonce": _made_from(token, "nonce")}
    checks |= {"asked_at": passage.created_at} if passage.facts["purpose"] == PROOF else {}
    return provider.claims_for(request.args["code"][:2000], _made_from(token, "verifier"), _back(), **checks)


def _made_from(token, name):
    return base64.urlsafe_b64encode(hmac.digest(token.encode(), name.encode(), "sha256")).rstrip(b"=").decode()


def _back():
    return _settings().url + url_for("families.return_from_provider")


def _provider():
    """Loaded when it is first wanted, by who has a provider: its packages weigh a good deal."""
    return import_module(".provider", __package__)


def _settings():
    return current_app.config["SETTINGS"]
