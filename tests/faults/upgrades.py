"""Old releases full of people, killed, upgraded, and full of people again: `python -m tests.faults.upgrades 300`.

So many requests go to each release's own code before, and to today's afterwards. Every order that was acknowledged must
be there once, no row may go in the upgrade, nobody may see a fault of the server, and the doctor must be content.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from familychef import doctor, rooms, settings
from familychef.core import db
from familychef.relocating import OF_THE_CLOCK
from tests.cast import sign_in
from tests.fixtures.releases.make import COOKED, RELEASES, Old, bring_up, tree_of
from tests.fixtures.storage import ROOT, Databases, clean_environment
from tests.postgres import find_binaries
from tests.raw_rows import counts
from tests.serving import Server
from tests.storm import Call, Storm
from tests.supper import dishes_of

RUN = "import sys; from familychef.cli import main; main(sys.argv[1:])"
EATERS = ("leo", "pia", "marta")


class Eater:
    """Puts a dish into the cart, orders, and sends the same order once more."""

    def __init__(self, server, name, evening):
        self.jar, self.name, self.evening = sign_in(server, name), name, evening
        self.dishes = dishes_of(server, self.jar)

    def __call__(self, number):
        turn, step = divmod(number, 3)
        key = f"{self.evening}-{self.name}-{turn:05}"
        if step:
            return Call("POST", "/orders", {"key": key, "cart": "", "when": "now"}, cookies=self.jar)
        wish = {"dish": self.dishes[turn % len(self.dishes)], "portions": 1, "key": f"add-{key}"}
        return Call("POST", "/cart/items", wish, cookies=self.jar)


class Cook:
    """Takes each order from accepted to served, as they come."""

    def __init__(self, server):
        self.jar = sign_in(server, "nonna")
        ((self.last,),) = server.rows('SELECT MAX(id) FROM "order"')

    def __call__(self, number):
        order, step = divmod(number, len(COOKED))
        return Call("POST", f"/orders/{self.last + 1 + order}/{COOKED[step]}", {}, cookies=self.jar)


def rush(server, evening, many, end):
    """The acknowledged orders' keys and the answers' statuses; `end()` comes while they still ask."""
    with Storm(server, [*(Eater(server, name, evening) for name in EATERS), Cook(server)]) as storm:
        storm.wait_for(many, seconds=120)
        end()
    placed = {call.body["key"] for call, answer in storm.answered if call.path == "/orders" and answer.status == 303}
    return placed, {answer.status for _call, answer in storm.answered}


def upgrade(version, kind, databases, folder, many):
    """[what was not as it must be]."""
    commit, then = RELEASES[version]
    url = databases.empty(kind)
    old = Old(folder / "server", url, demo=True)
    old.tree = tree_of(commit, folder)
    old.start()
    placed, statuses = rush(old, "before", many, old.kill)
    if then:
        bring_up(url, tree_of(then[0], folder), then[1])
    before = counts(url)
    said = run_upgrade(old)
    lost = [table for table, count in before.items() if counts(url)[table] != count]
    new = Server(old.folder, url).start()
    more, seen = rush(new, "after", many, new.kill)
    new.restart().stop()
    print(f"{kind} from {version}: {len(placed)} orders before, {len(more)} after", flush=True)
    return [*faults_of(new, placed | more), *said, *lost, *(str(code) for code in statuses | seen if code >= 500)]


def run_upgrade(house):
    environment = clean_environment(DATABASE_URL=house.database_url, FAMILYCHEF_DATA=house.data)
    environment["PATH"] = f"{find_binaries()[0]}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        [sys.executable, "-c", RUN, "upgrade"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    return [done.stdout + done.stderr] if done.returncode else []


def faults_of(house, placed):
    keys = [key for (key,) in house.rows('SELECT key FROM "order"')]
    if gone := placed - set(keys):
        yield f"{len(gone)} acknowledged orders are gone"
    if len(keys) != len(set(keys)):
        yield "an order is there twice"
    current = settings.read({"DATABASE_URL": house.database_url, "FAMILYCHEF_DATA": str(house.data)})
    db.connect(current)
    found = doctor.examine(current)
    db.database.close_all() if db.is_postgres() else db.database.close()
    yield from (each.rule for each in found if not each.rule.startswith(OF_THE_CLOCK))


def main(many=300):
    rooms.load()
    faults = 0
    with tempfile.TemporaryDirectory() as place:
        databases = Databases(Path(place))
        try:
            for kind, version in [(kind, version) for kind in ("sqlite", "postgres") for version in RELEASES]:
                found = upgrade(version, kind, databases, Path(place) / f"{kind}{version}", many)
                faults += len(found)
                print(*(f"  {fault}" for fault in found), sep="\n", end="", flush=True)
        finally:
            databases.stop()
    print("All is well." if not faults else f"{faults} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
