"""Bytes no browser sends: refused, or hung up on, while everybody else is served."""

import socket
import subprocess
import sys
from contextlib import closing

import pytest

from tests.processes import free_port

QUICK = """
from gevent import monkey; monkey.patch_all()
import sys
from familychef import settings
from familychef.core import server

server.SILENCE = 1
def app(environ, start):
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]
chosen = settings.read({"FAMILYCHEF_DATA": sys.argv[1], "PORT": sys.argv[2]})
server.serve(app, chosen, started=lambda port: print("ready", flush=True))
"""
HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n"
AMBIGUOUS = [
    b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
]
HALF = [b"", b"POST / HT", HEAD, HEAD + b"X: y", HEAD + b"Content-Length: 5\r\n\r\nhel"]


@pytest.fixture
def port(tmp_path):
    port = free_port()
    command = [sys.executable, "-c", QUICK, str(tmp_path / "data"), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout.readline() == b"ready\n"
        yield port
        process.terminate()


def said(port, sent):
    """All that comes back until the server hangs up."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as wire:
        wire.sendall(sent)
        answer = b""
        while part := wire.recv(4096):
            answer += part
        return answer


def test_a_body_with_two_lengths_is_refused(port):
    assert [said(port, HEAD + rest)[:12] for rest in AMBIGUOUS] == [b"HTTP/1.1 400"] * len(AMBIGUOUS)


def test_who_stops_in_the_middle_is_hung_up_on(port):
    for sent in HALF:
        assert b"200 OK" not in said(port, sent)
    assert said(port, HEAD + b"Connection: close\r\nContent-Length: 5\r\n\r\nhello").endswith(b"hello")
