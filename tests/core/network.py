"""A network of our own for what goes out: names that resolve as a test says, and houses that answer."""

import ipaddress
import socket
import threading
from contextlib import contextmanager, suppress

from tests.wire import close

REAL = socket.socket


class Network:
    def __init__(self):
        self.names, self.asked, self.reached, self.ports = {}, [], [], {}

    def resolve(self, host, port, **_more):
        self.asked.append(host)
        told = self.names.get(host, host)
        found = told.pop(0) if isinstance(told, list) else told
        try:
            version = ipaddress.ip_address(found).version
        except ValueError:
            raise socket.gaierror(host) from None
        family = socket.AF_INET if version == 4 else socket.AF_INET6
        return [(family, socket.SOCK_STREAM, 6, "", (found, port))]

    def socket(self, family=socket.AF_INET, kind=socket.SOCK_STREAM, *more, **kwargs):
        network = self

        class Line(REAL):
            def connect(self, place):
                network.reached.append(place[0])
                if place[0] in network.ports:
                    super().connect(("127.0.0.1", network.ports[place[0]]))
                else:
                    raise ConnectionRefusedError

        return Line(family, kind, *more, **kwargs)


@contextmanager
def house(*answers):
    """A listener that gives these raw answers, one to each visitor; yields its port and what was asked."""
    heard = []
    with listening(lambda listener: serve(listener, answers, heard)) as port:
        yield port, heard


@contextmanager
def listening(serve):
    """Lets `serve(listener)` see to a port until the block ends; a visitor it still waits for then never comes."""
    listener = REAL()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    thread = threading.Thread(target=_until_closed, args=(serve, listener), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        close(listener)
        thread.join(10)
        assert not thread.is_alive(), "a visitor was left waiting"


def _until_closed(serve, listener):
    with suppress(OSError):
        serve(listener)


def serve(listener, answers, heard):
    for answer in answers:
        line, _ = listener.accept()
        with line, suppress(OSError):
            heard.append(line.recv(65536))
            for part in answer if isinstance(answer, list) else [answer]:
                line.sendall(part)


def http(body=b"", status="200 OK", **headers):
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode() + body
