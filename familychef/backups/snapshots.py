"""The database as it was at one moment, in one file, and what is in it; whoever writes meanwhile does not wait."""

import hashlib
import sqlite3
from contextlib import closing
from typing import NamedTuple

from familychef.core import db
from familychef.core.threads import Lane

from . import programs

HANDS = Lane("backups", slots=1, most_waiting=4)
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgres": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}
CHAINED = "0002_trust"
HEADS = """SELECT e.family_id, e.seq, e.hash FROM event e
WHERE e.seq = (SELECT MAX(o.seq) FROM event o WHERE o.family_id = e.family_id) ORDER BY e.family_id"""


class Facts(NamedTuple):
    """`schema`: the migrations that ran; `rows`: {table: count}; `events`: {family: the last event's number};
    `journal`: a hash over the ends of all families' chains of events."""

    kind: str
    schema: list
    rows: dict
    events: dict
    journal: str


def write(settings, path):
    """Write the settings' database to a new file; its Facts. Raises Trouble."""
    return HANDS.apart(_from_sqlite, settings, path) if settings.sqlite else _from_postgres(settings, path)


def facts(kind, execute):
    """The Facts of the database behind `execute(sql)`, which gives rows."""
    tables = sorted(name for (name,) in execute(TABLES[kind]))
    rows = {name: execute(f'SELECT COUNT(*) FROM "{name}"')[0][0] for name in tables}
    schema = sorted(name for (name,) in execute("SELECT name FROM schema_migration")) if rows else []
    heads = [tuple(row) for row in execute(HEADS)] if CHAINED in schema else []
    journal = hashlib.sha256(repr(heads).encode()).hexdigest()
    return Facts(kind, schema, rows, {str(family): seq for family, seq, _hash in heads}, journal)


def facts_of_file(path):
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA cache_size = -256")
        return facts("sqlite", lambda query: copy.execute(query).fetchall())


def _from_sqlite(settings, path):
    source = settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(f"file:{source}?mode=rw", uri=True, timeout=10)) as live:
        live.execute("PRAGMA cache_size = -256")
        live.execute("VACUUM INTO ?", (str(path),))
    return facts_of_file(path)


def _from_postgres(settings, path):
    programs.found("pg_dump")
    with db.apart(settings) as look:
        moment = look.execute_sql("SELECT pg_export_snapshot()").fetchone()[0]
        wanted = ("-Fc", "--no-owner", "--no-acl", f"--snapshot={moment}", f"--file={path}")
        programs.let_work("pg_dump", settings.database_url, *wanted)
        return facts("postgres", lambda query: look.execute_sql(query).fetchall())
