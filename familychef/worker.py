"""The periodic part: one tick a minute that looks into the database for what is due."""

import logging

import gevent

from . import rooms, settings
from .alerts import hook_sending, outbox
from .backups import vault
from .core import (
    clockwork,
    db,
    errors,
    far_bell,
    files,
    heartbeat,
    logs,
    migrate,
    queue,
    relay,
    security_log,
    sentry,
    stalls,
    timed,
)
from .families import copying, letters
from .families.models import Family

log = logging.getLogger(__name__)


def build():
    """A queue ready to consume, bound to the environment's database."""
    current = settings.read()
    rooms.load()
    db.connect(current)
    with db.reading():
        migrate.refuse_newer()
    timed.watch(current.slow_query_ms)
    files.keep_in(current.files)
    security_log.keep_in(current.data)
    vault.keep_in(current)
    far_bell.start(current, gevent.spawn)
    return with_jobs(queue.make(current), "worker")


def with_jobs(huey, role):
    """Let the queue tick: events not yet delivered, what the rooms do each minute, and the jobs that are due.

    The tick only wakes: what is due, and who does it, the database says. A lost one or a double one changes nothing.
    """
    from huey import crontab

    @huey.periodic_task(crontab(minute="*"), name="tick")
    def tick():
        with db.reading():
            relay.deliver_pending(Family)
            look_at_the_clock()
            heartbeat.tick(role)

    return huey


def look_at_the_clock():
    """One look for all that is due; what fails leaves the rest alone."""
    for module in rooms.jobs():
        try:
            if hasattr(module, "tick"):
                module.tick()
        except Exception as error:
            log.error("the tick of %s failed: %s", module.__name__, errors.lines_of(error))
    families = list(Family.staying())
    clockwork.run_asked(families)
    clockwork.run_due(families)


def work(huey):
    consumer = huey.create_consumer(workers=4, worker_type="greenlet", graceful_signal="TERM", shutdown_timeout=25)
    logs.begin(settings.log_kind())
    keep_going(settings.read(), "worker")
    stalls.watch.start()
    gevent.spawn(clockwork.listen, Family.staying)
    consumer.run()


def keep_going(current, role):
    """What goes on behind the pages: reactions to events, signs of life, and all that leaves the house."""
    gevent.spawn(relay.run, Family)
    gevent.spawn(heartbeat.run, role)
    if current.sentry_dsn:
        gevent.spawn(sentry.run, current)
    for loop in (letters.run, outbox.run, hook_sending.run, copying.run):
        gevent.spawn(loop, current)
