"""Heavy work (passwords, pictures) happens in gevent's thread pool, two at a time, never on the event loop."""

import gevent
from gevent import monkey
from gevent.lock import BoundedSemaphore

_slots = BoundedSemaphore(2)


def apart(function, *args):
    """Call the function off the loop and wait for its result; it must not touch the database."""
    if monkey.is_module_patched("threading"):
        with _slots:
            return gevent.get_hub().threadpool.apply(function, args)
    else:
        return function(*args)
