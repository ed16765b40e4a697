"""So many callers at once on kept connections, for so long: a plain client that measures answers, in its own process."""

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
    """`rate` in answers a second, `p50`, `p99`, `longest` in ms, `size` of the last answer's body in bytes."""

    rate: float
    p50: float
    p99: float
    longest: float
    size: int
    statuses: dict
    answers: int


def press(port, path, *, callers=32, seconds=4.0, cookies=(), forms=None, encoding="gzip", most=None):
    """Ask for this page, or send these forms in turn, from `callers` at once. `cookies`: headers, taken in turn."""
    told = {
        "port": port, "path": path, "callers": callers, "seconds": seconds, "cookies": list(cookies),
        "forms": forms, "encoding": encoding, "most": most,
    }
    ended = subprocess.run(
        [sys.executable, "-m", "tests.bench.pressing"], input=json.dumps(told), capture_output=True, text=True, check=True
    )
    return Pressed(**json.loads(ended.stdout))


class Caller:
    """One kept connection."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")

    def ask(self, request):
        """(status, size of the body)"""
        self.socket.sendall(request)
        status, length, chunked = int(self.file.readline().split()[1]), 0, False
        while (line := self.file.readline().lower()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name == b"content-length" else length
            chunked = chunked or name == b"transfer-encoding"
        return status, self._chunks() if chunked else len(self.file.read(length))

    def _chunks(self):
        size = 0
        while length := int(self.file.readline(), 16):
            size += len(self.file.read(length + 2)) - 2
        self.file.readline()
        return size


def request(told, cookie, number):
    lines = ["Host: 127.0.0.1", "Sec-Fetch-Site: same-origin", f"Accept-Encoding: {told['encoding']}"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    form = told["forms"] and told["forms"][number % len(told["forms"])].format(number=number)
    if form:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(form)}"]
    head = f"{'POST' if form else 'GET'} {told['path']} HTTP/1.1\r\n" + "\r\n".join(lines)
    return f"{head}\r\n\r\n{form or ''}".encode()


def main():
    told = json.load(sys.stdin)
    times, statuses, sizes, numbers = [], Counter(), [], count()
    end = perf_counter() + told["seconds"]

    def call(index):
        caller, cookies = Caller(told["port"]), told["cookies"]
        cookie = cookies[index % len(cookies)] if cookies else None
        while perf_counter() < end and (told["most"] is None or len(times) < told["most"]):
            began = perf_counter()
            status, size = caller.ask(request(told, cookie, next(numbers)))
            times.append((perf_counter() - began) * 1000)
            statuses[status] += 1
            sizes.append(size)

    began = perf_counter()
    gevent.joinall([gevent.spawn(call, index) for index in range(told["callers"])], raise_error=True)
    taken, cuts = perf_counter() - began, quantiles(times, n=100)
    print(json.dumps(Pressed(len(times) / taken, cuts[49], cuts[98], max(times), sizes[-1], statuses, len(times))._asdict()))


if __name__ == "__main__":
    main()
