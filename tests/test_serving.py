"""The one command: starts clean, answers at once, stays small, lets go, comes back."""

import signal
import socket
from contextlib import closing
from pathlib import Path

import pytest

from familychef.core.server import listener
from tests.cast import sign_in
from tests.processes import listens
from tests.serving import Server

MEGABYTE = 1024


def test_it_starts_without_a_warning(serve):
    server = serve(demo=True, warnings="error")
    assert server.request("GET", "/session/new").status == 200
    assert "Warning" not in server.log and "Traceback" not in server.log


@pytest.mark.parametrize("word", ["SIGTERM", "SIGINT"])
def test_asked_to_stop_it_ends_well(serve, word):
    server = serve(demo=True)
    server.process.stop_signal = getattr(signal, word)
    assert server.stop() == 0
    assert not listens(server.port) and "Traceback" not in server.log


def test_an_open_stream_does_not_keep_it_from_ending(house):
    stream = open_stream(house, sign_in(house, "leo"))
    assert house.process.stop(seconds=8) == 0
    stream.close()


def test_a_killed_server_comes_back_and_knows_who_is_there(house):
    cookies = sign_in(house, "leo")
    house.kill()
    house.restart()
    assert house.request("GET", "/menu", headers=jar(cookies)).status == 200


def test_the_data_folder_is_private(house):
    assert house.data.stat().st_mode & 0o777 == 0o700
    assert (house.data / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_small_answers_do_not_wait_for_an_acknowledgement(host):
    with closing(listener(host, 0)) as waiting, closing(socket.create_connection(waiting.getsockname()[:2])):
        connection, _address = waiting.accept()
        with closing(connection):
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_idle_demo_stays_small(house):
    for path in ("/session/new", "/health/live"):
        house.request("GET", path)
    kilobytes = resident(house.pid)
    print(f"resident: {kilobytes / MEGABYTE:.0f} MB")
    assert kilobytes < 90 * MEGABYTE


@pytest.mark.one_database
def test_a_file_has_one_owner(house):
    second = Server(house.folder, house.database_url, demo=True)
    with pytest.raises(RuntimeError, match="already uses"):
        second.start()
    assert house.is_live()


@pytest.mark.one_database
@pytest.mark.parametrize(("name", "value"), [
    ("DATABASE_URL", "mysql://somewhere/food"), ("DATABASE_URL", "postgresql://127.0.0.1"), ("DATABASE_URL", ""),
    ("PORT", "eighty"), ("FAMILYCHEF_URL", "ftp://food"), ("REDIS_URL", "http://127.0.0.1"),
])
def test_a_wrong_setting_stops_the_start_and_names_itself(serve, name, value):
    with pytest.raises(RuntimeError, match=f"ended with [^0][^$]*{name}"):
        serve(env={name: value})


def jar(cookies):
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}


def open_stream(server, cookies):
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/live", headers=jar(cookies))
    connection.getresponse().fp.readline()
    return connection


def resident(pid):
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])
