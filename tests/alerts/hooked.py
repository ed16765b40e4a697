"""Webhooks of the Rossi for tests: set up without a page, and things that happen without a room."""

import base64
import hashlib
import hmac
import json

HOOK = "https://hook.example/house?of=rossi"
SECRET = "whsec_bmV3"


def hooked(member, kinds=("orders",), url=HOOK, key="a-key-of-marta"):
    """A webhook that acts for this member."""
    from familychef.alerts.hooks import Webhook

    return Webhook.set_up(member, "Hall light", url, list(kinds), SECRET, key)


def happens(family, *kinds, **more):
    """Events as a room would write them; the number of the last."""
    from familychef.core.db import transaction
    from familychef.core.events import record

    with transaction(family):
        return [record(kind, family, **{"stale": "", "needs": "orders.view"} | more) for kind in kinds][-1]


def told(outside):
    """What the receiver was told, each body once more for each try."""
    return [json.loads(body) for _path, _head, body in list(outside.heard)]


def types(outside):
    return [each["type"] for each in told(outside)]


def numbers(outside):
    return [head["webhook-id"] for _path, head, _body in list(outside.heard)]


def is_ours(secret, headers, body):
    """As a receiver checks it."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    digest = hmac.digest(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256)
    return headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()


def fresh(row):
    return type(row).get_by_id(row.id)
