"""Runs what is due and what was asked for: in any number of processes, at any time, each effect happens once."""

import logging
import secrets
from contextlib import contextmanager

import gevent
from gevent.event import Event

from . import bell, clock, faults, leaving, removals
from .db import reading, transaction, write
from .errors import lines_of
from .job_runs import JobRun
from .jobs import Ledger, homes_of, registry, tell

log = logging.getLogger(__name__)
BEAT_SECONDS = 20
LOOK_SECONDS = 60


def run_due(families):
    """Run all that is due, of the house and of these families, one after the other."""
    if registry:
        ledger = Ledger(registry.values(), clock.now())
        for each in registry.values():
            for home in homes_of(each, families):
                if not leaving.begun() and ledger.wants(each, home):
                    _run_one(each, home, families)


def run_asked(families):
    """Run what somebody asked for, as soon as nobody else runs the same."""
    for run in JobRun.waiting():
        each = registry.get(run.job)
        for home in homes_of(each, families) if each else ():
            if home.id == run.family_id and not _is_running(each, home) and run.take():
                _perform(each, home, run, families)


def listen(families):
    """The background loop: woken by any family's bell, it runs what was asked for. `families()`: those there are."""
    while True:
        news = bell.ticket(bell.ANY)
        try:
            with reading():
                if JobRun.waiting():
                    run_asked(families())
        except Exception as error:
            log.error("looking for jobs failed (%s)", type(error).__name__)
        news.wait(LOOK_SECONDS)


def _is_running(each, home):
    latest = Ledger([each], clock.now(), home.id).latest(each, home)
    return latest is not None and latest.is_alive(clock.now())


def _run_one(each, home, families):
    """Look again, for the jobs before may have taken long; then claim or take over, and run."""
    now = clock.now()
    ledger = Ledger([each], now, home.id)
    latest, period = ledger.latest(each, home), ledger.due(each, home)
    if not ledger.wants(each, home):
        return
    if period is None:
        run = latest if latest.take() else None
    elif run := JobRun.claim(each.name, home.id, period):
        run.give_up_earlier()
    if run:
        _perform(each, home, run, families)


def _perform(each, home, run, families):
    """The effect and its end; a failure is written down and tried again later."""
    try:
        ours = _in_one(each, home, run) if each.atomic else _in_steps(each, home, run)
    except Exception as error:
        fault = secrets.token_hex(4)
        log.error("fault %s in the job %s: %s", fault, each.name, lines_of(error))
        ours = run.fail(fault)
        faults.note(error, fault, during=each.name)
    if ours:
        removals.write(each.name, home.id, run.removed)
    if ours and run.asked_in:
        _say_so(each, run, families)


def _in_one(each, home, run):
    """Effect and end together; the end first, for it holds the row until both are there."""
    with _transaction(home):
        ours = run.finish()
        if ours:
            run.tell(_effect(each, home))
    return ours


def _in_steps(each, home, run):
    with _heart(run):
        count = _effect(each, home)
    with _transaction(home):
        ours = run.finish()
        if ours:
            run.tell(count)
    return ours


def _transaction(home):
    return transaction(home.family) if home.family else write()


def _effect(each, home):
    return each.run(home.family) if home.family else each.run()


@contextmanager
def _heart(run):
    """While the work lasts, a sign of life now and then."""
    over = Event()
    gevent.spawn(_beat, JobRun.get_by_id(run.id), over)
    try:
        yield
    finally:
        over.set()


def _beat(run, over):
    ours = True
    while ours and not over.wait(BEAT_SECONDS):
        try:
            with reading():
                ours = run.beat()
        except Exception as error:
            log.error("a sign of life of the job %s failed (%s)", run.job, type(error).__name__)


def _say_so(each, run, families):
    """Whoever asked sees it end."""
    kind = "job.failed" if run.fault else "job.ended"
    for family in families:
        if family.id == run.asked_in:
            with transaction(family):
                tell(kind, each, family)
