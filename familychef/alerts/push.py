"""News on a device: encrypted for its browser alone, and carried there by the push service of the browser's maker."""

import base64
import logging
from urllib.parse import urlsplit

from familychef.core import clock
from familychef.core.i18n import _

from .page import in_words
from .posting import Gone, as_json, post
from .subscriptions import PushSubscription

log = logging.getLogger(__name__)
TTL, PASS_LIVES = 24 * 3600, 12 * 3600
LONGEST = 500


def carry(rows, settings):
    """Tell these outbox rows on each device of their reader that was not told yet; False when there is none.

    Raises Gone when none is left, and OSError as long as another try may tell more of them, or when none was told.
    """
    found = list(PushSubscription.of_member(rows[0].reader)) if settings.push_key else []
    if not found:
        return False
    troubles = _tell(found, rows[0].batch, told(rows), settings)
    reached = any(device.took(rows[0].batch) for device in found)
    if troubles and not (reached and rows[0].is_last_try):
        raise troubles[0]
    elif not reached:
        raise Gone
    return True


def told(rows):
    """What a device is told: words, why, the paths to it and to less of it, a tag; of one tag it shows the latest."""
    with in_words(rows) as message:
        less = {"words": _("Less of this"), "path": message.less}
    why = " ".join(dict.fromkeys(message.reasons.values()))
    return {"words": message.words[:LONGEST], "why": why, "path": message.path, "less": less, "tag": message.tag}


def public_key(settings):
    """What a browser has to know of us to be told, or "" when this house tells no devices."""
    return _plain(_vapid(settings).public_key) if settings.push_key else ""


def _tell(devices, batch, message, settings):
    """[what went wrong]; who took it at an earlier try is not rung again."""
    troubles = []
    for device in devices:
        try:
            if not device.took(batch):
                device.answered(_post(device, message, settings), batch)
        except (OSError, ValueError) as trouble:
            log.warning("message %s was not taken by device %s (%s)", batch, device.id, type(trouble).__name__)
            troubles.append(trouble)
    return troubles


def _post(device, message, settings):
    """Source: RFC 8030 (headers), RFC 8291 (encryption), RFC 8292 (who we are)."""
    from pywebpush import WebPusher

    keys = {"endpoint": device.endpoint, "keys": {"p256dh": device.p256dh, "auth": device.auth}}
    body = WebPusher(keys).encode(as_json(message))["body"]
    head = {
        "Content-Type": "application/octet-stream", "Content-Encoding": "aes128gcm", "TTL": str(TTL),
        "Topic": message["tag"], "Urgency": "normal",
    }
    return post(device.endpoint, body, head | _pass(device.endpoint, settings))


def _pass(endpoint, settings):
    parts, until = urlsplit(endpoint), int(clock.now().timestamp()) + PASS_LIVES
    who = settings.url if settings.https else "mailto:familychef@localhost.localdomain"
    return _vapid(settings).sign({"aud": f"{parts.scheme}://{parts.netloc}", "exp": until, "sub": who})


def _vapid(settings):
    from py_vapid import Vapid02

    return Vapid02.from_raw(settings.push_key.encode())


def _plain(key):
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")
