"""News for a machine: JSON that is signed, by the headers of Standard Webhooks 1.0."""

import base64
import hashlib
import hmac

from familychef.core import clock

from .page import in_words
from .posting import as_json

PREFIX = "whsec_"


def written(target, rows, settings):
    """What a webhook is asked for these outbox rows: its address, the body, and the headers that sign it."""
    body = as_json(_told(rows, settings.url))
    return target.url, body, signed(target.secret, f"news-{rows[0].batch}", int(clock.now().timestamp()), body)


def new_secret(own_secret, member, key):
    """The same form sent again gives the same secret; nobody can compute it without `own_secret` of the house."""
    digest = hmac.digest(own_secret.encode(), f"webhook {member.id} {key}".encode(), hashlib.sha256)
    return PREFIX + base64.b64encode(digest).decode()


def signed(secret, number, at, body):
    """The headers by which a receiver knows who sent it, when (in seconds), and that it came before.

    Source: Standard Webhooks 1.0, "Signature scheme": HMAC-SHA256 of id.timestamp.body.
    """
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.digest(key, f"{number}.{at}.".encode() + body, hashlib.sha256)
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return {"webhook-id": number, "webhook-timestamp": str(at), "webhook-signature": signature}


def _told(rows, house):
    with in_words(rows) as message:
        news = [
            {"kind": each.kind, "words": each.words, "why": str(each.why), "url": house + each.path,
             "less": house + each.less, "at": each.at.isoformat()}
            for each in message.told
        ]
    return {"type": "news", "family": message.family.name, "for": message.reader.name, "news": news}
