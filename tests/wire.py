"""A wire between a browser and the server that can be cut and mended."""

import contextlib
import select
import socket
import threading

from tests.processes import free_port

LOST = r"Failed to load resource|ERR_|htmx|NetworkError|Failed to fetch|Transition was aborted|ViewTransition"


class Wire:
    """Listens on `port` and carries every byte to the server; `cut()` drops all there is and refuses what comes."""

    def __init__(self, server):
        self.target = ("127.0.0.1", server.port)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.pairs, self.lock = set(), threading.Lock()
        self.mend()

    def mend(self):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.listener.listen(64)
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def cut(self):
        close(self.listener)
        with self.lock:
            pairs, self.pairs = self.pairs, set()
        for pair in pairs:
            for end in pair:
                close(end)

    def _accept(self, listener):
        while True:
            try:
                near, _ = listener.accept()
                far = socket.create_connection(self.target)
            except OSError:
                return
            with self.lock:
                self.pairs.add((near, far))
            threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near, far):
        with contextlib.suppress(OSError, ValueError):
            while True:
                ready, _, _ = select.select([near, far], [], [])
                for end in ready:
                    data = end.recv(65536)
                    if not data:
                        return close(near), close(far)
                    (far if end is near else near).sendall(data)


def close(end):
    """Also for who still waits at it: closing alone wakes nobody."""
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
