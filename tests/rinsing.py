"""A PostgreSQL database that a test has used, emptied for the next one: far quicker than a new copy.

Copies of a template have the very same numbers in their catalogues, and whatever is made or changed gets new ones.
"""

from contextlib import closing

import psycopg2

SHAPE = """
SELECT (SELECT (count(*), max(oid)) FROM pg_class)::text, (SELECT (count(*), max(oid)) FROM pg_constraint)::text,
       (SELECT (count(*), sum(attnum), sum(atttypid::int), sum(attnotnull::int)) FROM pg_attribute)::text,
       (SELECT (count(*), max(oid)) FROM pg_trigger)::text, (SELECT (count(*), max(oid)) FROM pg_proc)::text,
       (SELECT (count(*), max(oid)) FROM pg_namespace)::text, (SELECT (count(*), max(oid)) FROM pg_attrdef)::text
"""
ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"


class Rinser:
    """Knows what a database looks like that nobody has used, and makes others look like it again."""

    def __init__(self, url):
        with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
            tables, sequences = _column(cursor, TABLES), _column(cursor, SEQUENCES)
            self._kept = [table for table in tables if _column(cursor, f'SELECT 1 FROM "{table}" LIMIT 1')]
            self._shape = self._seen(cursor)
        wipes = [f'DELETE FROM "{table}"' for table in tables if table not in self._kept]
        resets = [f"SELECT setval('\"{sequence}\"', 1, false)" for sequence in sequences]
        self._wipe = "; ".join(["SET LOCAL session_replication_role = replica", *wipes, *resets])

    def rinse(self, url):
        """True when the database is as good as new; False when somebody changed its shape, or it can't be told."""
        try:
            with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
                cursor.execute(ALONE)
                fits = self._seen(cursor) == self._shape
                if fits:
                    cursor.execute(self._wipe)
                    connection.commit()
                return fits
        except psycopg2.Error:
            return False

    def _seen(self, cursor):
        """The shape of every table, and the rows of those that are not empty in a new database."""
        rows = [_column(cursor, f'SELECT t::text FROM "{table}" t ORDER BY 1') for table in self._kept]
        cursor.execute(SHAPE)
        return cursor.fetchone(), rows


def _column(cursor, query):
    cursor.execute(query)
    return [value for (value,) in cursor.fetchall()]
