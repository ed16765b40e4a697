"""A wire between a browser and the server that can be cut and mended."""

import contextlib
import select
import socket
import threading

from tests.processes import free_port

LOST = r"Failed to load resource|fetching the script" \
       r"|ERR_|htmx|NetworkError|Failed to fetch|Transition was aborted|ViewTransition"


class Wire:
    """Listens on `port` and carries every byte to the server; `cut()` drops all there is and refuses what comes.

    `loses` is asked for each form that passes whether its answer gets lost on the way back, with the line.
    `stall()`: who comes is let in, and nothing more happens, until `flow()`. `without_a_house()`: each is told what a
    proxy says while the server behind it is renewed.
    """

    def __init__(self, server):
        self.server, self.target = server, ("127.0.0.1", server.port)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.pairs, self.lock, self.flowing = set(), threading.Lock(), threading.Event()
        self.told, self.loses = None, lambda: False
        self.flow()
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

    def without_a_house(self):
        self.cut()
        self.told = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 10\r\nConnection: close\r\n\r\nOne moment"
        self.mend()

    def with_a_house(self):
        self.told = None

    def stall(self):
        self.flowing.clear()

    def flow(self):
        self.flowing.set()

    def _accept(self, listener):
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near):
        """A server that is not there is no reason to stop listening."""
        try:
            if self.told:
                return near.recv(65536), near.sendall(self.told), close(near)
            far = socket.create_connection(self.target)
        except OSError:
            return close(near)
        with self.lock:
            self.pairs.add((near, far))
        self._carry(near, far)

    def _carry(self, near, far):
        lost = False
        with contextlib.suppress(OSError, ValueError):
            while True:
                ready, _, _ = select.select([near, far], [], [])
                self.flowing.wait()
                for end in ready:
                    data = end.recv(65536)
                    if not data or (end is far and lost):
                        return close(near), close(far)
                    if data.startswith(b"POST "):
                        lost = self.loses()
                    (far if end is near else near).sendall(data)


def close(end):
    """Also for who still waits at it: closing alone wakes nobody."""
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
