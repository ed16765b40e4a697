"""The only way out: fetches from the public network, and never from the house's own.

A name is resolved once, every address of it is looked at, and the connection goes to the very address that was looked
at. Redirects are looked at like any other address. What is in doubt is not fetched.
"""

import http.client
import io
import socket
import ssl
import time
import zlib
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urljoin

import gevent
from gevent import monkey

from .addresses import is_public
from .places import Refused, folded, name_of, place_of

MOST_REDIRECTS, MOST_HEADERS = 3, 64 * 1024
REDIRECTS = {301, 302, 303, 307, 308}
ABOUT_US = {"User-Agent": "FamilyChef", "Accept-Encoding": "identity", "Connection": "close"}


class Answer(NamedTuple):
    """`headers`: names in small letters; `url`: the address that answered in the end."""

    status: int
    headers: dict
    body: bytes
    url: str


def get(url, *, most_bytes, seconds, trusted=(), headers=None):
    """An Answer. `trusted`: hosts of the settings, which may be at home. Raises Refused for all that isn't allowed."""
    with within(seconds) as end:
        return _followed(url, dict(headers or {}), most_bytes, end, trusted)


def post(url, body, *, most_bytes, seconds, trusted=(), headers=None):
    """An Answer to these bytes; a redirect is an answer like any other."""
    with within(seconds) as end:
        return _ask("POST", place_of(url, trusted), url, body, headers or {}, most_bytes, end)


def require_askable(url, trusted=()):
    """The Place of an address. Raises Refused for one that is never asked, whatever its name may resolve to."""
    return place_of(url, trusted)


def connect(host, port, seconds, trusted=()):
    """A socket to an address of this host that was looked at. Raises Refused, and OSError when nobody answers."""
    host = name_of(host)
    with within(seconds) as end:
        return _connected(_checked(host, port, host in folded(trusted)), end)


@contextmanager
def within(seconds):
    """One end for all that is done inside, yielded in the seconds of time.monotonic(). Raises Refused at that end.

    Under gevent each wait of an encrypted line gets the line's whole time anew, so that a byte now and then would
    never run out of it. Elsewhere it is the line that gives up, when it was told what is left.
    """
    end = time.monotonic() + seconds
    if not monkey.is_module_patched("socket"):
        yield end
    else:
        with gevent.Timeout(seconds, False):
            yield end
            return
        raise Refused("too slow")


def _followed(url, headers, most_bytes, end, trusted):
    for _ in range(MOST_REDIRECTS + 1):
        place = place_of(url, trusted)
        answer = _ask("GET", place, url, None, headers, most_bytes, end)
        if answer.status not in REDIRECTS or "location" not in answer.headers:
            return answer
        url, before = urljoin(url, answer.headers["location"]), place
        if place_of(url, trusted)[:3] != before[:3]:
            headers = {}
        if before.scheme == "https" and not url.startswith("https:"):
            raise Refused("a redirect out of encryption")
    raise Refused("too many redirects")


def _checked(host, port, known):
    """The socket addresses of this host. Raises Refused when one of them is not public, unless the host is known."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused("the name is unknown") from None
    if not found or not (known or all(is_public(each[4][0]) for each in found)):
        raise Refused("not on the public network")
    return [(family, place) for family, _type, _protocol, _name, place in found]


def _connected(places, end):
    """A socket to the first of these addresses that answers."""
    fault = Refused("nobody answers")
    for family, place in places[:4]:
        line = socket.socket(family, socket.SOCK_STREAM)
        try:
            line.settimeout(_left(end))
            line.connect(place)
            return line
        except OSError as error:
            line.close()
            fault = error
        except BaseException:
            line.close()
            raise
    raise Refused("nobody answers") from fault


def _ask(method, place, url, body, headers, most_bytes, end):
    try:
        with _connected(_checked(place.host, place.port, place.trusted), end) as line:
            line.settimeout(_left(end))
            sealed = _sealed(line, place.host) if place.scheme == "https" else line
            with sealed:
                return _conversation(method, place, url, body, headers, _Line(sealed, end, most_bytes), most_bytes)
    except TimeoutError:
        raise Refused("too slow") from None
    except (http.client.HTTPException, zlib.error, ValueError) as error:
        raise Refused(f"an answer nobody can read: {type(error).__name__}") from None


def _sealed(line, host):
    sealed = ssl.create_default_context().wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)
    try:
        sealed.do_handshake()
    except BaseException:
        sealed.close()
        raise
    return sealed


def _conversation(method, place, url, body, headers, line, most_bytes):
    talk = http.client.HTTPConnection(place.host, place.port)
    talk.sock, talk.auto_open = line, 0
    talk.request(method, place.path, body, ABOUT_US | headers)
    told = talk.getresponse()
    said = {name.casefold(): value for name, value in told.getheaders()}
    return Answer(told.status, said, _unpacked(told.read(most_bytes + 1), said, most_bytes), url)


def _unpacked(body, said, most_bytes):
    """The body as it was meant. Raises Refused for more than `most_bytes`, however small it came."""
    coding = said.get("content-encoding", "identity").strip().casefold()
    if coding not in ("identity", "gzip"):
        raise Refused("packed in an odd way")
    if coding == "gzip":
        body = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, most_bytes + 1)
    if len(body) > most_bytes:
        raise Refused("too large")
    return body


def _left(end):
    left = end - time.monotonic()
    if left <= 0:
        raise Refused("too slow")
    return left


class _Line:
    """A socket that gives up at the end of the time, and after so many bytes, however slowly they come."""

    def __init__(self, line, end, most_bytes):
        self.line, self.end, self.left = line, end, most_bytes + MOST_HEADERS

    def sendall(self, data):
        left = memoryview(data)
        while left:
            self.line.settimeout(_left(self.end))
            left = left[self.line.send(left) :]

    def makefile(self, _mode):
        return io.BufferedReader(_Incoming(self), 8192)

    def close(self):
        """The socket itself is closed by who opened it, when the answer has been read."""


class _Incoming(io.RawIOBase):
    def __init__(self, line):
        self.source = line

    def readable(self):
        return True

    def readinto(self, buffer):
        source = self.source
        source.line.settimeout(_left(source.end))
        count = source.line.recv_into(buffer)
        source.left -= count
        if source.left < 0:
            raise Refused("too large")
        return count
