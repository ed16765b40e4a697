"""A proxy for tests: each connection goes to the next process that is ready; nobody is kept to one of them."""

import socket
import threading
from contextlib import suppress

from tests.serving import exchange

LOOK_SECONDS = 0.2


class Balancer:
    """`port`; `servers` may come and go. Who is not ready (/health/ready) or takes no connection gets none."""

    def __init__(self, servers):
        self.servers, self.taken = list(servers), []
        self._ready, self._turn, self._over = set(), 0, threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]

    def __enter__(self):
        self._look_once()
        for work in (self._look, self._accept):
            threading.Thread(target=work, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _look(self):
        while not self._over.wait(LOOK_SECONDS):
            self._look_once()

    def _look_once(self):
        self._ready = {server.port for server in self.servers if is_ready(server.port)}

    def _accept(self):
        with suppress(OSError):
            while True:
                caller, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(caller,), daemon=True).start()

    def _carry(self, caller):
        with caller:
            house = self._next()
            if house:
                with house:
                    back = threading.Thread(target=pour, args=(house, caller), daemon=True)
                    back.start()
                    pour(caller, house)
                    back.join()

    def _next(self):
        """A line to the next one that takes it, or None; what never reached anybody may be sent to another."""
        for _ in self.servers:
            self._turn += 1
            port = self.servers[self._turn % len(self.servers)].port
            if port in self._ready:
                with suppress(OSError):
                    line = socket.create_connection(("127.0.0.1", port), 5)
                    line.settimeout(None)
                    self.taken.append(port)
                    return line
        return None


def is_ready(port):
    try:
        return exchange(port, "GET", "/health/ready", seconds=2).status == 200
    except OSError:
        return False


def pour(source, target):
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
