"""E6: the disk runs full in a storm of orders, and is free again; nothing is half written, nobody restarts anything.

python -m tests.faults.disk [rounds] [seed]     (as root, on Linux: it mounts a small file system of its own)

In each round the data folder's disk, 64 MiB in memory, is filled to the last byte while four families order. Meanwhile
pages can be read; what can't be written says so with 507 or 503 and is not there; when there is room again, orders go
on in the same process. Printed for each round: the statuses; ends with 1 when anything else was seen, or when the judge
or the doctor find something.
"""

import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path

from tests.faults.orders import Day
from tests.fixtures.storage import migrate
from tests.serving import exchange

SIZE = "64m"
CALM, EXPECTED, WHILE_FULL = 30, {0, 200, 303, 409}, {200, 303, 409, 503, 507}


def fill(folder):
    """Takes all the room there is, again and again until `free` is called; the function that gives it back."""
    over, ballast = threading.Event(), folder / "ballast"

    def grow():
        with ballast.open("wb", buffering=0) as file:
            while not over.is_set():
                try:
                    file.write(b"\0" * 65536)
                except OSError:
                    over.wait(0.02)

    thread = threading.Thread(target=grow, daemon=True)
    thread.start()

    def free():
        over.set()
        thread.join()
        ballast.unlink()

    return free


def one(day, seed):
    """{status: how many}, and what was not as it should be; the house goes on afterwards."""
    day.seed, day.over = seed, threading.Event()
    before = len(day.history.deeds)
    with day.going([day.server.port]):
        day.wait_for(before + CALM)
        free = fill(day.server.data)
        day.over.wait(5)
        pages = [read(day, path) for path in ("/", "/orders", "/pantry") for _ in range(5)]
        free()
        mark = len(day.history.deeds)
        day.wait_for(mark + CALM)
    late = Counter(deed.status for deed in day.history.deeds[mark + len(day.households) * 5:])
    faults = [f"a page was {status} while the disk was full" for status in pages if status != 200]
    faults += [f"{status} after there was room again" for status in late if status not in EXPECTED]
    return Counter(deed.status for deed in day.history.deeds[before:]), faults


def read(day, path):
    home = day.households[0]
    cookies = "; ".join(f"{name}={value}" for name, value in home.cookies[home.cook.id].items())
    return exchange(day.server.port, "GET", path, headers={"Cookie": cookies}).status


def main(rounds=10, seed=1):
    folder = Path(tempfile.mkdtemp(prefix="disk"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", folder], check=True)
    try:
        return trial(folder, rounds, seed)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def trial(folder, rounds, seed):
    url, faults = f"sqlite:///{folder / 'house.db'}", []
    migrate(url, folder)
    day = Day(folder, url, seed)
    day.server.start()
    for number in range(rounds):
        statuses, found = one(day, seed + number)
        faults += found
        print(f"round {number + 1}: {dict(statuses)} {found}", flush=True)
    day.server.stop()
    faults += day.found()
    print(f"faults: {len(faults)} {faults[:10]}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
