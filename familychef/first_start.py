"""What is made at the first start and kept in the data folder, readable by its owner alone."""

import base64
import os
import re
import secrets
import tempfile

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def kept(path, new):
    """The text of this file, or what `new()` gives; two starters at once make one. Raises ValueError when too short."""
    if not path.exists():
        _write_once(path, new())
    text = path.read_text().strip()
    if len(text) < 32:
        raise ValueError
    return text


def secret():
    return secrets.token_urlsafe(48)


def push_key():
    """A private key of P-256, as VAPID writes it."""
    number = secrets.randbelow(P256_ORDER - 1) + 1
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).decode().rstrip("=")


def is_push_key(text):
    """Is it a private key of P-256, as VAPID writes it?"""
    if not re.fullmatch("[A-Za-z0-9_-]{43}", text):
        return False
    return 0 < int.from_bytes(base64.urlsafe_b64decode(text + "=")) < P256_ORDER


def _write_once(path, text):
    """The file appears with its whole text or, when somebody else was quicker, is left alone."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
