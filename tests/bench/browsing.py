"""Browsers as they are in a house: a stream each, a page that follows it, and somebody who orders.

A process of its own: reads what to do as JSON from its input and prints what was seen: ms of orders, pages and news,
statuses, what was lost.
"""

import gevent.monkey

if __name__ == "__main__":
    gevent.monkey.patch_all()

import json
import random
import sys
from collections import Counter
from time import perf_counter

import gevent
from gevent.event import Event
from gevent.lock import RLock

from tests.bench.pressing import Caller

PAGES = ("/menu", "/menu", "/menu", "/orders", "/kitchen", "/pantry", "/shopping")
SOON, STAY, PATIENCE = 0.15, (5, 15), 30


class Town:
    """What was seen of all browsers together; `last`: {family: the number of its newest event that a browser heard}."""

    def __init__(self):
        self.orders, self.pages, self.news, self.statuses, self.lost = [], [], [], Counter(), 0
        self.sent = {}


class Browser:
    """A person's: `heard` is the number of the newest event its stream has told of."""

    def __init__(self, town, port, cookie, family, seed):
        self.town, self.port, self.cookie, self.family = town, port, cookie, family
        self.dice, self.heard, self.page, self.lock = random.Random(seed), 0, "/menu", RLock()
        self.caller, self.news, self.over = Caller(port, cookie), Event(), False
        gevent.spawn(self._listen), gevent.spawn(self._walk), gevent.spawn(self._follow)

    def ask(self, what, times):
        """The status, or 0; one thing at a time, as on a kept connection."""
        with self.lock:
            began = perf_counter()
            try:
                status = self.caller.ask(what)[0]
            except (OSError, IndexError, ValueError):
                self.town.lost += 1
                self.caller = Caller(self.port, self.cookie)
                return 0
            times.append((perf_counter() - began) * 1000)
            self.town.statuses[status] += 1
            return status

    def _listen(self):
        stream = Caller(self.port, self.cookie)
        stream.socket.sendall(f"GET /live HTTP/1.1\r\n{stream.headers}\r\n".encode())
        for raw in stream.file:
            if raw.startswith(b"id:"):
                self.heard = int(raw[3:])
                self.news.set()
                self._tell()

    def _tell(self):
        began = self.town.sent.get(self.family)
        if began:
            self.town.news.append((perf_counter() - began) * 1000)

    def _walk(self):
        gevent.sleep(self.dice.uniform(0, STAY[1]))
        while not self.over:
            self.page = self.dice.choice(PAGES)
            self.ask(self.page, self.town.pages)
            gevent.sleep(self.dice.uniform(*STAY))

    def _follow(self):
        while not self.over:
            self.news.wait()
            self.news.clear()
            gevent.sleep(self.dice.uniform(0, SOON))
            self.ask(self.page, self.town.pages)


def main():
    told, town = json.load(sys.stdin), Town()
    browsers = [Browser(town, told["port"], cookie, family, number)
                for number, (cookie, _dish, family) in enumerate(told["people"])]
    gevent.sleep(2)
    go_on(told, town, browsers)
    behind = not_there(browsers)
    for browser in browsers:
        browser.over = True
    seen = {"orders": town.orders, "pages": town.pages, "news": town.news, "statuses": town.statuses}
    print(json.dumps(seen | {"lost": town.lost, "behind": behind}))


def go_on(told, town, browsers):
    """Somebody orders, so many times a second, for so long."""
    dice, began, number = random.Random(7), perf_counter(), 0
    while number < told["seconds"] * told["rate"]:
        chosen = dice.randrange(len(browsers))
        gevent.spawn(order, town, browsers[chosen], told["people"][chosen][1], number)
        number += 1
        gevent.sleep(max(0.0, began + number / told["rate"] - perf_counter()))


def order(town, browser, dish, number):
    """Into the cart and to the kitchen; the time is that of both."""
    began, times = perf_counter(), []
    browser.ask(("/cart/items", f"dish={dish}&portions=1&key=add-{number:08}"), times)
    town.sent[browser.family] = perf_counter()
    if browser.ask(("/orders", f"key=order-{number:08}&cart=&when=now"), times) == 303:
        town.orders.append((perf_counter() - began) * 1000)


def not_there(browsers):
    """How many browsers don't come to know what the others of their family know."""
    gevent.sleep(2)
    newest = {}
    for browser in browsers:
        newest[browser.family] = max(newest.get(browser.family, 0), browser.heard)
    ends = perf_counter() + PATIENCE
    while perf_counter() < ends and any(browser.heard < newest[browser.family] for browser in browsers):
        gevent.sleep(0.1)
    return sum(browser.heard < newest[browser.family] for browser in browsers)


if __name__ == "__main__":
    main()
