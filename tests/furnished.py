"""The demo families' house, furnished by a real first start now and then, and copied for each test that lives in it."""

import shutil
import sqlite3
import time
from contextlib import closing

from tests.serving import Server

FRESH_SECONDS = 180


class Furnished:
    """Every test that says `serve(demo=True)` would wait for the same thousands of rows to be written."""

    def __init__(self, databases, folder):
        self._databases = databases
        self._folder = folder
        self._houses = {}
        self._built = 0

    def move_into(self, server):
        """What a first start with the demo families leaves behind becomes this server's, which has not started yet."""
        kind = server.database_url.partition(":")[0]
        house = self._house(kind)
        shutil.copytree(house.data, server.data)
        if kind == "sqlite":
            _copy_file(house.database_url, server.database_url)
        else:
            self._databases.become(server.database_url, house.database_url)

    def _house(self, kind):
        """Orders are due a while after the first start, so none is kept for long."""
        house, built = self._houses.get(kind, (None, 0))
        if house is None or time.monotonic() - built > FRESH_SECONDS:
            if house:
                self._databases.drop(house.database_url)
            house, built = self._build(kind), time.monotonic()
            self._houses[kind] = house, built
        return house

    def _build(self, kind):
        self._built += 1
        url = self._databases.fresh(kind)
        house = Server(self._folder / f"{kind}{self._built}", url, demo=True).start()
        house.stop()
        return house


def _copy_file(source, target):
    paths = (url.removeprefix("sqlite:///") for url in (source, target))
    with closing(sqlite3.connect(next(paths))) as old, closing(sqlite3.connect(next(paths))) as new:
        old.backup(new)
