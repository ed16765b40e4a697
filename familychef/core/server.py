"""Serves the app: gevent's own server on a listener that sends small answers at once."""

import logging
import signal
import socket

import gevent
from gevent.pywsgi import WSGIHandler, WSGIServer

log = logging.getLogger(__name__)
GRACE = 3
SILENCE = 60


class Handler(WSGIHandler):
    """Says nothing about who serves, logs only what went wrong, and hangs up on who neither speaks nor listens."""

    def __init__(self, sock, *more):
        sock.settimeout(SILENCE)
        super().__init__(sock, *more)

    def MessageClass(self, *source):
        """The headers of a request. Raises ValueError where two servers could disagree on the length of its body."""
        found = super().MessageClass(*source)
        lengths, codings = found.get_all("Content-Length", []), found.get_all("Transfer-Encoding", [])
        if len(lengths + codings) > 1 or any(coding.lower() != "chunked" for coding in codings):
            raise ValueError("more than one length")
        return found

    def read_request(self, line):
        try:
            return super().read_request(line)
        except TimeoutError:
            raise ValueError("stopped in the middle of its headers") from None

    def log_request(self):
        pass


def listener(host, port):
    """A listening socket whose connections never wait for a delayed acknowledgement."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.bind((host, port))
    sock.listen(1024)
    return sock


def serve(app, settings, *, started=lambda port: None):
    """Serve until SIGTERM or SIGINT; open streams are let go, running answers may finish."""
    sock = listener(settings.host, settings.port)
    server = WSGIServer(sock, app, handler_class=Handler, log=None, error_log=log)
    stop = gevent.event.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, stop.set)
    server.start()
    started(sock.getsockname()[1])
    stop.wait()
    server.stop(timeout=GRACE)
