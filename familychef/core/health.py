"""Is it alive, and can it serve? Looks really, with a limit on the time it takes; shows no detail to strangers."""

import logging
import shutil
from contextvars import copy_context
from time import monotonic

import gevent
from flask import Blueprint, current_app, request
from gevent import monkey

from . import clock, heartbeat, leaving, migrate, visitor
from .access import ANYONE, allow
from .db import database, reading

log = logging.getLogger(__name__)
health = Blueprint("health", __name__)
SECONDS, ONE_LOOK_LASTS = 3, 1
LEAST_FREE = 50 * 1024 * 1024
WELL = "ok"
_watchers = {"health.live", "health.ready"}


def watched(endpoint):
    """This one is answered before anything is asked of the database for the visitor."""
    _watchers.add(endpoint)


def answer_watchers():
    """Who only looks whether the house stands waits for nothing that the pages need."""
    if request.endpoint in _watchers:
        return current_app.ensure_sync(current_app.view_functions[request.endpoint])(**request.view_args)


def is_known():
    """May this visitor know details? Who sits at the machine itself, or shows the token of the settings."""
    return visitor.sits_here() or visitor.shows(current_app.config["SETTINGS"].metrics_token)


@health.get("/health/live")
@allow(ANYONE)
def live():
    return {"status": WELL}


@health.get("/health/ready")
@allow(ANYONE)
def ready():
    known = is_known()
    checks = (look() if known else _lately()) | ({"process": "leaving"} if leaving.begun() else {})
    bad = [name for name, said in checks.items() if said != WELL]
    answer = {"status": "unavailable" if bad else WELL} | ({"checks": checks} if known else {})
    return answer, 503 if bad else 200


def in_time(function, *values):
    """Its result, with a connection of its own. Raises TimeoutError when it takes longer than SECONDS."""
    if not monkey.is_module_patched("threading"):
        return _alone(function, values)
    done = gevent.spawn(copy_context().run, _caught, function, values)
    done.join(SECONDS)
    if not done.ready():
        done.kill(block=False)
        raise TimeoutError
    result, error = done.value
    if error:
        raise error
    return result


def _caught(function, values):
    try:
        return _alone(function, values), None
    except Exception as error:
        return None, error


def _alone(function, values):
    with reading():
        return function(*values)


def _lately():
    """What was found within the last second: strangers who ask often make nobody look more often."""
    seen = current_app.extensions.get("ready")
    if seen is None or monotonic() - seen[0] > ONE_LOOK_LASTS:
        seen = current_app.extensions["ready"] = monotonic(), look()
    return seen[1]


def look():
    """{what: "ok", or what is wrong in a word}."""
    free = shutil.disk_usage(current_app.config["SETTINGS"].data).free
    checks = {"disk": WELL if free >= LEAST_FREE else "low"}
    try:
        return checks | in_time(_database)
    except Exception as error:
        log.error("not ready: %s", type(error).__name__)
        return checks | {"database": "unavailable"}


def _database():
    """Writes and reads a row; what is missing of the schema; whether work waits for nobody."""
    if migrate.missing():
        return {"database": WELL, "migrations": "missing"}
    heartbeat.beat()
    database.execute_sql("SELECT MAX(version) FROM family").fetchone()
    there = any(each.process == heartbeat.PROCESS for each in heartbeat.Heartbeat.alive())
    stuck = heartbeat.is_stuck(clock.now())
    return {"database": WELL if there else "forgets", "migrations": WELL, "queue": "stuck" if stuck else WELL}
