"""The family's identity provider: what it publishes, and what it answers for a code."""

import base64
import json
import time
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask import current_app

from familychef.core import fetch
from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.core.incoming import address

from . import id_token

WELL_KNOWN = "/.well-known/openid-configuration"
MOST_BYTES, SECONDS = 256 * 1024, 8
FRESH, KEYS_AGAIN = 3600, 60
SCOPE = "openid email profile"
PLACES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_known = {}


@dataclass
class Published:
    """`places`: {name: address}; `keys`: the JWKS, fetched at first use; times in seconds that never go back."""

    places: dict
    in_body: bool
    names_issuer: bool
    at: float = field(default_factory=time.monotonic)
    keys: dict | None = None
    keys_at: float = 0.0


def address_to_ask(verifier, **more):
    """Where the browser goes to be asked who it is; only who has the verifier can use the answer."""
    settings = current_app.config["SETTINGS"]
    base = published().places["authorization_endpoint"]
    question = {"response_type": "code", "client_id": settings.oidc.client_id, "scope": SCOPE} | more
    question |= {"code_challenge": create_s256_code_challenge(verifier), "code_challenge_method": "S256"}
    return f"{base}{'&' if urlsplit(base).query else '?'}{urlencode(question)}"


def claims_for(code, verifier, back, **checks):
    """Who the provider says brought this code. Raises Refusal when that can't be found out or is not true."""
    known, provider = published(), current_app.config["SETTINGS"].oidc
    told = _exchange(known, provider, {"code": code, "code_verifier": verifier, "redirect_uri": back})
    token = told.get("id_token")
    checks |= {"issuer": provider.issuer, "client_id": provider.client_id}
    try:
        return _believed(known, token if isinstance(token, str) else "", checks)
    except id_token.Untrue:
        raise silent() from None


def published():
    """What the provider says about itself, an hour long."""
    issuer = current_app.config["SETTINGS"].oidc.issuer
    known = _known.get(issuer)
    if known is None or time.monotonic() - known.at > FRESH:
        known = _known[issuer] = _read(issuer, _fetched(issuer.rstrip("/") + WELL_KNOWN))
    return known


def is_itself(named):
    """Is the answer from our provider, as far as it says from whom it is?"""
    issuer = current_app.config["SETTINGS"].oidc.issuer
    return named == issuer or named is None and not published().names_issuer


def silent():
    """The sentence for whatever goes wrong over there."""
    name = current_app.config["SETTINGS"].oidc.name
    return Refusal(_("%(name)s gave no answer that can be used. Please try again, or sign in another way.", name=name))


def _read(issuer, told):
    """Under another issuer's name, or with addresses that are not safe, it is somebody else's page."""
    places = {name: told.get(name) for name in PLACES}
    if told.get("issuer") != issuer or not all(_is_safe(place, issuer) for place in places.values()):
        raise silent()
    methods = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    in_body = "client_secret_basic" not in methods
    return Published(places, in_body, told.get("authorization_response_iss_parameter_supported") is True)


def _is_safe(place, issuer):
    """HTTPS, or what the issuer itself has on this very machine; letters that are fit for an address, and no others."""
    if not isinstance(place, str) or not place.isascii() or any(letter in place for letter in " \"'<>\\^`{|}"):
        return False
    parts, home = address(place), address(issuer)
    here = home.scheme == "http" and parts.scheme == "http" and parts.hostname == home.hostname
    return (parts.scheme == "https" or here) and bool(parts.hostname) and place.isprintable()


def _exchange(known, provider, question):
    question = {"grant_type": "authorization_code"} | question
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    if known.in_body:
        question |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    else:
        pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    return _fetched(known.places["token_endpoint"], urlencode(question).encode(), headers)


def _believed(known, token, checks):
    """A key we don't know yet may be a new one: look again, though not more often than once a minute."""
    try:
        return id_token.claims_of(token, _keys(known), **checks)
    except id_token.UnknownKey:
        return id_token.claims_of(token, _keys(known, KEYS_AGAIN), **checks)


def _keys(known, oldest=FRESH):
    if known.keys is None or time.monotonic() - known.keys_at > oldest:
        known.keys, known.keys_at = _fetched(known.places["jwks_uri"]), time.monotonic()
    return known.keys


def _fetched(url, body=None, headers=None):
    """The JSON object at this address. Raises Refusal for whatever else comes, or doesn't."""
    limits = {"most_bytes": MOST_BYTES, "seconds": SECONDS, "trusted": {current_app.config["SETTINGS"].oidc.host}}
    try:
        answer = fetch.post(url, body, headers=headers, **limits) if body else fetch.get(url, **limits)
        told = json.loads(answer.body) if answer.status == 200 else None
    except (OSError, ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise silent()
    return told
