"""Phones: with a worker that fetches ahead, or with a profile that outlives the browser."""

import contextlib
import datetime as dt
import os
import re
import signal
from pathlib import Path

from playwright.sync_api import Error, expect

from tests.chromium import with_profile
from tests.people import PHONE, sign_in

HAS = """async (path) => {
  const name = (await caches.keys()).find((each) => each.startsWith("data-"));
  return Boolean(name && await (await caches.open(name)).match(path));
}"""


def settled(page, path="/"):
    """The page is open, and what is fetched ahead has been."""
    page.goto(path)
    until(page, lambda: page.evaluate(HAS, "/offline"))


def another_page(page):
    """Of the same browser; the one before is closed, so that it goes nowhere by itself."""
    other = page.context.new_page()
    page.close()
    return other


def order(page, dish="Lasagne"):
    """Sent to the kitchen, with the network; the order's id, and its page is open."""
    page.goto("/menu")
    page.get_by_role("button", name=f"Add {dish}", exact=True).click()
    expect(page.locator("#cartbar")).to_contain_text("1")
    page.goto("/cart")
    page.get_by_role("button", name="Send to the kitchen").click()
    page.wait_for_url(re.compile(r"/orders/\d+$"))
    return int(page.url.rpartition("/")[2])


def until(page, true, seconds=20):
    """Ask until it is so: a worker goes on by itself, and no page is told."""
    for _ in range(seconds * 20):
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never came true")


class Pocket:
    """A phone: a browser with a profile that outlives it; `kill()` ends it as an empty battery does."""

    def __init__(self, playwright, profile, wire):
        self.playwright, self.profile, self.wire, self.context = playwright, profile, wire, None

    def open(self, who="pia", path="/shopping", ahead=0):
        """This person's page, on a phone whose clock is so many seconds ahead."""
        self.context = with_profile(self.playwright, self.profile, base_url=self.wire.url, **PHONE)
        if ahead:
            self.context.clock.install(time=dt.datetime.now() + dt.timedelta(seconds=ahead))
        sign_in(self.context, self.wire.server, who)
        page = self.context.new_page()
        page.goto(path)
        return page

    def kill(self):
        for pid in self._processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.close()

    def close(self):
        with contextlib.suppress(Error):
            if self.context:
                self.context.close()

    def _processes(self):
        mine = f"--user-data-dir={self.profile}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mine in folder.joinpath("cmdline").read_bytes().split(b"\0"):
                    yield int(folder.name)
