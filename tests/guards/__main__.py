"""Takes each guard away, one at a time, in a copy of the house, and sees a test turn red: `python -m tests.guards`."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.guards import clock, coming_and_going, following, list, other_ways, outage, screens, telling

ROOMS = (list, coming_and_going, other_ways, outage, screens, clock, telling, following)
GUARDS = tuple(guard for room in ROOMS for guard in room.GUARDS)

ROOT = Path(__file__).resolve().parents[2]
LEFT = shutil.ignore_patterns(".git", ".venv", "__pycache__", "data", ".pytest_cache", ".hypothesis")


def main(wanted=()):
    chosen = [guard for guard in GUARDS if not wanted or any(word in guard.name for word in wanted)]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(ROOT, Path(folder) / "house", ignore=LEFT))
        if not healthy(chosen, copy):
            return 2
        unnoticed = [guard.name for guard in chosen if not noticed(guard, copy)]
    print(f"{len(chosen)} guards removed, {len(chosen) - len(unnoticed)} noticed")
    return 1 if unnoticed else 0


def healthy(chosen, copy):
    """With every guard in its place the tests are green; else nothing that follows would mean anything."""
    for database in sorted({guard.database for guard in chosen}):
        tests = sorted({test for guard in chosen if guard.database == database for test in guard.tests})
        run = run_tests(copy, tests, database, "-n2")
        print(f"with all guards, {database}: {last_line(run)}", flush=True)
        if run.returncode:
            print(run.stdout[-3000:])
            return False
    return True


def noticed(guard, copy):
    """Does a test turn red without this guard? Prints one line."""
    file = copy / guard.file
    whole = file.read_text()
    file.write_text(guard.removed_from(whole))
    run = run_tests(copy, guard.tests, guard.database, "-n0", "-x")
    file.write_text(whole)
    red = run.returncode == 1
    told = next((line for line in run.stdout.splitlines() if line.startswith("FAILED")), last_line(run))
    print(f"{'red  ' if red else 'GREEN'} {guard.name:48} {told[:120]}", flush=True)
    return red


def run_tests(copy, tests, database, *options):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, *tests]
    environment = os.environ | {"FAMILYCHEF_TEST_DATABASES": database}
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)


def last_line(run):
    return (run.stdout.strip().splitlines() or ["nothing"])[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
