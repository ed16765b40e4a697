"""Many people at the same instant: threads behind one barrier, each with its own connection and session."""

import threading
import time
from dataclasses import dataclass

from tests.serving import exchange

JOIN_SECONDS = 90


@dataclass(frozen=True)
class Call:
    """One request of the storm; `cookies` is a signed-in person's jar (see cast.sign_in)."""

    method: str
    path: str
    body: dict | str | None = None
    headers: dict | None = None
    cookies: dict | None = None

    def send(self, port, seconds):
        headers = dict(self.headers or {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return exchange(port, self.method, self.path, self.body, headers, seconds)


def all_at_once(server, calls, seconds=60):
    """Send every call at the same instant; the Answers in the calls' order, an OSError where none came."""
    calls = list(calls)
    answers = [None] * len(calls)
    barrier = threading.Barrier(len(calls))

    def send(index):
        barrier.wait()
        answers[index] = _outcome(calls[index], server.port, seconds)

    _run(send, range(len(calls)))
    return answers


class Storm:
    """People who keep asking until told to stop: `with Storm(server, [make_call, …]) as storm: server.kill()`.

    Each of `people` is a function of a counter that gives the next Call. Afterwards `storm.answered` lists
    (call, Answer) for all that were answered and `storm.unanswered` the calls whose fate nobody knows.
    """

    def __init__(self, server, people, pause=0.0, seconds=10):
        self.answered = []
        self.unanswered = []
        self._port, self._pause, self._seconds = server.port, pause, seconds
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(person,), daemon=True) for person in people]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for thread in self._threads:
            thread.join(JOIN_SECONDS)

    def wait_for(self, answers, seconds=30):
        """Let it blow until so many answers have come. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while len(self.answered) < answers:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(self.answered)} answers in {seconds} s, {answers} were wanted")
            self._over.wait(0.01)

    def _ask(self, person):
        number = 0
        while not self._over.is_set():
            call = person(number)
            outcome = _outcome(call, self._port, self._seconds)
            if isinstance(outcome, OSError):
                self.unanswered.append(call)
                self._over.wait(0.05)
            else:
                self.answered.append((call, outcome))
            number += 1
            self._over.wait(self._pause)


def _outcome(call, port, seconds):
    try:
        return call.send(port, seconds)
    except OSError as error:
        return error


def _run(target, arguments):
    threads = [threading.Thread(target=target, args=(argument,), daemon=True) for argument in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(JOIN_SECONDS)
