"""Brings the schema up to date, one process at a time."""

import fcntl
import logging

from playhouse.migrations import Runner

from .db import database, is_postgres, reading
from .paths import data_dir

LOCK = 7311


class NewerSchema(SystemExit):
    """The database was written by a newer FamilyChef; nothing was changed."""


def migrate(settings):
    """Run what is missing; returns the names of the migrations that ran. Raises NewerSchema."""
    logging.getLogger("peewee.migrations").setLevel(logging.WARNING)
    with reading():
        if is_postgres():
            database.execute_sql("SELECT pg_advisory_lock(%s)", (LOCK,))
            try:
                return _run()
            finally:
                database.execute_sql("SELECT pg_advisory_unlock(%s)", (LOCK,))
        with open(settings.data / "migrate.lock", "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            return _run()


def missing():
    """Names of the migrations that have not run yet."""
    return [migration.name for migration in _runner().status() if migration.path and not migration.applied]


def known():
    """Names of the migrations this FamilyChef has: its schema's version."""
    return sorted(path.stem for path in data_dir("migrations").glob("[0-9]*.py"))


def refuse_newer():
    """Raises NewerSchema when somebody newer has been here; writes nothing."""
    runner = _runner()
    unknown = set(runner.applied()) - {migration.name for migration in runner.migrations()}
    if unknown:
        raise NewerSchema(f"This database was written by a newer FamilyChef ({', '.join(sorted(unknown))}).")


def _runner():
    return Runner(database.obj, str(data_dir("migrations")))


def _run():
    refuse_newer()
    return _runner().up()
