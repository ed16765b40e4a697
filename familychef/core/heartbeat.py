"""A sign of life from each process: when it was last there, and when its queue last looked at the clock."""

import logging
import os
import platform
import secrets
from importlib.metadata import version

import gevent
import peewee

from . import clock, faults, sight
from .db import Model, UtcField, reading, write
from .events import Event
from .job_runs import JobRun

log = logging.getLogger(__name__)
BEAT_SECONDS = 20
ALIVE = clock.minutes(2)
PATIENCE = clock.minutes(3)
KEPT = clock.minutes(24 * 60)
PROCESS = f"{platform.node()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
BEGUN = clock.now()


class Heartbeat(Model):
    """`process` is its name for good, `role` web or worker; `ticked_at`: when its queue last looked at the clock."""

    stays = "it tells which processes this server has"

    process = peewee.CharField(max_length=60, unique=True)
    role = peewee.CharField(max_length=10)
    version = peewee.CharField(max_length=20)
    started_at = UtcField()
    seen_at = UtcField()
    ticked_at = UtcField(null=True)
    streams = peewee.IntegerField(default=0)

    @classmethod
    def alive(cls):
        """Those that gave a sign lately, the oldest first."""
        return list(cls.select().where(cls.seen_at > clock.now() - ALIVE).order_by(cls.started_at, cls.id))


def beat(role="web", **more):
    """Write that this process is there, and with how many open streams; `more`: columns to set as well."""
    facts = {"seen_at": clock.now(), "streams": sight.streams.open} | more
    row = {"process": PROCESS, "role": role, "version": version("familychef")[:20], "started_at": BEGUN} | facts
    with write():
        query = Heartbeat.insert(**row).on_conflict(conflict_target=[Heartbeat.process], update=facts)
        query.execute()


def tick(role):
    """The queue of this process has just looked at the clock."""
    beat(role, ticked_at=clock.now())


def run(role):
    """The background loop: a sign now and then, and what could not be written when it went wrong."""
    while True:
        try:
            with reading():
                beat(role)
                faults.flush()
                _forget_the_dead()
        except Exception as error:
            log.error("a sign of life of this process failed (%s)", type(error).__name__)
        gevent.sleep(BEAT_SECONDS)


def last_tick():
    """When any queue last looked at the clock, or None."""
    return Heartbeat.select(Heartbeat.ticked_at).order_by(Heartbeat.ticked_at.desc(nulls="last")).limit(1).scalar()


def begin():
    """Only from now on can anybody expect that this process looks at what waits."""
    global BEGUN
    BEGUN = clock.now()


def is_stuck(now):
    """Work waits longer than it should, and no queue has looked at the clock in all that time."""
    ticked = last_tick()
    silent = not (ticked and abs(now - ticked) <= PATIENCE)
    return silent and BEGUN < now - PATIENCE and _waits_since(now - PATIENCE)


def _waits_since(then):
    """Does anything wait since before then? A run that was asked for has no time of its own, and counts."""
    events = Event.select().where(~Event.settled, Event.at < then)
    return events.exists() or JobRun.select().where(JobRun.state == "waiting").exists()


def _forget_the_dead():
    with write():
        Heartbeat.delete().where(Heartbeat.seen_at < clock.now() - KEPT).execute()
