"""The periodic part: one tick a minute that looks into the database for what is due."""

import logging

import gevent
from huey import crontab

from . import rooms, settings
from .core import db, far_bell, files, queue, relay
from .families.models import Family

log = logging.getLogger(__name__)


def build():
    """A queue ready to consume, bound to the environment's database."""
    current = settings.read()
    db.connect(current)
    files.keep_in(current.files)
    far_bell.start(current, gevent.spawn)
    return with_jobs(queue.make(current))


def with_jobs(huey):
    """Let the queue tick: whatever the rooms have to do now and then, and events not yet delivered."""

    @huey.periodic_task(crontab(minute="*"), name="tick")
    def tick():
        with db.reading():
            relay.deliver_pending(Family)
            for module in rooms.jobs():
                module.tick()

    return huey


def work(huey):
    consumer = huey.create_consumer(workers=4, worker_type="greenlet", graceful_signal="TERM", shutdown_timeout=25)
    gevent.spawn(relay.run, Family)
    consumer.run()
