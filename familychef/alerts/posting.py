"""News over HTTP: how it is posted, and what the status of an answer means."""

import json

from familychef.core import fetch
from familychef.core.fetch import Refused

LIMITS = {"most_bytes": 64 * 1024, "seconds": 10}


class Gone(Exception):
    """There is nobody at that address any more, and nobody will be."""


def post(url, body, headers, trusted=()):
    """The HTTP status that came back. `trusted`: hosts at home that may be asked. Raises OSError when nothing did."""
    return fetch.post(url, body, headers=headers, trusted=trusted, **LIMITS).status


def as_json(told):
    return json.dumps(told, ensure_ascii=False).encode()


def must_be_taken(status):
    """Raises Refused for every HTTP status that does not say so."""
    if not 200 <= status < 300:
        raise Refused(f"answered {status}")
