"""The houses of earlier releases, as tests/fixtures/releases keeps them, put into a database of today's."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg2

FOLDER = Path(__file__).parent / "fixtures" / "releases"
VERSIONS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and (path / "sqlite.sql.gz").exists())


def restore(version, url):
    """Fill an empty database with what a house of this version left behind."""
    kind = "sqlite" if url.startswith("sqlite:") else "postgres"
    take(gzip.decompress((FOLDER / version / f"{kind}.sql.gz").read_bytes()).decode(), url)


def take(script, url):
    if url.startswith("sqlite:"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(script)
    else:
        with closing(psycopg2.connect(url)) as connection:
            connection.cursor().execute(script)
            connection.commit()
