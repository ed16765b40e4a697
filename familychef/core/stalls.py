"""Watches the event loop: what holds it up for a tenth of a second is counted, and logged with where it was.

The loop beats by a timer; a thread of its own looks whether it still does. The thread only takes notes: whatever it
would wait for could be held by the loop that stands still.
"""

import logging
import sys
import traceback
from time import monotonic

import gevent
from gevent import monkey

from .paths import PACKAGE

log = logging.getLogger(__name__)
BEAT_SECONDS, LONGEST, INNERMOST, MOST_LINES = 0.05, 0.1, 3, 15
OURS = str(PACKAGE)


class Watch:
    """`count` stalls so far; `_where`: the lines the loop was in when it was found standing, since `_since`."""

    def __init__(self):
        self.count, self._beat, self._where, self._since = 0, monotonic(), "", None

    def start(self):
        """Begin to watch the loop of this thread. Does nothing where there is no gevent loop."""
        if monkey.is_module_patched("threading"):
            get_ident = monkey.get_original("_thread", "get_ident")
            self._thread, self._sleep = get_ident(), monkey.get_original("time", "sleep")
            self._timer = gevent.get_hub().loop.timer(BEAT_SECONDS, BEAT_SECONDS)
            self._timer.start(self.beat, update=True)
            self.beat()
            monkey.get_original("_thread", "start_new_thread")(self._look_on, ())

    def beat(self):
        """The loop moves; it says now what was noted while it did not."""
        now, since, where = monotonic(), self._since, self._where
        self._beat, self._since, self._where = now, None, ""
        if since is not None:
            self.count += 1
            gevent.spawn(log.warning, "the event loop stood still for %d ms:\n%s", (now - since) * 1000, where)

    def look(self):
        """In the other thread: note where a loop is that did not beat in time."""
        since = self._beat
        frame = sys._current_frames().get(self._thread)
        if self._since is None and frame and monotonic() - since > BEAT_SECONDS + LONGEST:
            self._where = _lines(frame)
            if self._beat == since:
                self._since = since + BEAT_SECONDS

    def _look_on(self):
        while True:
            self._sleep(BEAT_SECONDS)
            self.look()


def _lines(frame):
    """The way into this frame, the outermost first; of the libraries only where it ended. Reads no file."""
    way = [(each.f_code.co_filename, line, each.f_code.co_name) for each, line in traceback.walk_stack(frame)]
    kept = [each for place, each in enumerate(way) if place < INNERMOST or each[0].startswith(OURS)]
    return "\n".join(f"{file}:{line} {name}" for file, line, name in reversed(kept[:MOST_LINES]))


watch = Watch()
