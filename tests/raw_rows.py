"""All that stands in a database, read past the app's own code: for what must be the same in two places."""

import datetime as dt
import json
import sqlite3
from contextlib import closing

import psycopg2

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgres": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}
UNTOLD = {"schema_migration"}
COLUMNS = {
    "sqlite": "SELECT name FROM pragma_table_info('{}') ORDER BY name",
    "postgres": "SELECT column_name FROM information_schema.columns WHERE table_name = '{}' "
                "AND table_schema = 'public' ORDER BY column_name",
}


def everything(url):
    """{table: sorted rows}, each row the values of its columns by name, alike for both databases."""
    kind = _kind(url)
    with closing(_connect(url)) as connection:
        cursor = connection.cursor()
        named = sorted(set(_column(cursor, TABLES[kind])) - UNTOLD)
        return {table: _rows(cursor, kind, table) for table in named}


def counts(url):
    return {table: len(rows) for table, rows in everything(url).items()}


def tables(url):
    with closing(_connect(url)) as connection:
        return _column(connection.cursor(), TABLES[_kind(url)])


def execute(url, statement):
    """One change of a test's own, past every guard of the app."""
    with closing(_connect(url)) as connection:
        connection.cursor().execute(statement)
        connection.commit()


def _rows(cursor, kind, table):
    columns = sorted(_column(cursor, COLUMNS[kind].format(table)))
    named = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(f'SELECT {named} FROM "{table}"')
    return sorted(json.dumps([_alike(value) for value in row], sort_keys=True) for row in cursor.fetchall())


def _alike(value):
    """Times as text with a space and six digits or none, JSON as what it says, yes and no as numbers."""
    if isinstance(value, (dt.datetime, dt.date)):
        return str(value)
    elif isinstance(value, bool):
        return int(value)
    elif isinstance(value, str) and value[:1] in ("[", "{"):
        return json.loads(value)
    else:
        return value


def _kind(url):
    return "sqlite" if url.startswith("sqlite:") else "postgres"


def _column(cursor, query):
    cursor.execute(query)
    return [value for (value,) in cursor.fetchall()]


def _connect(url):
    return sqlite3.connect(url.removeprefix("sqlite:///")) if _kind(url) == "sqlite" else psycopg2.connect(url)
