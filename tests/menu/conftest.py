"""Counts the queries of a block of code."""

from contextlib import contextmanager

import pytest


@pytest.fixture
def queries(monkeypatch):
    """with queries() as seen: … ; seen is the SQL that was sent."""
    from familychef.core.db import database

    @contextmanager
    def counting():
        seen, send = [], database.obj.execute_sql

        def counted(sql, *args, **kwargs):
            seen.append(sql)
            return send(sql, *args, **kwargs)

        with monkeypatch.context() as patch:
            patch.setattr(database.obj, "execute_sql", counted)
            yield seen

    return counting
