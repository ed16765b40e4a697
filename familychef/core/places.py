"""Which addresses of the web may be asked at all, before their names are resolved."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
OPEN_PORTS = {80, 443, 8080, 8443}
ODD = re.compile(r"[\x00-\x20\x7f\\]")
NUMBER = re.compile(r"(0[xX][0-9a-fA-F]*|[0-9]+)\.?")


class Refused(OSError):
    """Nothing was fetched; `why` is for the log."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why


class Place(NamedTuple):
    """An address that may be asked, before its name is resolved."""

    scheme: str
    host: str
    port: int
    path: str
    trusted: bool


def place_of(url, trusted):
    """The parts of an address that may be asked. Raises Refused."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        raise Refused("an address nobody can read") from None
    if ODD.search(url) or parts.scheme not in PORTS or parts.username is not None or not parts.hostname:
        raise Refused("not a plain web address")
    host = name_of(parts.hostname)
    known = host in folded(trusted)
    if not known and port not in OPEN_PORTS:
        raise Refused("not a port of the web")
    path = parts.path or "/"
    return Place(parts.scheme, host, port, f"{path}?{parts.query}" if parts.query else path, known)


def name_of(host):
    """A host in its one spelling. Raises Refused for what only looks like a name."""
    try:
        name = host.rstrip(".").encode("idna").decode().casefold() if ":" not in host else host.casefold()
    except UnicodeError:
        raise Refused("no name of a host") from None
    if not name or len(name) > 253 or "%" in name or name.endswith("."):
        raise Refused("no name of a host")
    if NUMBER.fullmatch(name.rpartition(".")[2]) and not _is_plain(name):
        raise Refused("an address in disguise")
    return name


def folded(trusted):
    """Hosts in the spelling in which they are compared."""
    return {host.casefold() for host in trusted}


def _is_plain(name):
    """Four plain numbers, as addresses are written."""
    parts = name.split(".")
    decimal = all(part.isascii() and part.isdecimal() for part in parts)
    return len(parts) == 4 and decimal and all(part == str(int(part)) for part in parts)
