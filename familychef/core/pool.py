"""Connections to PostgreSQL that are used again: never a dead one, never too many, and nobody waits for long."""

import threading
from collections import deque

import peewee
from playhouse.db_url import parse

from . import postgres

MOST, PATIENCE, OPENING = 16, 10, 5
KEEPALIVE = {
    "keepalives": 1,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "connect_timeout": OPENING,
    "application_name": "familychef",
}


class Busy(peewee.OperationalError):
    """It works, and has no connection to spare."""


def alone(url):
    """A database for one connection outside of the pool."""
    return peewee.PostgresqlDatabase(**arguments(url))


def arguments(url):
    """What psycopg2 needs to know; name and password may hold percent-encoded letters."""
    return KEEPALIVE | parse(url, unquote_password=True, unquote_user=True)


class Pool(peewee.PostgresqlDatabase):
    """At most `most` connections at once. Whoever finds none waits `patience` seconds, then Busy.

    `in_use` and `idle` are how many there are of each.
    """

    def __init__(self, url, most=MOST, patience=PATIENCE):
        self.patience, self._idle, self.in_use = patience, deque(), 0
        self._free = threading.Semaphore(most)
        super().__init__(**arguments(url))

    def connect(self, reuse_if_open=False):
        """As peewee's, but that who opens a connection holds up nobody who takes a kept one, or gives one back."""
        if not self.is_closed():
            return super().connect(reuse_if_open)
        self._state.reset()
        if not self._free.acquire(timeout=self.patience):
            raise Busy("all connections are in use")
        with peewee.__exception_wrapper__:
            self._state.set_connection(self._connect())
            if self.server_version is None:
                self._set_server_version(self._state.conn)
        return True

    @property
    def idle(self):
        return len(self._idle)

    def close_all(self):
        """This thread's connection, and all that nobody uses."""
        self.close()
        while self._idle:
            self._drop(self._idle.pop())

    def _connect(self):
        """On a place that is taken already; whoever gets none leaves it."""
        try:
            connection = self._kept() or self._opened()
        except BaseException:
            self._free.release()
            raise
        self.in_use += 1
        return connection

    def _kept(self):
        """The connection that was used last and still lives, or None."""
        while self._idle:
            connection = self._idle.pop()
            if not postgres.is_dead(connection):
                return connection
            self._drop(connection)
        return None

    def _opened(self):
        with postgres.within(OPENING):
            return super()._connect()

    def _close(self, connection):
        try:
            if not connection.closed and self._adapter.is_connection_reusable(connection):
                self._idle.append(connection)
            else:
                self._drop(connection)
        finally:
            self.in_use -= 1
            self._free.release()

    def _drop(self, connection):
        super()._close(connection)
