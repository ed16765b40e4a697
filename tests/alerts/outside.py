"""Houses on the network that take news: they answer as a test says and keep what they were sent."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.core.network import Network

ADDRESS = "8.8.8.8"


class Outside(Network):
    """Every name under .example leads to the one public address."""

    def resolve(self, host, port, **more):
        if host.endswith(".example"):
            self.names.setdefault(host, ADDRESS)
        return super().resolve(host, port, **more)


class Receiver:
    """`says`: the status of the next answers, `says_to`: of those at a path; `heard`: [(path, headers, body)].

    `names`: where further names lead; `ports`: the further addresses that lead here, each with our `port`.
    """

    def __init__(self):
        self.says, self.says_to, self.heard = 200, {}, []

    def take(self, visit):
        body = visit.rfile.read(int(visit.headers["Content-Length"]))
        self.heard.append((visit.path, visit.headers, body))
        visit.send_response(self.says_to.get(visit.path, self.says))
        visit.send_header("Location", "http://127.0.0.1/")
        visit.send_header("Content-Length", "0")
        visit.end_headers()


def lead_to(port, put=setattr):
    """Let whatever this process asks on the network end at this port; returns the network."""
    from familychef.core import fetch

    network = Outside()
    network.ports[ADDRESS] = port
    put(fetch.socket, "getaddrinfo", network.resolve)
    put(fetch.socket, "socket", network.socket)
    put(fetch, "_sealed", lambda line, host: line)
    return network


@contextmanager
def receiver(monkeypatch):
    """A Receiver behind every https:// name under .example."""
    made = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Visit", (BaseHTTPRequestHandler,), {
        "do_POST": lambda visit: made.take(visit), "log_message": lambda *_: None,
    }))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.port, made.address = server.server_address[1], ADDRESS
    network = lead_to(made.port, monkeypatch.setattr)
    made.names, made.ports = network.names, network.ports
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
