"""What it costs to look after many pantries: `python -m tests.bench.bench_alerts [families] [lots]`.

Each family has so many lots of foods with thresholds and dates. Printed: the queries one family costs when its pantry
is small and when it is full (they must be the same: else it ends with 1), and the time of a look at all families as a
ratio to plainly reading the same lots, both in one run.
"""

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from familychef import rooms
from familychef.core import db
from familychef.core.migrate import migrate

FOODS = 10


def main(families=100, lots=50):
    with tempfile.TemporaryDirectory() as folder:
        begin(Path(folder))
        from familychef.pantry.models import Alert, PantryStock

        full = [pantry(f"Family {number}", lots) for number in range(families)]
        small = pantry("Small", 1)
        first = sum(timed(lambda family=family: Alert.check(family)) for family in full)
        again = sum(timed(lambda family=family: Alert.check(family)) for family in full)
        plain = sum(timed(lambda family=family: list(family.of(PantryStock))) for family in full)
        Alert.check(small)
        few, many = queries(lambda: Alert.check(small)), queries(lambda: Alert.check(full[0]))
        opened = Alert.select().count()
    print(f"{families * lots} lots in {families} families: {opened} alerts opened in {first:.2f} s; a look in which")
    print(f"nothing is new {again:.3f} s, {again / plain:.1f} times a plain reading; {few} and {many} queries a family")
    return 1 if few != many else 0


def begin(folder):
    from familychef.settings import read

    settings = read({"FAMILYCHEF_DATA": str(folder)})
    rooms.load()
    db.connect(settings)
    migrate(settings)


def pantry(name, lots):
    """A family with so many lots, of which a third end within the next days."""
    import datetime as dt

    from familychef.families.models import Family
    from tests import larder

    family = Family.create(name=name)
    foods = [larder.ingredient(family, f"Food {number}", threshold=500_000) for number in range(FOODS)]
    for number in range(lots):
        ends = family.today() + dt.timedelta(days=number % 9)
        larder.lot(foods[number % FOODS], 100_000, use_until=ends, date_kind="best_before")
    return family


def timed(call):
    started = perf_counter()
    call()
    return perf_counter() - started


def queries(call):
    seen, send = [], db.database.obj.execute_sql
    db.database.obj.execute_sql = lambda *args, **kwargs: seen.append(args) or send(*args, **kwargs)
    try:
        call()
    finally:
        db.database.obj.execute_sql = send
    return len(seen)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
