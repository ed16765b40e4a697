"""Huey's consumer, in a worker or inside the web process."""

from huey.consumer import Consumer

from . import leaving


class LeavingConsumer(Consumer):
    """Asked to end, it lets the work that goes on bit by bit know before it waits for it."""

    def stop(self, graceful=False):
        leaving.begin()
        super().stop(graceful)


class EmbeddedConsumer(LeavingConsumer):
    """The process keeps its own signal handlers."""

    def _set_signal_handlers(self):
        pass
