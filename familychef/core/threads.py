"""Heavy work (passwords, pictures) happens in gevent's thread pool, two at a time, never on the event loop."""

import ctypes

import gevent
from gevent import monkey
from gevent.lock import BoundedSemaphore

_slots = BoundedSemaphore(2)
M_MMAP_THRESHOLD = -3


def give_memory_back():
    """Let large freed blocks (a password's 19 MiB, a picture) leave the process at once; does nothing without glibc."""
    try:
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 128 * 1024)
    except (OSError, AttributeError):
        pass


def apart(function, *args):
    """Call the function off the loop and wait for its result; it must not touch the database."""
    if monkey.is_module_patched("threading"):
        with _slots:
            return gevent.get_hub().threadpool.apply(function, args)
    else:
        return function(*args)
