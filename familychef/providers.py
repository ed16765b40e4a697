"""Who else knows the family: the identity provider of the settings."""

from dataclasses import dataclass, field
from importlib.util import find_spec
from urllib.parse import urlsplit

from .values import LOOPBACK, BadSettings

OIDC = ("issuer", "client_id", "client_secret", "name")


@dataclass(frozen=True)
class Provider:
    """Who else knows the family: an OpenID Connect provider, and what we are there. `name` stands on the button."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str

    @property
    def host(self):
        return urlsplit(self.issuer).hostname


def told(environ):
    """The identity provider, when one is named; half of it stops the start."""
    found = {name: (environ.get(f"FAMILYCHEF_OIDC_{name.upper()}") or "").strip() for name in OIDC}
    if not any(found.values()):
        return None
    if missing := [name for name in OIDC[:3] if not found[name]]:
        raise BadSettings(f"FAMILYCHEF_OIDC_{missing[0].upper()} is missing: signing in by a provider needs it.")
    if not _is_issuer(found["issuer"]):
        raise BadSettings(f"FAMILYCHEF_OIDC_ISSUER must look like https://login.example, not {found['issuer']!r}.")
    if not find_spec("authlib"):
        raise BadSettings("FAMILYCHEF_OIDC_ISSUER needs the extra `oidc`: start with `uv run --extra oidc app.py`.")
    return Provider(**found | {"name": found["name"] or urlsplit(found["issuer"]).hostname})


def _is_issuer(url):
    """HTTPS, but on this very machine; no longer than what is kept of it."""
    try:
        parts = urlsplit(url)
        plain = parts.port is None or parts.port > 0
    except ValueError:
        return False
    safe = parts.scheme == "https" or parts.scheme == "http" and parts.hostname in LOOPBACK
    more = parts.query or parts.fragment or parts.username
    return bool(plain and safe and parts.hostname and not more and len(url) <= 255)
