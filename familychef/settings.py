"""The environment, read once into one frozen record; what is missing or unsafe stops the start and names itself."""

import os
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from . import first_start, providers
from .core import mail, sentry
from .providers import Provider
from .values import LOOPBACK, BadSettings, choice, hosts, number, origins, replica

DATABASES = {"sqlite", "postgres", "postgresql"}


@dataclass(frozen=True)
class Settings:
    """`data` is a folder of mode 0700; `url` the public address without a slash; sizes in bytes."""

    data: Path
    database_url: str
    secret: str
    url: str
    host: str = "127.0.0.1"
    port: int = 8000
    replica_url: str = field(default="", repr=False)
    redis_url: str = ""
    demo: bool = False
    password_cost: str = "normal"
    trusted_proxies: int = 0
    limits: int = 1
    new_families: str = "admins"
    smtp_url: str = ""
    oidc: Provider | None = None
    push_key: str = field(default="", repr=False)
    api_origins: tuple = ()
    products: str = "off"
    products_contact: str = ""
    upload_limit: int = 26 * 1024 * 1024
    home_hosts: tuple = ()
    backup_folder: str = ""
    logs: str = "text"
    slow_query_ms: int = 200
    metrics_token: str = field(default="", repr=False)
    sentry_dsn: str = field(default="", repr=False)

    @property
    def https(self):
        return self.url.startswith("https://")

    @property
    def is_only_here(self):
        """Do its addresses lead to the machine they are opened on?"""
        return urlsplit(self.url).hostname in LOOPBACK

    @property
    def sqlite(self):
        return self.database_url.startswith("sqlite:")

    @property
    def files(self):
        return self.data / "files"

    @property
    def backups(self):
        return Path(self.backup_folder).absolute() if self.backup_folder else self.data / "backups"

    @property
    def cookie(self):
        return "__Host-fc" if self.https else "fc"

    @property
    def device_cookie(self):
        return "__Host-fc-device" if self.https else "fc-device"

    @property
    def mark_cookie(self):
        return "__Host-fc-mark" if self.https else "fc-mark"

    @property
    def passage_cookie(self):
        return "__Host-fc-passage" if self.https else "fc-passage"

    @property
    def invitation_cookie(self):
        return "__Host-fc-invitation" if self.https else "fc-invitation"

    @property
    def pairing_cookie(self):
        return "__Host-fc-pairing" if self.https else "fc-pairing"

    @property
    def wall_cookie(self):
        return "__Host-fc-wall" if self.https else "fc-wall"

    @property
    def trusted_hosts(self):
        return sorted({urlsplit(self.url).hostname, "localhost", "127.0.0.1", "[::1]"})


def read(environ=os.environ, *, demo=False):
    """Settings from the environment. Raises BadSettings naming the variable that is wrong."""
    data = Path(environ.get("FAMILYCHEF_DATA") or "data").absolute()
    host = environ.get("FAMILYCHEF_HOST") or "127.0.0.1"
    port = number(environ, "PORT", 8000, 0, 65535)
    url = _url(environ, host, port)
    if demo and host not in LOOPBACK:
        raise BadSettings("--demo uses known passwords and runs on this machine only: unset FAMILYCHEF_HOST.")
    _make_private(data)
    return Settings(
        data=data,
        database_url=_database(environ, data),
        secret=environ.get("FAMILYCHEF_SECRET") or _kept(data / "secret", first_start.secret),
        url=url,
        host=host,
        port=port,
        redis_url=_redis(environ),
        demo=demo,
        push_key=_push_key(environ, data),
        **_rules(environ),
    )


def _rules(environ):
    return {
        "replica_url": replica(environ),
        "password_cost": choice(environ, "FAMILYCHEF_PASSWORD_COST", "normal", {"normal", "low"}),
        "trusted_proxies": number(environ, "FAMILYCHEF_TRUSTED_PROXIES", 0, 0, 5),
        "limits": number(environ, "FAMILYCHEF_LIMITS", 1, 1, 10_000),
        "new_families": choice(environ, "FAMILYCHEF_NEW_FAMILIES", "admins", {"admins", "nobody"}),
        "oidc": providers.told(environ),
        "api_origins": origins(environ, "FAMILYCHEF_API_ORIGINS"),
        "products": choice(environ, "FAMILYCHEF_PRODUCTS", "off", {"off", "openfoodfacts"}),
        "products_contact": _contact(environ),
        "smtp_url": _smtp(environ),
        "home_hosts": hosts(environ, "FAMILYCHEF_HOME_HOSTS"),
        "backup_folder": environ.get("FAMILYCHEF_BACKUPS") or "",
        **_sight(environ),
    }


