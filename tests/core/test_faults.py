"""The inbox of faults: each kind and place once, counted, without what was typed, and never a fault of its own."""

import peewee
import pytest
import time_machine

from familychef.core import clock, faults
from familychef.core.db import write
from familychef.core.faults import Fault
from tests.families.papers import text


@pytest.fixture(autouse=True)
def afresh():
    faults._waiting.clear()
    yield
    faults._waiting.clear()


def failed(kind=ValueError, words="nonna's secret"):
    try:
        raise kind(words)
    except kind as error:
        return error


def breaking(app, error=ValueError("nonna's secret")):
    """The menu breaks from now on."""
    def breaks(*_args):
        raise error

    breaks.permission = "menu.view"
    app.view_functions["menu.menu"] = breaks


def test_what_breaks_a_page_stands_in_the_inbox(app, world):
    breaking(app)
    answers = [world.client(world.leo).get("/menu?search=garlic") for _ in range(2)]
    fault = Fault.get()
    assert [answer.status_code for answer in answers] == [500, 500] and fault.count == 2
    assert (fault.kind, fault.during) == ("ValueError", "GET /menu")
    assert fault.number in answers[1].text and fault.request_id == answers[1].headers["X-Request-ID"]
    assert "breaks" in fault.lines and "test_faults.py breaks" in fault.place


def test_nothing_that_was_typed_is_kept(app, world):
    breaking(app)
    world.client(world.leo).get("/menu?search=garlic")
    kept = " ".join(str(value) for value in Fault.select().dicts().get().values())
    assert "secret" not in kept and "garlic" not in kept and "leo" not in kept.casefold()


def test_kinds_and_places_are_told_apart(tables):
    faults.note(failed(ValueError))
    faults.note(failed(KeyError))
    faults.note(failed(ValueError))
    assert sorted((fault.kind, fault.count) for fault in Fault.select()) == [("KeyError", 1), ("ValueError", 2)]


def test_the_first_and_the_last_time_are_kept(tables):
    with time_machine.travel(clock.now(), tick=False) as hand:
        faults.note(failed(), "aaaa0001")
        hand.shift(3600)
        faults.note(failed(), "aaaa0002", during="a job")
        fault = Fault.get()
        assert (fault.last_at - fault.first_at).total_seconds() == 3600
        assert (fault.number, fault.during) == ("aaaa0002", "a job")


def test_of_many_groups_the_latest_are_kept(tables):
    for number in range(faults.MOST_GROUPS + 3):
        faults.note(failed(type(f"Error{number}", (Exception,), {})))
    kinds = {fault.kind for fault in Fault.select()}
    assert len(kinds) == faults.MOST_GROUPS and "Error2" not in kinds and "Error3" in kinds


def test_two_who_write_at_once_count_each_fault_once(tables, monkeypatch):
    faults.note(failed(peewee.OperationalError))
    count = faults._count

    def meanwhile(facts):
        monkeypatch.setattr(faults, "_count", count)
        faults.flush()
        count(facts)

    monkeypatch.setattr(faults, "_count", meanwhile)
    faults.flush()
    assert Fault.get().count == 1


def test_without_a_database_nothing_is_raised_and_nothing_is_lost(tables):
    tables.execute_sql("ALTER TABLE fault RENAME TO lost")
    faults.note(failed())
    tables.execute_sql("ALTER TABLE lost RENAME TO fault")
    faults.flush()
    assert Fault.get().count == 1


def test_a_fault_of_the_database_itself_is_written_later(tables):
    faults.note(failed(peewee.OperationalError))
    assert not Fault.select().exists()
    faults.flush()
    assert Fault.get().kind == "OperationalError"


def test_inside_a_transaction_it_waits_until_that_is_over(tables):
    with write():
        faults.note(failed())
        assert not Fault.select().exists()
    faults.flush()
    assert Fault.get().count == 1


def test_of_a_flood_only_so_many_wait(tables):
    for _ in range(faults.MOST_WAITING + 50):
        faults.note(failed(peewee.OperationalError))
    faults.flush()
    assert Fault.get().count == faults.MOST_WAITING


def test_a_job_that_fails_stands_in_the_inbox(world, monkeypatch):
    from familychef.core import clockwork, jobs

    def broken():
        raise ValueError("nonna's secret")

    monkeypatch.setitem(jobs.registry, "house.broken", None)
    jobs.job("house.broken", "Broken", every="hour", per="house")(broken)
    clockwork._run_one(jobs.registry["house.broken"], jobs.THE_HOUSE, [])
    assert (Fault.get().during, Fault.get().kind) == ("house.broken", "ValueError")


def test_an_admin_reads_them_and_clears_one(app, world):
    breaking(app)
    world.client(world.leo).get("/menu")
    marta = world.client(world.marta)
    assert "ValueError" in text(marta.get("/system/faults")) and "1 kind of fault is kept" in text(marta.get("/system"))
    assert marta.post(f"/system/faults/{Fault.get().id}/removal").status_code == 303
    assert "Nothing went wrong." in text(marta.get("/system/faults"))
    assert marta.post("/system/faults/1/removal").status_code == 303
