"""Slow queries: the statement without its values, how long it took, and where it was asked."""

import logging
from time import perf_counter

from flask import has_request_context, request

from . import sight
from .db import database

log = logging.getLogger(__name__)
LONGEST = 1000
MARK = "_is_timed"
_seen = {"slow": 0}


def watch(milliseconds):
    """Say which statements of the bound database, and of its replica, take longer than this; 0: none."""
    for source in filter(None, (database.obj, database.replica)):
        if milliseconds and not hasattr(source, MARK):
            source.execute_sql = _timed(source.execute_sql, milliseconds / 1000)
            setattr(source, MARK, True)


def _timed(send, limit):
    def execute_sql(sql, *values, **named):
        began = perf_counter()
        try:
            return send(sql, *values, **named)
        finally:
            took = perf_counter() - began
            if took >= limit:
                _say(sql, took)

    return execute_sql


def _say(sql, took):
    _seen["slow"] += 1
    page = f"{request.method} {request.url_rule}" if has_request_context() else "no page"
    log.warning("a query took %d ms at %s: %s", took * 1000, page, " ".join(str(sql).split())[:LONGEST])


@sight.count("slow_queries", "Queries that took longer than FAMILYCHEF_SLOW_QUERY_MS in this process")
def slow():
    return _seen["slow"]
