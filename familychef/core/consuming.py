"""Huey's consumer, in a worker or inside the web process."""

import signal

from huey.consumer import Consumer

from . import leaving


class LeavingConsumer(Consumer):
    """Asked to end, by SIGINT or SIGTERM, it lets what goes on bit by bit know, and waits for it.

    Huey alone would cut off the work under way at one of the two.
    """

    def __init__(self, *what, **how):
        super().__init__(*what, **how)
        self._signal_actions |= dict.fromkeys((signal.SIGINT, signal.SIGTERM), (False, True))

    def stop(self, graceful=False):
        leaving.begin()
        super().stop(graceful)


class EmbeddedConsumer(LeavingConsumer):
    """The process keeps its own signal handlers."""

    def _set_signal_handlers(self):
        pass
