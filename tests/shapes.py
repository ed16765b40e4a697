"""What a schema looks like from outside: tables, columns, keys, checks, indexes, and the migrations it names."""

import re
import sqlite3
from contextlib import closing

import psycopg2

SQLITE = ("SELECT type, name, tbl_name, sql FROM sqlite_master",)
POSTGRES = (
    "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length "
    "FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
)
HISTORY = "SELECT name FROM schema_migration"


def shape(url):
    """Equal for two databases of one kind that have the same schema."""
    if url.startswith("sqlite:"):
        connection, queries = sqlite3.connect(url.removeprefix("sqlite:///")), SQLITE
    else:
        connection, queries = psycopg2.connect(url), POSTGRES
    with closing(connection):
        cursor = connection.cursor()
        return [_asked(cursor, query) for query in (*queries, HISTORY)]


def _asked(cursor, query):
    cursor.execute(query)
    return sorted(re.sub(r"\s+", " ", repr(row)) for row in cursor.fetchall())
