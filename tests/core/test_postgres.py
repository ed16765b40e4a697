"""PostgreSQL dies in every way it can: the house says that it is busy, and goes on by itself when it is back."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import peewee
import psycopg2
import pytest

from familychef.core import db, pool
from tests.fixtures.storage import ROOT, clean_environment, migrate
from tests.kitchen import busy
from tests.postgres import Postgres, find_binaries

pytestmark = pytest.mark.only("postgres")
FROZEN_SECONDS = float(os.environ.get("FAMILYCHEF_TEST_FROZEN") or 2)


@pytest.fixture(scope="module")
def cluster():
    """A cluster that may be killed; the other tests have theirs."""
    cluster = Postgres.fresh(find_binaries()[0], synchronous_commit="on")
    yield cluster
    cluster.stop()


@pytest.fixture
def database_url(cluster, database_kind, request, tmp_path):
    url = cluster.create(f"killed{abs(hash(request.node.name))}")
    migrate(url, tmp_path)
    return url


@pytest.fixture
def made(database_url):
    """A pool of two that waits for nobody."""
    made = pool.Pool(database_url, most=2, patience=0.05)
    yield made
    made.close_all()


def pid_of(made):
    with made.connection_context():
        return made.execute_sql("SELECT pg_backend_pid()").fetchone()[0]




def test_two_slow_questions_are_asked_at_once(database_url):
    command = [sys.executable, "-m", "tests.core.overlapping", database_url]
    told = subprocess.run(command, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, timeout=60)
    assert told.stdout.splitlines() == ["both asleep at once", "OperationalError", "OperationalError"], told.stderr


def test_a_connection_is_kept_and_nobody_asks_whether_it_lives(made):
    assert pid_of(made) == pid_of(made)


def test_a_dead_one_is_noticed_before_it_is_used(made, cluster):
    before = pid_of(made)
    with closing(psycopg2.connect(cluster.url)) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", (before,))
    assert pid_of(made) != before


def test_one_that_broke_in_use_is_not_kept(made, cluster):
    with pytest.raises(peewee.OperationalError), made.connection_context():
        made.execute_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    assert pid_of(made) and pid_of(made)


def test_who_finds_none_is_told_in_a_moment_and_a_place_that_was_left_is_free(made):
    held, over = threading.Barrier(3), threading.Event()

    def hold():
        with made.connection_context():
            held.wait(10)
            over.wait(10)

    holders = [threading.Thread(target=hold) for _ in range(2)]
    for holder in holders:
        holder.start()
    held.wait(10)
    with pytest.raises(peewee.OperationalError, match="in use"):
        pid_of(made)
    over.set()
    for holder in holders:
        holder.join(10)
    assert pid_of(made)


def test_what_could_not_be_opened_takes_no_place(made, cluster):
    cluster.kill()
    for _ in range(5):
        with pytest.raises(peewee.OperationalError, match=r"refused|recovery|starting|in use") as told:
            pid_of(made)
        assert "in use" not in str(told.value)
    cluster.start_again()
    assert pid_of(made)


def test_name_and_password_may_hold_any_letter():
    made = pool.Pool("postgresql://chef%40home:p%3Fss%2Fw%C3%B6rd@db.example:6000/food?sslmode=require")
    told = made.connect_params
    assert (told["user"], told["password"], told["sslmode"]) == ("chef@home", "p?ss/wörd", "require")
    assert told["keepalives"] == 1 and told["connect_timeout"]


def test_the_house_says_that_it_is_busy_and_then_goes_on(world, serve, cluster):
    server, cart = serve(), busy.fill_cart(world.leo, busy.lasagne(world.rossi, 9))
    cookies = world.cookies(world.leo)
    order = busy.place(cookies, cart, "while-it-was-gone")
    cluster.kill()
    for path, kind in (("/orders", "text/html"), ("/api/orders", "application/problem+json")):
        jar = "; ".join(f"{name}={value}" for name, value in cookies.items())
        answer = server.request("GET", path, headers={"Cookie": jar})
        assert (answer.status, answer.headers["Retry-After"]) == (503, "5") and kind in answer.headers["Content-Type"]
    assert order.send(server.port, 30).status == 503
    cluster.start_again()
    assert order.send(server.port, 30).status == 303
    assert server.rows('SELECT COUNT(*) FROM "order"') == [(1,)]
    assert "core.errors: fault" not in server.log


def test_a_killed_backend_is_replaced(world, serve, cluster):
    server, cart = serve(), busy.fill_cart(world.leo, busy.lasagne(world.rossi, 9))
    db.database.obj.close_all()
    name = server.database_url.rpartition("/")[2]
    server.process.wait_until(lambda: cluster.backends(name))
    killed = cluster.backends(name)[0]
    os.kill(killed, signal.SIGKILL)
    server.process.wait_until(lambda: not Path(f"/proc/{killed}").exists() and cluster._answers())
    assert busy.place(world.cookies(world.leo), cart, "after-the-kill").send(server.port, 30).status == 303
    assert "core.errors: fault" not in server.log


def test_a_frozen_one_costs_time_and_nothing_else(world, serve, cluster):
    server, cart = serve(), busy.fill_cart(world.leo, busy.lasagne(world.rossi, 9))
    cookies, answers = world.cookies(world.leo), []
    name = server.database_url.rpartition("/")[2]
    with cluster.frozen(name):
        asked = threading.Thread(
            target=lambda: answers.append(busy.place(cookies, cart, "while-frozen").send(server.port, 60).status)
        )
        asked.start()
        time.sleep(FROZEN_SECONDS)
    asked.join(60)
    assert answers in ([303], [503])
    assert busy.place(cookies, cart, "while-frozen").send(server.port, 30).status == 303
    assert server.rows('SELECT COUNT(*) FROM "order"') == [(1,)]
