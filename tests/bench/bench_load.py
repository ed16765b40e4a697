"""A hundred browsers and five orders a second: `python -m tests.bench.bench_load [minutes]`, ten as it is meant.

Ten families of ten, each with forty dishes and 200 lots. Every browser holds a stream and a page (menu, orders,
kitchen, pantry or list), fetches its page again as a browser does when the stream says so, and walks to another page
every ten seconds or so. Five times a second somebody puts a dish into the cart and orders it. Printed: how long orders,
pages and news took, what was answered, how long the event loop stood still, and the memory before and after. Ends with
1 where an answer is an error, a browser misses the end, or the doctor finds something. `FAMILYCHEF_BENCH_DATABASE`:
the URL of an empty database, else it is SQLite.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import quantiles

from tests import cast, larder
from tests.bench.listening import pss_of
from tests.faults.order_judge import examined
from tests.fixtures.storage import migrate
from tests.kitchen import busy
from tests.serving import Server

FAMILIES, PEOPLE, DISHES, FOODS, RATE = 10, 10, 40, 50, 5


def main(minutes=10):
    folder = Path(tempfile.mkdtemp(prefix="load"))
    url = os.environ.get("FAMILYCHEF_BENCH_DATABASE") or f"sqlite:///{folder / 'house.db'}"
    migrate(url, folder)
    server = Server(folder / "server", url)
    people = town(url, server.data)
    server.start()
    before = pss_of(server.pid)
    seen = browsed({"port": server.port, "people": people, "seconds": minutes * 60, "rate": RATE})
    after, stalls = pss_of(server.pid), server.log.count("stood still")
    server.stop()
    print(f"the loop stood still for a tenth of a second {stalls} times; memory {before:.0f} then {after:.0f} MiB")
    return 1 if any([*told(seen), *examined(server)]) else 0


def browsed(what):
    command = [sys.executable, "-m", "tests.bench.browsing"]
    ended = subprocess.run(command, input=json.dumps(what), stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(ended.stdout)


def told(seen):
    """What is wrong with it; the rest is printed."""
    print(f"answers {seen['statuses']}, none {seen['lost']}, browsers that missed the end {seen['behind']}")
    for what in ("orders", "pages", "news"):
        print(f"{what:>7}: {words(seen[what])}")
    wrong = [status for status in seen["statuses"] if status not in ("200", "303", "304")]
    return [*wrong, seen["lost"], seen["behind"]]


def words(times):
    cuts = quantiles(times, n=100)
    return f"{len(times)}, p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f}, p99 {cuts[98]:.0f}, longest {max(times):.0f}"


def town(url, data):
    """[(cookie header, dish id, family number)] of everybody in it."""
    from familychef import settings
    from familychef.core import db

    db.connect(settings.read({"DATABASE_URL": url, "FAMILYCHEF_DATA": str(data)}))
    db.database.connect(reuse_if_open=True)
    people = [who for number in range(FAMILIES) for who in household(number)]
    db.database.close()
    return people


def household(number):
    family = cast.found(f"Family {number}")
    dish = busy.lasagne(family, 10_000)
    foods = [larder.ingredient(family, f"Food {food}") for food in range(FOODS)]
    for food in foods * 4:
        larder.lot(food, 10**8)
    for each in range(DISHES):
        needs = [(foods[(each + step) % FOODS], 50_000) for step in range(8)]
        larder.dish(family, f"Dish {each}", needs)
    members = busy.people(family, PEOPLE, roles=("chef", "shopper", "admin"))
    return [(f"{cast.COOKIE}={cast.open_session(member)}", dish.id, number) for member in members]


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
