"""The read replica: a streaming copy of the database, asked only as long as it knows what the house knows."""

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import NamedTuple

import peewee

from . import postgres
from .pool import Busy, Pool
from .trail import Trail

log = logging.getLogger(__name__)
RESTS, ASKING, ANSWERING, OLDEST = 5, 1, 10, 10
FOLLOWS, BEHIND, AWAY, STRANGER = "follows", "behind", "away", "stranger"
WHICH = """
    SELECT system_identifier::text || '/' || oid FROM pg_control_system(), pg_database
    WHERE datname = current_database()
"""
AHEAD = f"SELECT ({WHICH}), pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"
HERE = f"""
    SELECT ({WHICH}), pg_is_in_recovery(), pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint,
        (SELECT version FROM family WHERE id = %s)
"""
_leads = ContextVar("leading_replica", default=None)


class Place(NamedTuple):
    """Where a replica is; `behind` in seconds, None where nobody can know."""

    kind: str
    behind: float | None = None


class Led(peewee.DatabaseProxy):
    """The database, of which `obj` is the primary; while a replica leads, what is asked goes there."""

    __slots__ = (*peewee.DatabaseProxy.__slots__, "replica")

    def __init__(self):
        self.replica = None
        super().__init__()

    def __getattr__(self, name):
        leader = _leads.get()
        return super().__getattr__(name) if leader is None else getattr(leader, name)


class Replica(Pool):
    """`begun`: how many reads it began to answer, `instead`: how many the primary answered in its place.

    `fails`: the errors that are its own trouble, and not the reader's; a table that isn't there yet is one.
    """

    def __init__(self, url):
        super().__init__(url, patience=0)
        self.begun = self.instead = 0
        self.fails = _failures()
        self._trail, self._which = Trail(), None
        self._failed, self._again = False, 0

    def worth_asking(self):
        """After a failure one request in so many seconds tries it again, and the others wait for nothing."""
        if self._failed and monotonic() >= self._again:
            self._again = monotonic() + RESTS
            return True
        return not self._failed

    def knows(self, family, primary):
        """Has it got as far as this family was when the request came in, and nowhere fallen far behind?

        Leaves its connection open, for what is asked next.
        """
        with postgres.within(ASKING):
            self.connect()
            place, version = self._place(family.id, primary)
        self._works()
        return place.kind == FOLLOWS and version is not None and version >= family.version

    def look(self, primary):
        """Its Place now, for who looks after the server; it waits for a moment only."""
        try:
            with postgres.within(ASKING), self.connection_context():
                return self._place(None, primary)[0]
        except Busy:
            return Place(BEHIND)
        except self.fails:
            return Place(AWAY)

    @contextmanager
    def leading(self):
        """What is asked of the database meanwhile goes here. Raises OperationalError when it takes too long."""
        token = _leads.set(self)
        try:
            self.begun += 1
            with postgres.within(ANSWERING):
                yield
        finally:
            _leads.reset(token)

    def fail(self, error):
        if not self._failed:
            log.warning("the replica fails, the primary answers in its place (%s)", type(error).__name__)
        self._failed, self._again = True, monotonic() + RESTS

    def _works(self):
        if self._failed:
            log.warning("the replica is back")
        self._failed = False

    def _place(self, family_id, primary):
        """(its Place, the version of the family there); both servers are asked, the primary once a second."""
        if self._trail.is_due:
            began = monotonic()
            self._which, position = primary.execute_sql(AHEAD).fetchone()
            self._trail.mark(began, position)
        which, recovers, position, version = self.execute_sql(HERE, (family_id,)).fetchone()
        if which != self._which or not recovers or position is None:
            return Place(STRANGER), None
        fresh = self._trail.age(position) <= OLDEST
        return Place(FOLLOWS if fresh else BEHIND, self._trail.behind(position)), version

    def _opened(self):
        """It is for reading, also where somebody made a primary of it."""
        connection = super()._opened()
        try:
            with postgres.within(ASKING), connection.cursor() as cursor:
                cursor.execute("SET default_transaction_read_only = on")
        except BaseException:
            self._drop(connection)
            raise
        return connection


def _failures():
    """psycopg2's too: peewee hands some of them on as they are, as what a replica cancels to go on by itself."""
    from psycopg2 import OperationalError

    return peewee.OperationalError, peewee.InterfaceError, peewee.ProgrammingError, OperationalError


def leads():
    """Does a replica answer what is asked now?"""
    return _leads.get() is not None
