"""Migrations that are killed, or meet a full disk, on the way from an old release to today's.

`python -m tests.faults.migrations 50` does so at that many points of each database, spread over every statement of
every migration. After each one the schema must be that of a whole number of migrations and every row must be there;
the next start brings the house up to date, and it is well. On SQLite, files that can't grow are a full disk.
"""

import os
import resource
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import peewee

from familychef import doctor, rooms, settings
from familychef.core import db, migrate
from familychef.relocating import OF_THE_CLOCK
from tests.faults.sudden import Mine, count
from tests.fixtures.storage import Databases
from tests.raw_rows import counts
from tests.releases import VERSIONS, restore
from tests.shapes import shape

PAGE = 4096
KILLED, REFUSED, DONE = "killed", "refused", "done"


class Trial:
    """One release's house in a database of this kind; `points` are all there are, `faults` what was wrong."""

    def __init__(self, kind, version, databases, folder):
        self.kind, self.version, self.folder = kind, version, Path(folder)
        self.databases, self.faults, self.ended = databases, [], []
        self.template = databases.empty(kind)
        restore(version, self.template)
        self.counts, self.shapes = counts(self.template), self._shapes()
        self.points = self._count()

    def kill(self, point):
        """End the migration at this point, as a power cut would."""
        what = f"killed at {point} of {self.points}"
        self._examine(what, lambda url: self._migrate(url, fatal=point), (KILLED,))

    def fill_the_disk(self, size):
        """No file may become larger than so many bytes."""
        self._examine(f"no room over {size} bytes", lambda url: self._migrate(url, largest=size), (REFUSED, DONE))

    def sizes(self, many):
        """So many file sizes, from where nothing can be written to where nearly everything can."""
        with self._copy() as url:
            self._migrate(url)
            last = Path(url[10:]).stat().st_size
        return [PAGE + last * number // many for number in range(many)]

    def _examine(self, what, act, expected):
        with self._copy() as url:
            before = len(self.faults)
            how = act(url)
            self._must(how in expected, what, f"it ended as {how}")
            self._must(shape(url) in self.shapes, what, "the schema is half-way")
            self._must(self._same_rows(url), what, "rows are gone, or new ones there")
            if self._migrate(url) == DONE:
                whole = shape(url) == self.shapes[-1] and self._same_rows(url)
                self._must(whole, what, "it is not as it should be then")
                self._must(not self._doctor(url), what, "the doctor finds something")
            else:
                self._must(False, what, "the next start does not finish it")
            self.ended.append(how if len(self.faults) == before else "faulty")

    def _must(self, fine, what, wrong):
        if not fine:
            self.faults.append(f"{self.kind} {self.version}, {what}: {wrong}")

    def _same_rows(self, url):
        found = counts(url)
        return self.counts == {table: found[table] for table in self.counts} and not any(
            found[table] for table in set(found) - set(self.counts)
        )

    def _count(self):
        with self._copy() as url:
            read, write = os.pipe()
            self._migrate(url, tell=write)
            return int(os.read(read, 20))

    def _shapes(self):
        """What the schema looks like after each number of migrations, from none of ours to all."""
        with self._copy() as url:
            found = [shape(url)]
            for name in migrate.known():
                self._migrate(url, until=name)
                if shape(url) != found[-1]:
                    found.append(shape(url))
            return found

    @contextmanager
    def _copy(self):
        url = self.databases.empty(self.kind)
        if self.kind == "sqlite":
            shutil.copyfile(self.template[10:], url[10:])
        else:
            self.databases.become(url, self.template)
        yield url
        self.databases.drop(url)

    def _migrate(self, url, fatal=None, largest=None, until=None, tell=None):
        """In a process of its own, as the start does it: KILLED, REFUSED or DONE."""
        child = os.fork()
        if not child:
            os._exit(_bring_up(self._settings(url), fatal, largest, until, tell))
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return KILLED
        return REFUSED if os.WEXITSTATUS(status) else DONE

    def _doctor(self, url):
        db.connect(self._settings(url))
        found = doctor.examine(self._settings(url))
        db.database.close_all() if db.is_postgres() else db.database.close()
        return [each for each in found if not each.rule.startswith(OF_THE_CLOCK)]

    def _settings(self, url):
        return settings.read({"DATABASE_URL": url, "FAMILYCHEF_DATA": str(self.folder / "data")})


def _bring_up(current, fatal, largest, until, tell):
    """The child's whole life; its exit code."""
    try:
        _prepare(current, fatal, largest)
        if until:
            with db.reading():
                migrate._runner().up(until)
        else:
            migrate.migrate(current)
        if tell:
            os.write(tell, str(Mine.asked).encode())
        return 0
    except (peewee.PeeweeException, SystemExit):
        return 1


def _prepare(current, fatal, largest):
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    db.connect(current)
    count(fatal)


def spread(points, many):
    """`many` of 1 … points, the first and the last among them."""
    return sorted({1 + (points - 1) * number // max(many - 1, 1) for number in range(many)})


def run(kind, many, databases, folder):
    """From each release; the oldest has the longest way and most of the points. The Trials."""
    for version in VERSIONS:
        trial = Trial(kind, version, databases, folder)
        share = many if version == VERSIONS[0] else max(many // 5, 2)
        for point in spread(trial.points, share):
            trial.kill(point)
        for size in trial.sizes(share) if kind == "sqlite" else ():
            trial.fill_the_disk(size)
        databases.drop(trial.template)
        yield trial


def main(many, kinds):
    rooms.load()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(Path(folder))
        try:
            for trial in (trial for kind in kinds for trial in run(kind, many, databases, folder)):
                ends = ", ".join(f"{trial.ended.count(how)} {how}" for how in sorted(set(trial.ended)))
                print(f"{trial.kind} from {trial.version}, {trial.points} points: {ends}", flush=True)
                faults += trial.faults
        finally:
            databases.stop()
    print("\n".join(faults) or "Every start finished what was begun, and nothing was lost.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:] or ["sqlite", "postgres"]))
