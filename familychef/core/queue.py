"""The queue: Huey on its own SQLite file in the process, or on Redis with workers; only a clock and a wake-up."""

from huey import RedisExpireHuey, SqliteHuey
from huey.consumer import Consumer
from huey.serializer import SignedSerializer


def make(settings):
    """The Huey of these settings. Tasks are signed with the secret, so a foreign Redis writer runs nothing."""
    common = {"results": False, "serializer": SignedSerializer(secret=settings.secret, salt="familychef")}
    if settings.redis_url:
        return RedisExpireHuey("familychef", url=settings.redis_url, **common)
    else:
        return SqliteHuey("familychef", filename=str(settings.data / "queue.db"), **common)


class EmbeddedConsumer(Consumer):
    """Runs inside the web process; the process keeps its own signal handlers."""

    def _set_signal_handlers(self):
        pass


def start_embedded(huey):
    """Start consuming in greenlets; returns the consumer, to be stopped with .stop(graceful=True)."""
    huey.flush_locks()
    consumer = EmbeddedConsumer(
        huey, workers=1, worker_type="greenlet", check_worker_health=False, initial_delay=0.5, max_delay=2
    )
    consumer.start()
    return consumer
