"""50,000 answers to the Rossi, none with a word of the Neri: `python -m tests.bench.bench_canaries [answers]`."""

import os
import sys
import tempfile
from collections import Counter
from itertools import islice

from tests.cast import World
from tests.client import Client
from tests.isolation.canaries import heard, plant
from tests.isolation.walks import lines, stroll
from tests.permissions.scene import Scene

ANSWERS = 50_000


def main(answers=ANSWERS):
    scene = furnished()
    fields = plant(scene.world)
    people = [who for name, who in scene.who.items() if name != "other" and (who is None or hasattr(who, "roles"))]
    statuses, leaks = Counter(), []
    for line, answer in islice(stroll(scene, people, seed=answers), answers):
        statuses[answer.status_code] += 1
        if heard(answer):
            leaks.append(f"{line.method} {line.endpoint}")
    print(
        f"{answers} answers to {len(people)} people from {len(lines())} addresses, {fields} fields of the Neri sing"
    )
    print("statuses: " + ", ".join(f"{status} x {count}" for status, count in sorted(statuses.items())))
    print(f"leaks: {len(leaks)} {sorted(set(leaks))[:10]}")
    return 1 if leaks or any(status >= 500 for status in statuses) else 0


def furnished():
    """Both families in a SQLite file of their own, with a row for every address."""
    from familychef import create_app

    app = create_app(connected(tempfile.mkdtemp(prefix="bench")))
    app.test_client_class = Client
    scene = Scene(World.founded(lambda: app))
    for line in lines():
        scene.address(app, line)
        scene.body(line)
    return scene


def connected(folder):
    """Settings of a new house with wide limits, its files in this folder and its rows in an open and migrated database.

    That is a SQLite file in the folder, or the empty database whose URL is in `FAMILYCHEF_BENCH_DATABASE`.
    """
    from familychef import settings
    from familychef.core import db, files, migrate

    wide = {"FAMILYCHEF_PASSWORD_COST": "low", "FAMILYCHEF_LIMITS": "10000"}
    url = os.environ.get("FAMILYCHEF_BENCH_DATABASE")
    current = settings.read({"FAMILYCHEF_DATA": str(folder), **wide, **({"DATABASE_URL": url} if url else {})})
    db.connect(current)
    migrate.migrate(current)
    files.keep_in(current.files)
    return current


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
