"""E4: nobody lets others go first inside a write on SQLite.

python -m tests.faults.trap [seconds] [seed]

The storm of orders against a server that tells of each switch between greenlets inside a write. Printed: what people
saw, the switches by their place, and what the judge and the doctor find; ends with 1 when there is anything.
"""

import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.faults.orders import Day, storm
from tests.fixtures.storage import ROOT, migrate

WATCHED = (ROOT / "tests" / "watched.py",)


def traps(log):
    """{place: how often somebody was let go first there}"""
    return Counter(re.findall(r"^TRAP (.+)$", log, re.MULTILINE))


def main(seconds=60, seed=1):
    folder = Path(tempfile.mkdtemp(prefix="trap"))
    url = f"sqlite:///{folder / 'house.db'}"
    migrate(url, folder)
    day = Day(folder, url, seed, through=WATCHED)
    storm(day, seconds, 0, seed)
    found, faults = traps(day.server.log), day.found()
    print(f"{len(day.history.deeds)} deeds {dict(day.history.outcomes())}; switches inside a write: {dict(found)}")
    print(f"faults: {len(faults)} {faults[:10]}")
    return 1 if found or faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
