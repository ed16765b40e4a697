"""`familychef migrate-to`: the whole house moves to another database, and both sides are counted and looked at."""

import hashlib
import json

import peewee

from . import doctor
from .backups.houses import RUNNING
from .core import carrying, db, migrate
from .core.db import database, every_model
from .core.key_order import count_on, parents_first

FAILS = (peewee.PeeweeException, ValueError, TypeError, OverflowError)
OF_THE_CLOCK = ("I-46", "I-47")
RUNNERS_OWN = {"schema_migration"}


class Refused(Exception):
    """A sentence about why the house can't move."""


class Tally:
    """What a table holds, whatever the order of its rows: how many, and the sum of their digests."""

    def __init__(self):
        self.count, self._sum = 0, 0

    def add(self, values):
        said = json.dumps(values, default=str, sort_keys=True).encode()
        self.count, self._sum = self.count + 1, self._sum + int.from_bytes(hashlib.sha256(said).digest())

    def __eq__(self, other):
        return (self.count, self._sum) == (other.count, other._sum)


def run(here, there, *, say=print):
    """Copy all rows of `here` into the empty database of `there`, both settings of one data folder.

    Returns 0 when they are there and both sides are well; 1 when `there` is as empty as before. `here` stays as it is.
    """
    db.own(here if here.sqlite else there)
    try:
        _look_at_the_old(here)
        tallies = _move(here, there)
    except Refused as why:
        say(f"Nothing was moved. {why}")
        return 1
    for table in sorted(tallies):
        say(f"{table}: {tallies[table].count}")
    say(f"All {sum(tally.count for tally in tallies.values())} rows are there, the same on both sides. All is well.")
    say(f"From now on start with DATABASE_URL={there.database_url}")
    say("The old database is as it was. Keep it until you are content, and never start both.")
    return 0


def _look_at_the_old(settings):
    """It must be whole, of this schema, and nobody may be at home."""
    db.connect(settings)
    try:
        with db.reading():
            _refuse_others(database)
            migrate.refuse_newer()
            if missing := migrate.missing():
                raise Refused(f"First bring this database up to date with `familychef migrate`: it lacks {missing[0]}.")
            _refuse_strange_tables()
        _refuse_broken(settings, "the old database", OF_THE_CLOCK)
    finally:
        _let_go()


def _move(here, there):
    """Schema and rows in one transaction: who pulls the plug leaves nothing behind. {table: Tally}."""
    db.connect(there)
    try:
        with db.apart(here) as source, db.reading(), db.write():
            _refuse_unless_empty()
            migrate.migrate(there)
            tallies = {model._meta.table_name: _copied(source, model) for model in parents_first(every_model())}
            count_on()
            _refuse_others(source)
            _refuse_broken(there, "the new database", OF_THE_CLOCK)
            return tallies
    finally:
        _let_go()


def _refuse_others(place):
    """A SQLite file has an owner, and that is us by now."""
    if isinstance(getattr(place, "obj", place), peewee.PostgresqlDatabase):
        (others,) = place.execute_sql(RUNNING).fetchone()
        if others:
            raise Refused("Somebody is connected to the old database: stop FamilyChef everywhere first.")


def _refuse_strange_tables():
    """What has no model would be left behind."""
    known = {model._meta.table_name: set(model._meta.columns) for model in every_model()}
    tables = set(database.get_tables()) - RUNNERS_OWN
    strange = tables ^ set(known) or {
        table for table in tables if known[table] != {column.name for column in database.get_columns(table)}
    }
    if strange:
        raise Refused(f"These tables are not as this FamilyChef knows them: {', '.join(sorted(strange))}.")


def _refuse_unless_empty():
    if tables := database.get_tables():
        raise Refused(f"The new database is not empty: it has a table {tables[0]}.")


def _refuse_broken(settings, which, never_mind):
    found = [each for each in doctor.examine(settings) if not each.rule.startswith(never_mind)]
    if found:
        raise Refused(f"The doctor finds something in {which}: {found[0].rule}, for example {found[0].rows[0]}.")


def _copied(source, model):
    """Every row of one table; read again where it went, it must be the same. The Tally of it."""
    table, sent, arrived = model._meta.table_name, Tally(), Tally()
    fields = model._meta.sorted_fields
    try:
        for page in _pages(source, model):
            for values in page:
                sent.add(values)
            model.insert_many(page, fields=fields).execute()
        for page in _pages(database.obj, model):
            for values in page:
                arrived.add(values)
    except FAILS as error:
        raise Refused(f"The new database doesn't take {table}: {str(error).splitlines()[0]}.") from None
    if sent != arrived:
        raise Refused(f"{table} is not the same on both sides: {sent.count} rows here, {arrived.count} there.")
    return sent


def _pages(place, model):
    fields, is_text = model._meta.sorted_fields, isinstance(place, peewee.SqliteDatabase)
    for rows in carrying.pages_of(place, model, peewee.SQL("1 = 1"), fields):
        yield [[_value(field, bare, is_text) for field, bare in zip(fields, row, strict=True)] for row in rows]


def _value(field, bare, is_text):
    """As the house knows it; JSON is text in one database, and in the other read by its driver."""
    if isinstance(field, peewee.JSONField):
        return json.loads(bare) if is_text and bare is not None else bare
    else:
        return field.python_value(bare)


def _let_go():
    database.close_all() if db.is_postgres() else database.close()
