"""Many open streams, and how soon the last of them knows what happened: in a process of its own.

`hold(port, cookies, streams, post, pages)`: opens so many streams, sends a form again and again, and waits each time
until all have heard of it; where there are `pages`, until each has fetched them as well.
"""

import gevent.monkey

if __name__ == "__main__":
    gevent.monkey.patch_all()

import json
import subprocess
import sys
from statistics import median
from time import perf_counter
from typing import NamedTuple

import gevent
from gevent.event import Event

from tests.bench.pressing import Caller

ROUNDS, SMALL, PATIENCE, BETWEEN = 9, 50, 30, 0.3


class Heard(NamedTuple):
    """`first`, `last`: median ms from sending until the first and the last stream have it; `small`: ms of one small
    answer beside all those streams; `pss`: MiB of the server with them open; `streams`: how many there were."""

    first: float
    last: float
    small: float
    pss: float
    streams: int


def hold(server, cookies, streams, post, page=None):
    """See above. `post`: (path, form) with `{number}` in it."""
    told = {"port": server.port, "pid": server.pid, "cookies": cookies, "streams": streams, "post": post, "page": page}
    command = [sys.executable, "-m", "tests.bench.listening"]
    ended = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, check=True)
    return Heard(**json.loads(ended.stdout))


def pss_of(pid):
    """MiB of this process, what it shares with others shared out."""
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024


class Listener:
    """One open stream; `heard` is set at each message."""

    def __init__(self, port, cookie, page):
        self.caller, self.page, self.heard, self.at = Caller(port, cookie), page, Event(), 0.0
        self.fetcher = Caller(port, cookie) if page else None
        self.caller.socket.sendall(f"GET /live HTTP/1.1\r\n{self.caller.headers}\r\n".encode())
        self.open = Event()
        gevent.spawn(self._listen)

    def _listen(self):
        for raw in self.caller.file:
            if raw.startswith(b"retry"):
                self.open.set()
            elif raw.startswith(b"id:") and not self.heard.is_set():
                if self.fetcher:
                    self.fetcher.ask(self.page)
                self.at = perf_counter()
                self.heard.set()


def main():
    told = json.load(sys.stdin)
    cookies = told["cookies"]
    listeners = [Listener(told["port"], cookies[n % len(cookies)], told["page"]) for n in range(told["streams"])]
    gevent.wait([each.open for each in listeners], timeout=PATIENCE)
    sender, (path, form) = Caller(told["port"], cookies[0]), told["post"]
    rounds = [spread(listeners, sender, (path, form.format(caller=0, number=number))) for number in range(ROUNDS)]
    small = [timed(lambda: sender.ask("/health/live")) for _ in range(SMALL)]
    firsts, lasts = zip(*rounds, strict=True)
    heard = Heard(median(firsts), median(lasts), median(small), pss_of(told["pid"]), len(listeners))
    print(json.dumps(heard._asdict()))


def spread(listeners, sender, post):
    """ms until the first and the last have heard of it."""
    for each in listeners:
        each.heard.clear()
    began = perf_counter()
    sender.ask(post)
    gevent.wait([each.heard for each in listeners], timeout=PATIENCE)
    arrived = [(each.at - began) * 1000 for each in listeners if each.heard.is_set()]
    gevent.sleep(BETWEEN)
    return min(arrived), max(arrived) if len(arrived) == len(listeners) else float("inf")


def timed(action):
    began = perf_counter()
    action()
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
