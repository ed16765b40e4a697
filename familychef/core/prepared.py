"""Questions asked at nearly every request: their SQL is written once, and only their values are new each time."""

import peewee

from .db import database


class Prepared:
    """`Prepared(write)(token=…)`: the query that `write(blank)` gives, with its blanks filled in.

    `write` is called once for each kind of database. `blank(what, field=None)` stands for a value there: `what` is its
    name, or a function that gives it; `field` says whose values it is compared with, where these are no plain ones.
    How many rows there are is said by the query itself: a limit set on it later comes too late.
    """

    def __init__(self, write):
        self.write, self.written = write, {}

    def __call__(self, **values):
        query, sql, slots = self._known()
        asked = query.clone()
        asked.__sql__ = peewee.SQL(sql, _filled(slots, values)).__sql__
        return asked

    def rows(self, **values):
        """[row], as the database gives them: nothing is turned into what a field would make of it."""
        _query, sql, slots = self._known()
        return database.execute_sql(sql, _filled(slots, values)).fetchall()

    def _known(self):
        kind = type(database.obj)
        if kind not in self.written:
            query = self.write(blank)
            self.written[kind] = (query, *query.sql())
        return self.written[kind]


class Blank:
    def __init__(self, what, field=None):
        self.what, self.turned = what, field.db_value if field else lambda value: value

    def filled(self, values):
        return self.turned(self.what() if callable(self.what) else values[self.what])


def _filled(slots, values):
    return [slot.filled(values) if isinstance(slot, Blank) else slot for slot in slots]


def blank(what, field=None):
    return peewee.Value(Blank(what, field), converter=False, unpack=False)
