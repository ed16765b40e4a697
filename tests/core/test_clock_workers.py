"""Worker processes on PostgreSQL and Redis, the embedded one on SQLite: each job once, whoever is killed in it."""

import datetime as dt
import os
import signal
import sys

import pytest

from familychef.core import clock
from familychef.core.job_runs import JobRun
from tests.fixtures.storage import ROOT, clean_environment
from tests.processes import Process

HOUSE_JOBS = 20


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "signs").mkdir()
    return tmp_path / "signs"


@pytest.fixture
def start(world, settings, redis_server, tmp_path, folder):
    """Start worker processes: start("first")."""
    for family in (world.rossi, world.neri):
        family.changed_rows(created_at=clock.now() - dt.timedelta(days=3))
    redis_server.empty()
    where = {"FAMILYCHEF_DATA": settings.data, "DATABASE_URL": settings.database_url, "REDIS_URL": redis_server.url}
    environment, started = clean_environment(**where, PYTHONPATH=ROOT), []

    def start(name):
        (tmp_path / name).mkdir()
        command = [sys.executable, "-m", "tests.core.clock_worker", str(folder), str(HOUSE_JOBS)]
        started.append(Process(command, tmp_path / name, env=environment, stop_signal=signal.SIGTERM))
        return started[-1]

    yield start
    for process in started:
        process.kill()


def checks(world):
    """{family: the process ids that checked it}."""
    from familychef.core.events import Event

    rows = Event.select().where(Event.kind == "stock.checked")
    return sorted((row.family_id, row.changes["by"]) for row in rows)


def states(job):
    query = JobRun.select(JobRun.state, JobRun.tries).where(JobRun.job.startswith(job))
    return sorted(query.tuples())


def look_again(*workers):
    """Let them have every chance to do something twice; whose turn it is to look, the queue says."""
    def looks():
        return sum(worker.log.count("looked") for worker in workers)

    looked = looks()
    workers[0].wait_until(lambda: looks() >= looked + 4)


@pytest.mark.only("postgres")
def test_two_workers_do_each_job_once(world, start, folder):
    (folder / "go-on").touch()
    workers = [start("first"), start("second")]
    workers[0].wait_until(lambda: states("") == [("done", 1)] * (HOUSE_JOBS + 2))
    look_again(*workers)
    did = [(folder / f"did-{number}").read_text().split() for number in range(HOUSE_JOBS)]
    assert {len(pids) for pids in did} == {1}
    assert {int(pid) for (pid,) in did} == {worker.pid for worker in workers}
    assert [family_id for family_id, _pid in checks(world)] == [world.rossi.id, world.neri.id]
    assert len(states("")) == HOUSE_JOBS + 2


@pytest.mark.only("postgres")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM], ids=["KILL", "TERM"])
def test_a_worker_killed_in_the_middle_and_the_next_one_does_it_once(world, start, folder, end):
    for number in range(2):
        (folder / f"worker-{number}").touch()
    killed = start("killed")
    killed.wait_until((folder / f"checking-{killed.pid}").exists)
    os.kill(killed.pid, end)
    killed._popen.wait(20)
    assert checks(world) == [] and ("running", 1) in states("family.check")
    (folder / "go-on").touch()
    following = start("following")
    following.wait_until(lambda: {state for state, _tries in states("family.check")} == {"done"})
    look_again(following)
    assert checks(world) == [(world.rossi.id, following.pid), (world.neri.id, following.pid)]
    assert states("family.check") in ([("done", 1), ("done", 2)], [("done", 2), ("done", 2)])


@pytest.mark.only("postgres")
def test_a_worker_asked_to_end_finishes_what_it_can(world, start, folder):
    for number in range(2):
        (folder / f"worker-{number}").touch()
    asked = start("asked")
    asked.wait_until((folder / f"checking-{asked.pid}").exists)
    os.kill(asked.pid, signal.SIGTERM)
    (folder / "go-on").touch()
    asked._popen.wait(20)
    assert (world.rossi.id, asked.pid) in checks(world)
    following = start("following")
    following.wait_until(lambda: states("family.check") == [("done", 1), ("done", 1)])
    look_again(following)
    assert [family_id for family_id, _pid in checks(world)] == [world.rossi.id, world.neri.id]


@pytest.mark.only("sqlite")
def test_the_server_that_does_it_all_does_each_job_once_and_again_after_a_restart_nothing(world, serve):
    rows = "SELECT job, period, state, tries FROM job_run WHERE due_at IS NOT NULL"
    server = serve()
    server.process.wait_until(lambda: {row[2] for row in server.rows(rows)} == {"done"})
    before = server.rows(rows)
    server.kill()
    JobRun.create(job="families.history", family_id=world.rossi.id, period="after 0", asked_in=world.rossi.id)
    server.restart()
    asked = "SELECT state FROM job_run WHERE due_at IS NULL"
    server.process.wait_until(lambda: server.rows(asked) == [("done",)])
    assert set(before) <= set(server.rows(rows)) and "families.tidy" in {row[0] for row in before}
