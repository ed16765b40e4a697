"""The queue: Huey on its own SQLite file in the process, or on Redis with workers; only a clock and a wake-up.

Huey and what it brings are loaded when a queue is made: in a small house that is a good part of the memory.
"""

import sys
from contextlib import contextmanager, nullcontext
from functools import partial


def make(settings):
    """The Huey of these settings. Tasks are signed with the secret, so a foreign Redis writer runs nothing."""
    with nullcontext() if settings.redis_url else left_out("redis"):
        from huey import RedisExpireHuey, SqliteHuey
        from huey.serializer import SignedSerializer

        from .consuming import LeavingConsumer

    common = {"results": False, "serializer": SignedSerializer(secret=settings.secret, salt="familychef")}
    if settings.redis_url:
        made = RedisExpireHuey("familychef", url=settings.redis_url, **common)
    else:
        made = SqliteHuey("familychef", filename=str(settings.data / "queue.db"), **common)
    made.create_consumer = partial(LeavingConsumer, made)
    return made


def start_embedded(huey):
    """Start consuming in greenlets; returns the consumer, to be stopped with .stop(graceful=True)."""
    from .consuming import EmbeddedConsumer

    huey.flush_locks()
    consumer = EmbeddedConsumer(
        huey, workers=1, worker_type="greenlet", check_worker_health=False, initial_delay=0.5, max_delay=2
    )
    consumer.start()
    return consumer


@contextmanager
def left_out(library):
    """A library that another loads where it is installed, and that nobody here will ask for."""
    known = library in sys.modules
    if not known:
        sys.modules[library] = None
    try:
        yield
    finally:
        if not known:
            del sys.modules[library]
