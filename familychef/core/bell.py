"""The bell: wakes whoever waits for a family's events; carries nothing, queries nothing, never raises."""

import logging
import threading

log = logging.getLogger(__name__)
ANY, LETTERS = "any", "letters"
_waiting = {}
_far = []


def ring(family_id):
    """Wake this process's waiters and tell the other processes."""
    wake(family_id)
    for tell in _far:
        try:
            tell(family_id)
        except Exception:
            log.exception("a far bell failed")


def wake(family_id):
    for key in (family_id, ANY):
        waiters = _waiting.pop(key, None)
        if waiters is not None:
            waiters.set()


def wake_everybody():
    """Whoever waits looks at once, and may find that the process is about to end."""
    for key in list(_waiting):
        _waiting.pop(key).set()


def ticket(family_id):
    """Take this before looking, wait on it after: a ring in between is not missed."""
    return _waiting.setdefault(family_id, threading.Event())


def families():
    """Ids of the families somebody in this process waits for."""
    return [key for key in list(_waiting) if key not in (ANY, LETTERS)]


def connect_far(tell):
    """Add a way to other processes: a function of the family's id."""
    _far.append(tell)


def forget_far():
    _far.clear()
