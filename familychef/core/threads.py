"""Heavy work (passwords, pictures) happens in gevent's thread pool, never on the event loop, each kind in its lane."""

import ctypes

import gevent
from gevent import monkey
from gevent.lock import BoundedSemaphore

from .db import database
from .throttle import TooMany

M_MMAP_THRESHOLD = -3
SECONDS_TO_COME_BACK = 5


def give_memory_back():
    """Let large freed blocks (a password's 19 MiB, a picture) leave the process at once; does nothing without glibc."""
    try:
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 128 * 1024)
    except (OSError, AttributeError):
        pass


class Lane:
    """So many at a time, so many in the queue; a flood in one lane leaves the others free."""

    def __init__(self, name, slots, most_waiting):
        self._name, self._slots, self._most = name, BoundedSemaphore(slots), slots + most_waiting
        self._inside = 0

    def apart(self, function, *args):
        """Call the function off the loop and wait for its result; it must not touch the database.

        Raises TooMany at once when the queue is full, RuntimeError inside a transaction: others would wait for it, or
        on SQLite take it for theirs.
        """
        if database.in_transaction():
            raise RuntimeError(f"{self._name} take a while, which is no time for a transaction")
        if not monkey.is_module_patched("threading"):
            return function(*args)
        if self._inside >= self._most:
            raise TooMany(SECONDS_TO_COME_BACK, self._name)
        self._inside += 1
        try:
            with self._slots:
                return gevent.get_hub().threadpool.apply(function, args)
        finally:
            self._inside -= 1


PASSWORDS = Lane("passwords", slots=2, most_waiting=40)
PICTURES = Lane("pictures", slots=1, most_waiting=20)
