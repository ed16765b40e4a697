"""How soon the menu is there on a slow phone: `python -m tests.bench.bench_first_view [views]`.

400 kbit/s, 400 ms a round trip, a CPU four times slower; a demo menu; a fresh browser for each first view, then the
same page again, then once more with the worker and without any network. Printed: the median of the first paint, as
seconds and as a multiple of the same page's over an unlimited line in the same run. Ends with 1 above 2.0 s.
"""

import sys
import tempfile
from statistics import median

from playwright.sync_api import sync_playwright

from tests.browser.phones import settled
from tests.chromium import launch
from tests.people import PHONE, sign_in
from tests.serving import Server
from tests.wire import Wire

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
PAINTED = """() => new Promise((done) => {
  const look = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  if (look()) return done(look());
  const observer = new PerformanceObserver((_list, seer) => look() && (seer.disconnect(), done(look())));
  observer.observe({ type: "paint", buffered: true });
})"""
MOST = 2.0


def main(views=5):
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = Server(folder, f"sqlite:///{folder}/family.db", demo=True).start()
        wire, browser = Wire(house), launch(playwright)
        try:
            fast = [view(browser, house, FAST, 1)[0] for _ in range(views)]
            slow = [view(browser, house, SLOW, 4) for _ in range(views)]
            kept = [without_network(browser, wire) for _ in range(views)]
        finally:
            browser.close()
            wire.cut()
            house.stop()
    first, again, usual = (median(times) for times in (*zip(*slow, strict=True), fast))
    print(f"first paint of the menu: {first:.2f} s on a slow line and phone, {first / usual:.1f} times a fast one's")
    print(f"again: {again:.2f} s; from what was kept, without a network: {median(kept):.2f} s (slow phone)")
    return 1 if first > MOST else 0


def view(browser, house, line, slower):
    """(first view, second view) in seconds, in a browser that has nothing yet."""
    page = opened(browser, house, line, slower, service_workers="block")
    times = [paint(page), paint(page)]
    page.context.close()
    return times


def without_network(browser, wire):
    page = opened(browser, wire, FAST, 4, service_workers="allow")
    settled(page, "/menu")
    wire.cut()
    time = paint(page)
    page.context.close()
    wire.mend()
    return time


def opened(browser, house, line, slower, **options):
    context = browser.new_context(base_url=house.url, **PHONE, **options)
    sign_in(context, getattr(house, "server", house), "leo")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", line)
    network.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page


def paint(page):
    page.goto("/menu")
    return page.evaluate(PAINTED) / 1000


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