def _sight(environ):
    """What who watches the house wants to see of it."""
    return {
        "logs": log_kind(environ),
        "slow_query_ms": number(environ, "FAMILYCHEF_SLOW_QUERY_MS", 200, 0, 60_000),
        "metrics_token": _metrics_token(environ),
        "sentry_dsn": _sentry(environ),
    }


def log_kind(environ=os.environ):
    return choice(environ, "FAMILYCHEF_LOGS", "text", {"text", "json"})


def _metrics_token(environ):
    token = environ.get("FAMILYCHEF_METRICS_TOKEN") or ""
    if token and (len(token) < 16 or not token.isascii() or not token.isprintable() or " " in token):
        raise BadSettings("FAMILYCHEF_METRICS_TOKEN must be at least 16 plain letters and digits.")
    return token


def _sentry(environ):
    dsn = environ.get("FAMILYCHEF_SENTRY_DSN") or ""
    try:
        return dsn and sentry.place(dsn) and dsn
    except ValueError:
        raise BadSettings("FAMILYCHEF_SENTRY_DSN must look like https://key@sentry.example/7.") from None


def _url(environ, host, port):
    url = (environ.get("FAMILYCHEF_URL") or "").rstrip("/")
    if not url and host not in LOOPBACK:
        raise BadSettings("FAMILYCHEF_URL is missing: it is the address the family types, and FAMILYCHEF_HOST is open.")
    parts = urlsplit(url or f"http://127.0.0.1:{port}")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise BadSettings(f"FAMILYCHEF_URL must look like https://food.example, not {url!r}.")
    return parts.geturl()


def _database(environ, data):
    url = environ.get("DATABASE_URL")
    if url is None:
        return f"sqlite:///{data / 'familychef.db'}"
    scheme = urlsplit(url).scheme.partition("+")[0]
    if scheme not in DATABASES:
        raise BadSettings(f"DATABASE_URL must start with postgresql:// or sqlite:///, not {scheme or 'nothing'}.")
    if scheme != "sqlite" and not urlsplit(url).path.strip("/"):
        raise BadSettings("DATABASE_URL names no database.")
    return url


def _redis(environ):
    url = environ.get("REDIS_URL") or ""
    if url and urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise BadSettings("REDIS_URL must start with redis://, rediss:// or unix://.")
    return url


def _smtp(environ):
    url = environ.get("FAMILYCHEF_SMTP_URL") or ""
    try:
        return url and mail.server(url) and url
    except ValueError:
        raise BadSettings(
            "FAMILYCHEF_SMTP_URL must look like smtp://user:password@mail.example:587?from=chef@mail.example."
        ) from None


def _contact(environ):
    """It travels in the header of a request."""
    text = (environ.get("FAMILYCHEF_PRODUCTS_CONTACT") or "").strip()
    if not text.isascii() or not text.isprintable():
        raise BadSettings("FAMILYCHEF_PRODUCTS_CONTACT must be an address in plain letters, as chef@mail.example.")
    return text


def _make_private(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise BadSettings(f"FAMILYCHEF_DATA: {folder} can't be used: {error.strerror}.") from None


def _push_key(environ, data):
    """The key that browsers know this house's messages by, where the extra `push` is installed; else ""."""
    if not find_spec("pywebpush"):
        return ""
    told = environ.get("FAMILYCHEF_PUSH_KEY")
    key = told or _kept(data / "push_key", first_start.push_key)
    if not first_start.is_push_key(key):
        name = "FAMILYCHEF_PUSH_KEY" if told else "push_key in FAMILYCHEF_DATA"
        raise BadSettings(f"{name} is no key: it is 43 letters, digits, - and _, as a first start makes them.")
    return key


def _kept(path, new):
    try:
        return first_start.kept(path, new)
    except ValueError:
        why = f"{path.name} in FAMILYCHEF_DATA is too short to be a secret; remove it to make a new one."
        raise BadSettings(why) from None
