"""Is it alive, and can it serve? Looks really; shows no detail to strangers."""

import logging

from flask import Blueprint

from . import leaving, migrate
from .access import ANYONE, allow
from .db import database, write

log = logging.getLogger(__name__)
health = Blueprint("health", __name__)


@health.get("/health/live")
@allow(ANYONE)
def live():
    return {"status": "ok"}


@health.get("/health/ready")
@allow(ANYONE)
def ready():
    try:
        with write():
            database.execute_sql("SELECT MAX(version) FROM family").fetchone()
        missing = migrate.missing()
    except Exception:
        log.exception("not ready")
        return {"status": "unavailable"}, 503
    return ({"status": "unavailable"}, 503) if missing or leaving.begun() else {"status": "ok"}
