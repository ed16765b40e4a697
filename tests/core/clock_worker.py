"""A worker in a process of its own, with jobs of the tests' own: it ticks each second and notices death quickly.

`python -m tests.core.clock_worker FOLDER COUNT`: so many jobs of the house, and one of each family. In the folder the
jobs leave signs and wait for those of others.
"""

from gevent import monkey

monkey.patch_all()

import datetime as dt
import os
import sys
from functools import partial
from pathlib import Path

import gevent
from huey.consumer import Scheduler


def main(folder, count):
    from familychef import worker
    from familychef.core import clockwork, job_runs
    from familychef.core.jobs import registry

    huey = worker.build()
    Scheduler.periodic_task_seconds = 1
    job_runs.PATIENCE, clockwork.BEAT_SECONDS = dt.timedelta(seconds=2), 0.2
    registry.clear()
    declare(folder, count)
    huey.create_consumer = partial(impatient, huey.create_consumer)
    look = worker.look_at_the_clock
    worker.look_at_the_clock = lambda: (look(), print("looked", flush=True))
    worker.work(huey)


def impatient(create, shutdown_timeout, **more):
    return create(shutdown_timeout=2, **more)


def declare(folder, count):
    from familychef.core.jobs import job

    for number in range(count):
        job(f"house.{number}", "", every="day", per="house", atomic=False)(partial(together, folder, number))
    job("family.check", "", every="day")(partial(slow_check, folder))


def together(folder, number):
    """Nobody goes on before two processes have taken something up."""
    sign(folder, "worker")
    wait(lambda: len(list(folder.glob("worker-*"))) >= 2)
    with (folder / f"did-{number}").open("a") as file:
        file.write(f"{os.getpid()}\n")


def slow_check(folder, family):
    from familychef.core.events import record

    record("stock.checked", family, stale="", needs="family.manage", changes={"by": os.getpid()})
    sign(folder, "checking")
    wait((folder / "go-on").exists)


def sign(folder, name):
    (folder / f"{name}-{os.getpid()}").touch()


def wait(ready):
    while not ready():
        gevent.sleep(0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
