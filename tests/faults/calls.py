"""E5: the n-th time the house asks the system to write, sync, open, rename or cut a file, the system says no.

python -m tests.faults.calls [first] [last]     (on Linux, with strace)

For each number a house with four families serves a short day of orders while that one call fails, once with ENOSPC and
once with EIO. It may refuse with 5xx, or end; what it acknowledged is there after a plain start, nothing is half there,
and the doctor finds nothing. Printed: for each call in how many of the trials it failed; ends with 1 when something is
not so.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.faults.order_judge import examined, judged
from tests.faults.orders import Day
from tests.fixtures.storage import migrate

CALLS, ERRORS = ("pwrite64", "fdatasync", "fsync", "openat", "rename", "ftruncate"), ("ENOSPC", "EIO")
DEEDS = 6


class Strace:
    """Holds a running process; `call` fails with `error` at its n-th time from now on."""

    def __init__(self, pid, call, error, number, log):
        command = ["strace", "-f", "-p", str(pid), "-o", log, "-e", f"trace={call}",
                   "-e", f"inject={call}:error={error}:when={number}"]
        self._popen = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self._popen.stderr.readline()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._popen.terminate()
        self._popen.communicate()


def trial(original, folder, call, error, number):
    """(did the call fail?, what is not as it should be), on a copy of the original house."""
    shutil.copytree(original.server.folder.parent, folder, ignore=shutil.ignore_patterns("*.lock"))
    day = original.moved(folder)
    day.server.start()
    with Strace(day.server.pid, call, error, number, folder / "strace.log"), day.going([day.server.port]):
        wait(day)
    if day.server.process.returncode is None:
        day.server.kill()
    day.server.start()
    ready = day.server.request("GET", "/health/ready").status
    day.server.stop()
    faults = [" ".join(map(str, each)) for each in judged(day.server, day.history)] + examined(day.server)
    failed = "(INJECTED)" in (folder / "strace.log").read_text()
    return failed, faults + ([] if ready == 200 else [f"ready says {ready} after a plain start"])


def wait(day):
    """Some deeds, or that the house has ended."""
    for _ in range(600):
        if len(day.history.deeds) >= DEEDS or day.server.process.returncode is not None:
            return
        day.over.wait(0.02)


def main(first=1, last=40):
    folder = Path(tempfile.mkdtemp(prefix="calls"))
    (folder / "house").mkdir()
    url = f"sqlite:///{folder / 'house' / 'house.db'}"
    migrate(url, folder / "house")
    original, faults, numbers = Day(folder / "house", url), [], Counter()
    tried = (last - first + 1) * len(ERRORS)
    for call in CALLS:
        for number in range(first, last + 1):
            for error in ERRORS:
                place = folder / f"{call}-{error}-{number}"
                failed, found = trial(original, place, call, error, number)
                numbers[call] += failed
                faults += [f"{call} {error} {number}: {each}" for each in found]
                shutil.rmtree(place)
        print(f"{call}: failed in {numbers[call]} of {tried} trials, {len(faults)} faults so far", flush=True)
    print(f"faults: {len(faults)} {faults[:20]}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
