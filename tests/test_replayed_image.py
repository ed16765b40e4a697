"""What images rely on, as far as it can be tried without them: check of health, signals, the one folder, Redis."""

import os
import signal
import subprocess
import sys

import pytest
import redis

from tests.fixtures.storage import ROOT
from tests.house.deploying import compose, health_command
from tests.processes import Process, free_port, listens
from tests.redis_server import find_binary
from tests.serving import Server

pytestmark = pytest.mark.one_database


@pytest.fixture
def house(tmp_path):
    """The server with a home, a folder for what is temporary and a data folder, each its own."""
    for name in ("home", "temporary"):
        (tmp_path / name).mkdir()
    env = {"HOME": tmp_path / "home", "TMPDIR": tmp_path / "temporary", "PYTHONDONTWRITEBYTECODE": "1"}
    server = Server(tmp_path / "server", f"sqlite:///{tmp_path / 'server/data/familychef.db'}", env=env)
    yield server.start()
    server.stop()


def is_well(server):
    """What the container's check says."""
    command = [sys.executable, *health_command()[1:]]
    done = subprocess.run(command, env=os.environ | {"PORT": str(server.port)}, capture_output=True)
    return done.returncode == 0


def test_the_check_of_the_image_sees_a_house_that_serves_and_one_that_is_gone(house):
    assert is_well(house)
    house.stop()
    assert not is_well(house)


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_asked_to_end_it_ends_well(house, number):
    house.process.stop_signal = signal.Signals[number]
    assert house.stop() == 0


def test_it_writes_into_its_data_folder_alone(house, tmp_path):
    before = stamps()
    house.request("GET", "/")
    assert house.stop() == 0
    assert stamps() == before
    assert not list((tmp_path / "home").rglob("*")) and not list((tmp_path / "temporary").rglob("*"))
    assert {path.name for path in (tmp_path / "server").iterdir()} == {"data", "server.log"}


def stamps():
    """{path: when it changed} of the product's own files."""
    ours = ("familychef", "templates", "static", "migrations")
    found = (path for name in ours for path in (ROOT / name).rglob("*") if "__pycache__" not in path.parts)
    return {path: path.stat().st_mtime_ns for path in found if path.is_file()}


@pytest.fixture
def bell(tmp_path):
    """Redis as the large house starts it, but here; its port."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/valkey-server").symlink_to(find_binary())
    port = free_port()
    *shell, line = compose("compose.large.yml")["services"]["redis"]["command"]
    line = line.replace("$$", "$").replace("--dir /data", f"--dir {tmp_path} --bind 127.0.0.1 --port {port}")
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    process = Process([*shell, line], tmp_path, env=os.environ | {"PATH": path, "REDISCLI_AUTH": "0123abcd"})
    process.wait_until(lambda: listens(port))
    yield port
    process.stop()


def test_the_bell_of_a_large_house_asks_for_its_password_and_keeps_its_log(bell):
    with redis.Redis(port=bell) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()
    with redis.Redis.from_url(f"redis://:0123abcd@127.0.0.1:{bell}/0") as ours:
        assert ours.ping() and ours.config_get("appendonly") == {"appendonly": "yes"}
