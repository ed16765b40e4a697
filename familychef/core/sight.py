"""What can be counted of the house: rooms name what they have, streams are counted while they are open."""

from collections.abc import Callable
from typing import NamedTuple

gauges = {}


class Gauge(NamedTuple):
    """`read()` gives a number, or {labels: number} with one text for each name in `labels`; does it only `grow`?"""

    name: str
    what: str
    labels: tuple
    read: Callable
    grows: bool = False


class Streams:
    """How many streams of this process are open: `with streams: …`."""

    def __init__(self):
        self.open = 0

    def __enter__(self):
        self.open += 1

    def __exit__(self, *_error):
        self.open -= 1


streams = Streams()


def gauge(name, what, *labels):
    """Let a function be read as `familychef_<name>` by whoever watches the house; it may query, and never waits.

        @gauge("orders", "Orders by state", "state")
        def orders():
            return {("placed",): 2}
    """

    def decorator(read):
        gauges[name] = Gauge(f"familychef_{name}", what, labels, read)
        return read

    return decorator


def count(name, what, *labels):
    """Like `gauge`, for what only grows while the process lives."""

    def decorator(read):
        gauges[name] = Gauge(f"familychef_{name}", what, labels, read, grows=True)
        return read

    return decorator
