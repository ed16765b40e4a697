"""So many callers at once on kept connections, for so long: a plain client that measures, in its own process."""

import gevent.monkey

if __name__ == "__main__":
    gevent.monkey.patch_all()

import json
import socket
import subprocess
import sys
from collections import Counter
from itertools import count
from statistics import quantiles
from time import perf_counter
from typing import NamedTuple


class Pressed(NamedTuple):
    """`rate` in answers a second, `p50`, `p99`, `longest` in ms, `size` of the last answer's body in bytes.

    Where several things are asked for in turn, all of it is of the last of them.
    """

    rate: float
    p50: float
    p99: float
    longest: float
    size: int
    statuses: dict
    answers: int


def press(port, *asks, callers=32, seconds=4.0, cookies=(), once=False):
    """Each caller asks for these in turn, again and again or `once`: paths, or (path, form).

    `cookies`: headers, one for each caller in turn; `{caller}` and `{number}` in a form are filled in.
    """
    told = {"port": port, "asks": asks, "callers": callers, "seconds": seconds, "cookies": list(cookies), "once": once}
    command = [sys.executable, "-m", "tests.bench.pressing"]
    ended = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, check=True)
    return Pressed(**json.loads(ended.stdout))


class Caller:
    """One kept connection; `ask(path or (path, form))` gives (status, size of the body)."""

    def __init__(self, port, cookie=None):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")
        self.headers = "Host: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nAccept-Encoding: gzip\r\n"
        self.headers += f"Cookie: {cookie}\r\n" if cookie else ""

    def ask(self, what):
        self.socket.sendall(self._request(what))
        status, length, chunked = int(self.file.readline().split()[1]), 0, False
        while (line := self.file.readline().lower()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name == b"content-length" else length
            chunked = chunked or name == b"transfer-encoding"
        return status, self._chunks() if chunked else len(self.file.read(length))

    def _request(self, what):
        if isinstance(what, str):
            return f"GET {what} HTTP/1.1\r\n{self.headers}\r\n".encode()
        path, form = what
        told = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n"
        return f"POST {path} HTTP/1.1\r\n{self.headers}{told}\r\n{form}".encode()

    def _chunks(self):
        size = 0
        while length := int(self.file.readline(), 16):
            size += len(self.file.read(length + 2)) - 2
        self.file.readline()
        return size


def filled(ask, caller, number):
    return ask if isinstance(ask, str) else (ask[0], ask[1].format(caller=caller, number=number))


def main():
    told = json.load(sys.stdin)
    callers = [Caller(told["port"], cookie_of(told, index)) for index in range(told["callers"])]
    began, answers = perf_counter(), []
    greenlets = [gevent.spawn(call, caller, index, told, answers, began) for index, caller in enumerate(callers)]
    gevent.joinall(greenlets, raise_error=True)
    taken, times = perf_counter() - began, [spent for spent, _status, _size in answers]
    cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
    statuses = Counter(status for _spent, status, _size in answers)
    pressed = Pressed(len(times) / taken, cuts[49], cuts[98], max(times), answers[-1][2], statuses, len(times))
    print(json.dumps(pressed._asdict()))


def call(caller, index, told, answers, began):
    """Adds (ms, status, size) to the answers."""
    for number in count():
        for ask in told["asks"]:
            at = perf_counter()
            status, size = caller.ask(filled(ask, index, number))
        answers.append(((perf_counter() - at) * 1000, status, size))
        if told["once"] or perf_counter() > began + told["seconds"]:
            break


def cookie_of(told, index):
    return told["cookies"][index % len(told["cookies"])] if told["cookies"] else None


if __name__ == "__main__":
    main()
