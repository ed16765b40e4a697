"""The ground the tests stand on: throw-away databases, a queue server, processes and storms."""

import socket
import threading
from collections import Counter
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import psycopg2
import pytest
import redis

from tests import processes
from tests.fixtures.storage import migrate
from tests.postgres import Postgres, find_binaries
from tests.storm import Call, Storm, all_at_once

LOWEST_OF_CALLERS = 32_768


@pytest.mark.parametrize("binaries", find_binaries(), ids=lambda path: path.parent.name)
def test_every_postgresql_here_starts_migrates_copies_and_goes(binaries, tmp_path):
    cluster = Postgres.fresh(binaries)
    template = cluster.create("template_of_ours")
    migrate(template, tmp_path)
    with closing(psycopg2.connect(cluster.create("copy", template="template_of_ours"))) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT count(*) FROM family")
        assert cursor.fetchone() == (0,)
    cluster.drop("copy")
    cluster.stop()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(cluster.url)


def test_redis_survives_an_outage_and_forgets(redis_server):
    with redis.Redis.from_url(redis_server.url) as client:
        client.set("stew", "on the stove")
        redis_server.pause()
        with pytest.raises(redis.ConnectionError):
            client.ping()
        redis_server.start_again()
        assert client.get("stew") is None
        client.set("stew", "again")
        redis_server.empty()
        assert client.get("stew") is None


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_has_a_database_of_its_own(world, time):
    from familychef.families.models import Family, FamilyMember

    assert Family.select().count() == 2 and FamilyMember.select().count() == 5
    world.rossi.changed_rows(name=time)


def test_a_server_that_ends_says_why(tmp_path):
    process = processes.Process(["python3", "-c", "raise SystemExit('no flour')"], tmp_path)
    with pytest.raises(RuntimeError, match="no flour"):
        process.wait_until(lambda: False)


def test_a_deaf_server_is_killed(tmp_path):
    deaf = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    process = processes.Process(["python3", "-c", deaf], tmp_path)
    process.wait_until(lambda: "up" in process.log)
    assert process.stop(seconds=0.2) == -9


@pytest.fixture
def counter():
    """A server that counts requests per cookie and is slow enough to see whether they overlap."""
    seen, together = Counter(), threading.Barrier(8, timeout=10)

    class Counting(BaseHTTPRequestHandler):
        def do_POST(self):
            seen[self.headers["Cookie"]] += 1
            if self.path == "/together":
                together.wait()
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(port=server.server_port, seen=seen, stop=server.server_close)
    server.shutdown()


def test_a_storm_arrives_at_once_with_its_own_sessions(counter):
    calls = [Call("POST", "/together", cookies={"fc": str(number)}) for number in range(8)]
    answers = all_at_once(counter, calls)
    assert [answer.status for answer in answers] == [201] * 8
    assert counter.seen == {f"fc={number}": 1 for number in range(8)}


def test_a_storm_knows_what_was_answered(counter):
    with Storm(counter, [lambda number: Call("POST", f"/{number}")] * 3) as storm:
        storm.wait_for(20)
    assert counter.seen[None] == len(storm.answered) >= 20 and not storm.unanswered


def test_a_storm_survives_a_server_that_is_not_there():
    nobody = SimpleNamespace(port=processes.free_port())
    assert isinstance(all_at_once(nobody, [Call("GET", "/")])[0], OSError)


def test_a_free_port_is_none_that_the_system_gives_to_callers():
    ports = [processes.free_port() for _ in range(50)]
    assert len(set(ports)) == 50 and max(ports) < LOWEST_OF_CALLERS


def test_a_port_that_somebody_listens_on_is_passed_over(monkeypatch):
    with socket.create_server(("127.0.0.1", processes.free_port())) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(processes, "PORTS", range(port, port + 2))
        monkeypatch.setattr(processes, "_turn", iter([0, 1]))
        assert processes.free_port() == port + 1
