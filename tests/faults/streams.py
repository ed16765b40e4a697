"""E12: a stream that is cut again and again, and a server that starts anew under it; nothing that happened is missed.

python -m tests.faults.streams [changes] [cuts] [restarts] [seed]

Somebody puts so many things on a list. A program follows the events, and a page follows its stale names, both over a
line that is cut at random; each goes on from the last number it has seen. Afterwards the program has every event of
the family once or more, in order, and the page knows of the last version. Printed: how often each connected, and what
is missing; ends with 1 when something is.
"""

import http.client
import json
import random
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.cast import World
from tests.fixtures.storage import migrate
from tests.serving import Server, exchange
from tests.wire import Wire

PATIENCE = 30


class Follower(threading.Thread):
    """Reads a stream of events over the wire and comes back after each cut; `seen`: the numbers, as they came."""

    def __init__(self, wire, path, headers, since):
        super().__init__(daemon=True)
        self.wire, self.path, self.headers = wire, path, headers
        self.seen, self.gaps, self.connected = [since], 0, 0
        self.over, self.news = threading.Event(), threading.Condition()

    def run(self):
        while not self.over.is_set():
            with suppress(OSError, http.client.HTTPException, AttributeError, ValueError):
                self._listen()
            self.over.wait(0.05)

    def reaches(self, number, seconds=PATIENCE):
        with self.news:
            return self.news.wait_for(lambda: self.seen[-1] >= number, seconds)

    def _listen(self):
        last = self.seen[-1]
        connection = http.client.HTTPConnection("127.0.0.1", self.wire.port, timeout=60)
        connection.request("GET", self.path, headers=self.headers | {"Last-Event-ID": str(last)})
        answer = connection.getresponse()
        self.connected += answer.status == 200
        number = last
        for raw in answer:
            name, _, value = raw.decode().rstrip("\r\n").partition(": ")
            if name == "id":
                number = int(value)
            elif not name:
                self._note(number)
            elif name == "data" and value.startswith("{"):
                self.gaps += json.loads(value)["type"] == "gap"

    def _note(self, number):
        """A message counts when it has come to its end."""
        with self.news:
            if number != self.seen[-1]:
                self.seen.append(number)
                self.news.notify_all()


class Writer:
    """Puts things on the list at the server itself, again with the same key where no answer came."""

    def __init__(self, server, token):
        self.server, self.headers = server, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def put(self, number):
        body = json.dumps({"text": f"thing {number}"})
        headers = self.headers | {"Idempotency-Key": f"thing-{number:06}"}
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            with suppress(OSError):
                answer = exchange(self.server.port, "POST", "/api/v1/shopping-items", body, headers)
                if answer.status == 201:
                    return
            time.sleep(0.05)
        raise TimeoutError(f"thing {number} is on no list after {PATIENCE} s")


class Trial:
    """A house of the Rossi with a program, a page, and the line they hang on."""

    def __init__(self, folder, url):
        from familychef import settings
        from familychef.core import db
        from familychef.families.models import Program

        self.server = Server(folder / "server", url)
        db.connect(settings.read({"DATABASE_URL": url, "FAMILYCHEF_DATA": str(self.server.data)}))
        db.database.connect(reuse_if_open=True)
        world = World.founded(lambda: None)
        _program, token = Program.give(world.marta, "Follower", ["read", "order", "stock", "cook", "admin"], None)
        self.family, cookies = world.rossi.id, world.cookies(world.marta)
        db.database.close()
        self.server.start()
        self.wire, self.writer = Wire(self.server), Writer(self.server, token)
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        since = self.version()
        self.program = Follower(self.wire, "/api/v1/events/stream", {"Authorization": f"Bearer {token}"}, since)
        self.page = Follower(self.wire, "/live", {"Cookie": cookie}, since)

    def version(self):
        return self.server.rows("SELECT version FROM family WHERE id = ?", self.family)[0][0]

    def run(self, changes, cuts, restarts, seed):
        """What is missing, as text."""
        dice, before = random.Random(seed), self.version()
        ends = set(dice.sample(range(changes), cuts)), set(dice.sample(range(changes), restarts))
        self.program.start(), self.page.start()
        for number in range(changes):
            self.writer.put(number)
            if number in ends[1]:
                self.server.kill()
                self.server.restart()
            if number in ends[0]:
                self.wire.cut()
                self.wire.mend()
        last = self.version()
        arrived = self.program.reaches(last), self.page.reaches(last)
        self.program.over.set(), self.page.over.set()
        self.wire.cut()
        self.server.stop()
        return list(self._missing(before, last, arrived))

    def _missing(self, before, last, arrived):
        missed = set(range(before + 1, last + 1)) - set(self.program.seen)
        if missed:
            yield f"the program missed {len(missed)} events: {sorted(missed)[:10]}"
        if self.program.seen != sorted(self.program.seen) or self.program.gaps:
            yield f"the program heard them out of order, or of {self.program.gaps} gaps"
        for who, there in zip(("program", "page"), arrived, strict=True):
            if not there:
                yield f"the {who} does not know of version {last}"


def main(changes=1000, cuts=50, restarts=2, seed=1):
    folder = Path(tempfile.mkdtemp(prefix="streams"))
    url = f"sqlite:///{folder / 'house.db'}"
    migrate(url, folder)
    trial = Trial(folder, url)
    missing = trial.run(changes, cuts, restarts, seed)
    print(f"{changes} changes, {cuts} cuts, {restarts} restarts: "
          f"connected {trial.program.connected} and {trial.page.connected} times; missing: {missing or 'nothing'}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
