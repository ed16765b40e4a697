"""The bell between processes: Redis publish when there is one, else one cheap look a second."""

import logging
import time

from . import bell, events
from .db import reading

log = logging.getLogger(__name__)


def start(settings, spawn):
    """Start listening in the background. SQLite has one process and needs none of this; Redis is only loaded where
    settings name one.
    """
    if settings.sqlite:
        return
    lookout = Lookout()
    if settings.redis_url:
        from .far_link import Link

        lookout.link = Link(settings.redis_url)
        bell.connect_far(lookout.link.tell)
        spawn(lookout.link.talk)
        spawn(lookout.link.listen)
    spawn(lookout.look)


def redis_version(url):
    """What it says of itself; nothing when it does not answer."""
    from .far_link import version_at

    return version_at(url)


class Lookout:
    """Compares what happened with what was seen, for as long as no `link` rings."""

    def __init__(self):
        self.link, self.seen = None, {}

    def look(self):
        """Once a second, unless Redis rings: which waited-for families have moved on?"""
        while True:
            if not (self.link and self.link.listening):
                try:
                    self._compare()
                except Exception:
                    log.exception("looking for news failed")
            time.sleep(1)

    def _compare(self):
        waiting = bell.families()
        with reading():
            latest = events.latest(waiting)
        for family_id, version in latest.items():
            if self.seen.get(family_id) != version:
                bell.wake(family_id)
        self.seen = latest
