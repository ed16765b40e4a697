"""The house that is measured: a family with so many dishes, people to press on it, and hello beside it."""

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests import cast, larder
from tests.bench.bench_menu import furnish
from tests.fixtures.storage import ROOT, clean_environment
from tests.kitchen import busy
from tests.processes import Process, free_port, listens
from tests.serving import Server

GUESTS = 32
TICKS = os.sysconf("SC_CLK_TCK")


class House:
    """A running server with a family of `dishes`; `cookies`: headers of its guests; `dish`: one they may all order."""

    def __init__(self, dishes=500):
        from familychef.core.db import database

        self.family = furnish(dishes)
        url = f"sqlite:///{database.database}"
        self.dish = busy.lasagne(self.family, 10**6)
        self.flour = larder.ingredient(self.family, "Flour")
        larder.lot(self.flour, 10**9)
        self.cookies = [f"{cast.COOKIE}={cast.open_session(guest)}" for guest in self._guests()]
        database.close()
        self.server = Server(Path(tempfile.mkdtemp(prefix="bench")) / "server", url)

    def _guests(self):
        return busy.people(self.family, GUESTS, roles=("chef", "shopper", "admin"))

    @property
    def order(self):
        """What a guest sends for an order: the dish into the cart, then the cart to the kitchen."""
        key = "{caller:03}-{number:06}"
        return (
            ("/cart/items", f"dish={self.dish.id}&portions=1&key=add-{key}"),
            ("/orders", f"key=order-{key}&cart=&when=now"),
        )

    @property
    def change(self):
        """What changes the stock, and so the menu."""
        return f"/pantry/items/{self.flour.id}/uses", "quantity=1+g&key=use-{caller:03}-{number:06}"

    def worked(self):
        return worked(self.server.pid)


class Hello:
    """Flask's hello on the house's own server."""

    def __enter__(self):
        self.port = free_port()
        command = [sys.executable, "-m", "tests.bench.hello", str(self.port)]
        self.process = Process(command, tempfile.mkdtemp(prefix="hello"), env=clean_environment(PYTHONPATH=ROOT))
        self.process.wait_until(lambda: listens(self.port))
        return self

    def __exit__(self, *_):
        self.process.stop()

    def worked(self):
        return worked(self.process.pid)


def worked(pid):
    """Seconds of processor time this process has used."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def started(server):
    """Seconds from nothing to the first answer."""
    began = perf_counter()
    server.start()
    return perf_counter() - began
