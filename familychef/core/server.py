"""Serves the app: gevent's own server on a listener that sends small answers at once."""

import logging
import os
import signal
import socket
from contextlib import suppress

import gevent
from gevent.pool import Pool
from gevent.pywsgi import WSGIHandler, WSGIServer

from . import bell, leaving

log = logging.getLogger(__name__)
GRACE = 15
SILENCE = 60


class Handler(WSGIHandler):
    """Says nothing about who serves, logs only what went wrong, and hangs up on who neither speaks nor listens."""

    def __init__(self, sock, *more):
        sock.settimeout(SILENCE)
        super().__init__(sock, *more)
        self.spoke = False
        self.server.idle.add(self)

    def handle(self):
        try:
            super().handle()
        finally:
            self.server.idle.discard(self)

    def read_requestline(self):
        """The first line of the next request, or nothing: whoever is about to leave has answered the last one."""
        if self.spoke and leaving.begun():
            return ""
        self.spoke = True
        self.server.idle.add(self)
        line = super().read_requestline()
        self.server.idle.discard(self)
        return line

    def finalize_headers(self):
        """On the way out a connection ends with its answer."""
        if leaving.begun():
            self.close_connection = True
            self.response_headers.append((b"Connection", b"close"))
        super().finalize_headers()

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


class Server(WSGIServer):
    """Knows which of its connections wait for nothing but their next request."""

    def __init__(self, *given, **named):
        self.idle = set()
        super().__init__(*given, **named)

    def leave(self):
        """Take nothing new, end what nobody waits for, and let every answer that has begun come to its end."""
        leaving.begin()
        gevent.sleep(0)
        self.close()
        bell.wake_everybody()
        for handler in list(self.idle):
            hang_up(handler.socket)
        if not self.pool.join(timeout=GRACE):
            log.warning("%s answers were cut off", len(self.pool))
        self.stop(timeout=0)


def hang_up(sock):
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RD)


def serve(app, settings, *, started=lambda port: None):
    """Serve until SIGTERM or SIGINT, then leave in order; a second signal ends the process at once."""
    sock = listener(settings.host, settings.port)
    server = Server(sock, app, handler_class=Handler, log=None, error_log=log, spawn=Pool())
    stop = gevent.event.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, lambda: os._exit(1) if stop.is_set() else stop.set())
    server.start()
    started(sock.getsockname()[1])
    stop.wait()
    server.leave()
