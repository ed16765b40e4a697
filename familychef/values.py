"""Single values of the environment: as they must be, or the start ends."""

from urllib.parse import urlsplit

from .core.places import Refused, name_of

POSTGRES = ("postgresql://", "postgres://", "postgresql+", "postgres+")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class BadSettings(SystemExit):
    """Raised at start; its text is the whole message, its exit code is 1."""


def number(environ, name, default, low, high):
    """The whole number of this name. Raises BadSettings naming it."""
    text = environ.get(name) or str(default)
    if not text.isdecimal() or not low <= int(text) <= high:
        raise BadSettings(f"{name} must be a whole number from {low} to {high}, not {text!r}.")
    return int(text)


def choice(environ, name, default, choices):
    """One of these texts. Raises BadSettings naming what was asked for."""
    value = environ.get(name) or default
    if value not in choices:
        raise BadSettings(f"{name} must be one of {', '.join(sorted(choices))}, not {value!r}.")
    return value


def origins(environ, name):
    """The sites named here, with spaces between them, each like https://panel.example. Raises BadSettings."""
    found = tuple((environ.get(name) or "").split())
    for origin in found:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or origin != f"{parts.scheme}://{parts.netloc}" or "@" in origin:
            raise BadSettings(f"{name} must look like https://panel.example, not {origin!r}.")
    return found


def hosts(environ, name):
    """The names of hosts, with commas between them. Raises BadSettings naming it."""
    told = [host.strip() for host in (environ.get(name) or "").split(",") if host.strip()]
    try:
        return tuple(name_of(host) for host in told if _is_bare(host))
    except Refused:
        raise BadSettings(f"{name} must be names of hosts, as homeassistant.local,192.168.1.5.") from None


def _is_bare(host):
    """Raises Refused for what is an address of the web, or has a port."""
    if any(sign in host for sign in ":/@[] "):
        raise Refused("more than a name")
    return True


def replica(environ):
    """The address of a copy of the database, or "". Raises BadSettings; whether it is there, nobody looks yet."""
    url, primary = environ.get("DATABASE_REPLICA_URL") or "", environ.get("DATABASE_URL") or ""
    if url and not primary.startswith(POSTGRES):
        raise BadSettings("DATABASE_REPLICA_URL needs PostgreSQL in DATABASE_URL: a SQLite file has no replica.")
    if url and not (url.startswith(POSTGRES) and _names_a_database(url)):
        raise BadSettings("DATABASE_REPLICA_URL must look like postgresql://user:password@host/name.")
    if url and url == primary:
        raise BadSettings("DATABASE_REPLICA_URL is the same as DATABASE_URL: a replica is another server.")
    return url


def _names_a_database(url):
    try:
        parts = urlsplit(url)
        return bool(parts.path.strip("/")) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
