"""Slow queries are said with their statement and their page, and never with a value."""

import logging

import pytest

from familychef.core import timed
from familychef.core.db import database


@pytest.fixture
def slow(tables, monkeypatch, caplog):
    """Every query is slow."""
    monkeypatch.setattr(timed, "perf_counter", iter(range(10**6)).__next__)
    caplog.set_level(logging.WARNING, "familychef.core.timed")
    timed.watch(200)
    return caplog


def test_the_statement_is_said_without_its_values(slow, world):
    from familychef.families.models import User

    slow.clear()
    list(User.select().where(User.email == "a-secret@rossi.example"))
    [said] = slow.messages
    assert said.startswith("a query took 1000 ms at no page: SELECT") and '"email" = ' in said
    assert "secret" not in slow.text


def test_it_says_which_page_asked(slow, world):
    leo = world.client(world.leo)
    slow.clear()
    leo.get("/orders?whose=secret")
    assert any("at GET /orders: " in said for said in slow.messages) and "whose" not in slow.text


def test_a_failing_statement_is_timed_and_still_fails(slow):
    with pytest.raises(Exception, match="nowhere"):
        database.execute_sql("SELECT * FROM nowhere")
    assert any("nowhere" in said for said in slow.messages)


def test_a_long_statement_is_cut_and_stands_in_one_line(slow):
    database.execute_sql("SELECT 1\n  AS one /* " + "long " * 1000 + "*/")
    assert "SELECT 1 AS one" in slow.messages[-1] and len(slow.messages[-1]) < 1100


def test_quick_ones_are_not_said(tables, caplog):
    timed.watch(60_000)
    database.execute_sql("SELECT 1")
    assert caplog.messages == []


def test_a_database_is_watched_once_and_not_at_all_for_nothing(tables):
    plain = type(database.obj).execute_sql
    timed.watch(0)
    assert database.obj.execute_sql.__func__ is plain
    timed.watch(200)
    watched = database.obj.execute_sql
    timed.watch(200)
    assert database.obj.execute_sql is watched


def test_they_are_counted(slow):
    before = timed.slow()
    database.execute_sql("SELECT 1")
    assert timed.slow() == before + 1
