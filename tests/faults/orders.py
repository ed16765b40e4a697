"""E1 and E2: a storm of orders of four families, and the same while the power goes again and again.

python -m tests.faults.orders [seconds] [kills] [seed]

Twenty people place, accept, finish, serve, cancel and use for so many seconds; the web process is killed so many times
meanwhile. Printed: what people saw, how long the longest of them waited, how long each start took, and what the judge
and the doctor find. Ends with 1 when they find something. `FAMILYCHEF_BENCH_DATABASE`: the URL of an empty database,
else it is SQLite.
"""

import os
import random
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from copy import copy
from pathlib import Path

from tests.cast import World
from tests.faults.history import History
from tests.faults.kitchen_day import Guest, Household
from tests.faults.order_judge import examined, judged
from tests.fixtures.storage import migrate
from tests.serving import Server

FAMILIES, NAMES = 4, ("Rossi", "Neri", "Bianchi", "Verdi")


class Day:
    """A migrated house with `households`, whose people begin and end with `going(ports)`; `more`: of its Server."""

    def __init__(self, folder, url, seed=1, portions=20_000, **more):
        from familychef import settings
        from familychef.core import db

        self.server = Server(folder / "server", url, **more)
        db.connect(settings.read({"DATABASE_URL": url, "FAMILYCHEF_DATA": str(self.server.data)}))
        db.database.connect(reuse_if_open=True)
        world = World(None)
        self.households = [Household(world, name, portions) for name in NAMES[:FAMILIES]]
        db.database.close()
        self.history, self.over, self.seed = History(), threading.Event(), seed

    def moved(self, folder):
        """The same people and things in a copy of the house, before anything happened."""
        day = copy(self)
        day.server = Server(folder / "server", f"sqlite:///{folder / 'house.db'}")
        day.history, day.over = History(), threading.Event()
        return day

    @contextmanager
    def going(self, ports):
        guests = [
            Guest(home, person, ports, self.history, self.find, self.over, f"{self.seed} {home.family.id} {person.id}")
            for home in self.households for person in home.people
        ]
        for guest in guests:
            guest.start()
        try:
            yield guests
        finally:
            self.over.set()
            for guest in guests:
                guest.join(120)

    def wait_for(self, deeds, seconds=60):
        """Let it go on until so many deeds have ended. Raises TimeoutError."""
        ends = time.monotonic() + seconds
        while len(self.history.deeds) < deeds:
            if time.monotonic() > ends:
                raise TimeoutError(f"{len(self.history.deeds)} deeds in {seconds} s, {deeds} were wanted")
            self.over.wait(0.02)

    def find(self, states, family):
        """Some of the family's orders in these states, as somebody sees them who looks at the board."""
        marks = ", ".join("?" * len(states))
        query = f'SELECT id FROM "order" WHERE family_id = ? AND state IN ({marks}) ORDER BY id DESC LIMIT 6'
        return [order for (order,) in self.server.rows(query, family, *states)]

    def found(self):
        """What is not as it should be, as text; the server has ended."""
        return [" ".join(map(str, fault)) for fault in judged(self.server, self.history)] + examined(self.server)


def storm(day, seconds, kills, seed):
    """The seconds each start took; ends when the time is over and all kills were made."""
    server, dice, starts = day.server.start(), random.Random(seed), []
    ends = time.monotonic() + seconds
    with day.going([server.port]):
        for _ in range(kills):
            day.over.wait(dice.uniform(2, 5))
            server.kill()
            began = time.monotonic()
            server.restart()
            starts.append(time.monotonic() - began)
        day.over.wait(max(0.0, ends - time.monotonic()))
    server.stop()
    return starts


def main(seconds=60, kills=0, seed=1):
    folder = Path(tempfile.mkdtemp(prefix="storm"))
    url = os.environ.get("FAMILYCHEF_BENCH_DATABASE") or f"sqlite:///{folder / 'house.db'}"
    migrate(url, folder)
    day = Day(folder, url, seed)
    starts = storm(day, seconds, kills, seed)
    faults = day.found()
    day.history.write(folder / "history.jsonl")
    print(f"{len(day.history.deeds)} deeds {dict(day.history.outcomes())}, statuses {dict(day.history.statuses())}")
    print(f"longest wait {day.history.longest():.2f} s; {kills} kills, longest start {max(starts, default=0):.2f} s")
    print(f"faults: {len(faults)} {faults[:10]}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
