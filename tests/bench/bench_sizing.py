"""How large a server has to be: `python -m tests.bench.bench_sizing [seconds]`, the figures of docs/install.md.

One house on SQLite with a family of five and one dish. Printed: seconds until it can serve, its memory when idle, with
twenty pages open and after each load, and what it answers meanwhile: pages by eight readers, and wishes put into
carts by eight eaters, each so many seconds long. Who asks runs on the same machine and takes its share of it.
"""

import os
import platform
import sys
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter

from tests.bench.bench_canaries import connected
from tests.cast import World
from tests.core.stream import Stream
from tests.kitchen import busy
from tests.serving import Server
from tests.storm import Call, Storm

PEOPLE, PAGES, SECONDS = 8, 20, 5


def main(seconds=SECONDS):
    folder = Path(tempfile.mkdtemp(prefix="bench"))
    current = connected(folder)
    world = World.founded(None)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}")
    began = perf_counter()
    server = Server(folder / "server", current.database_url, env={"FAMILYCHEF_LIMITS": 10_000}).start()
    try:
        print(f"ready after {perf_counter() - began:.1f} s")
        tell(server, world, seconds)
    finally:
        server.stop()
    return 0


def tell(server, world, seconds):
    cookies = world.cookies(world.leo)
    print(f"idle: {memory(server):.0f} MB")
    streams = [Stream(server, world.cookies(world.nonna)) for _ in range(PAGES)]
    for stream in streams:
        stream.wait_for("hello")
    print(f"{PAGES} pages open: {memory(server):.0f} MB")
    dish = busy.lasagne(world.rossi, 100_000).id
    loaded(server, "pages of the menu", lambda who, number: Call("GET", "/menu", cookies=cookies), seconds)
    loaded(server, "wishes into carts", lambda who, number: wish(dish, who, number, cookies), seconds)
    for stream in streams:
        stream.close()


def wish(dish, who, number, cookies):
    return Call("POST", "/cart/items", {"dish": dish, "portions": 1, "key": f"wish-{who}-{number:06}"}, cookies=cookies)


def loaded(server, name, call, seconds):
    """Let them all ask for so long, and tell how fast it went."""
    people = [partial(call, who) for who in range(PEOPLE)]
    began = perf_counter()
    with Storm(server, people) as storm:
        while perf_counter() - began < seconds and not storm.unanswered:
            storm.wait_for(len(storm.answered) + 1)
    took = perf_counter() - began
    refused = sum(answer.status >= 400 for _call, answer in storm.answered) + len(storm.unanswered)
    print(f"{name}: {len(storm.answered) / took:.0f} a second, {refused} refused, {memory(server):.0f} MB after")


def memory(server):
    """Resident megabytes of the server's process."""
    lines = Path(f"/proc/{server.pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
