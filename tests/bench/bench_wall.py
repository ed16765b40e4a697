"""From tap to paint on a wall with 40 open tickets and a CPU four times slower: `python -m tests.bench.bench_wall`."""

import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from tests.bench.bench_canaries import connected
from tests.cast import World
from tests.chromium import launch
from tests.kitchen import busy
from tests.people import People
from tests.serving import Server

TICKETS, SLOWER, TAPS, MOST_MS = 40, 4, 20, 100
WATCH = """() => { window.painted = []; addEventListener('click', event => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => painted.push(performance.now() - event.timeStamp);
  channel.port2.postMessage(0); }), true); }"""


def main():
    folder = Path(tempfile.mkdtemp(prefix="bench"))
    current = connected(folder)
    world = World.founded(None)
    dish = busy.lasagne(world.rossi, 5000)
    for number in range(TICKETS):
        busy.order(world.leo, dish, key=f"ticket-number-{number}").accept(world.nonna)
    server = Server(folder / "server", current.database_url).start()
    try:
        taken = tapped(server)
    finally:
        server.stop()
    print(f"{TICKETS} tickets, CPU {SLOWER} times slower, {len(taken)} taps: "
          f"median {median(taken):.0f} ms, slowest {max(taken):.0f} ms from tap to paint")
    return 1 if median(taken) > MOST_MS else 0


def tapped(server):
    """Milliseconds from the tap to the frame that shows it, for as many taps."""
    with sync_playwright() as playwright:
        people = People(launch(playwright))
        page = people("nonna", server, {"viewport": {"width": 1920, "height": 1080}, "has_touch": True})
        page.goto("/kitchen")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.evaluate(WATCH)
        for _number in range(TAPS):
            page.wait_for_timeout(700)
            page.locator("#tickets button.line[aria-pressed=false]").first.tap(timeout=60_000)
        page.wait_for_function("wanted => painted.length >= wanted", arg=TAPS)
        return page.evaluate("painted")


if __name__ == "__main__":
    sys.exit(main())
