"""Where a backup is restored to: beside what is there, which is kept when the restored one takes its place."""

import os
import secrets
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from familychef.core import db, pool

from . import programs
from .taking import KEPT_BESIDE
from .troubles import Trouble
from .vault import settle, sync

LEAVING_SECONDS = 2
RUNNING = """
SELECT COUNT(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL
"""


def house_of(settings, kind):
    """The house of these settings. Raises Trouble when a backup of this kind of database doesn't fit."""
    ours = "sqlite" if settings.sqlite else "postgres"
    if kind != ours:
        raise Trouble(f"The backup is of a {kind} database and DATABASE_URL names a {ours} one. They don't mix.")
    return SqliteHouse(settings) if settings.sqlite else PostgresHouse(settings)


class SqliteHouse:
    """A file that its owner may swap while nobody serves it."""

    def __init__(self, settings):
        self.settings = settings
        self.path = Path(settings.database_url.removeprefix("sqlite:///"))

    def refuse_running(self):
        """Raises SystemExit while a server owns the data folder."""
        db.own(self.settings)

    def beside(self, folder):
        """The settings of an empty house in this folder."""
        return replace(self.settings, data=folder, database_url=f"sqlite:///{folder / 'familychef.db'}")

    def load(self, dump, beside):
        os.replace(dump, SqliteHouse(beside).path)

    def swap(self, beside, mark):
        """The restored file takes the place of the one there, which is kept with this mark; where it is now."""
        kept = self.path.with_name(f"{self.path.name}.{mark}")
        draft = self.path.with_name(f"{self.path.name}.restored")
        _rest(SqliteHouse(beside).path)
        shutil.copyfile(SqliteHouse(beside).path, draft)
        draft.chmod(0o600)
        if self.path.exists():
            with suppress(sqlite3.DatabaseError):
                _rest(self.path)
            for suffix in ("", "-wal"):
                with suppress(FileNotFoundError):
                    os.link(f"{self.path}{suffix}", f"{kept}{suffix}")
            sync(self.path.parent)
        for suffix in ("-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        settle(draft, self.path)
        return kept

    def drop(self, beside):
        """Its folder is all there is of it."""


class PostgresHouse:
    """A database on a server, where the one beside it is a further one."""

    def __init__(self, settings):
        self.settings = settings
        self.name = urlsplit(settings.database_url).path.strip("/")

    def refuse_running(self):
        """Raises Trouble while anybody else is connected, and not only about to leave."""
        ends = time.monotonic() + LEAVING_SECONDS
        while self._others():
            if time.monotonic() > ends:
                raise Trouble("FamilyChef, or something else, is connected to the database. Stop it first.")
            time.sleep(0.1)

    def _others(self):
        with closing(_connected(self.settings.database_url)) as connection:
            cursor = connection.cursor()
            cursor.execute(RUNNING)
            return cursor.fetchone()[0]

    def beside(self, folder):
        """The settings of an empty house: a new database on the same server, files in this folder."""
        name = f"{self.name[:40]}_beside_{secrets.token_hex(4)}"
        self._tell(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return replace(self.settings, data=folder, database_url=self._url(name))

    def load(self, dump, beside):
        programs.let_work("pg_restore", beside.database_url, "--no-owner", "--no-acl", "--exit-on-error", dump)

    def swap(self, beside, mark):
        """Both names change in one transaction; what the old one is called now. Raises Trouble."""
        kept = f"{self.name[:40]}_{mark}"
        renames = [(self.name, kept), (PostgresHouse(beside).name, self.name)]
        self._tell("; ".join(f'ALTER DATABASE "{old}" RENAME TO "{new}"' for old, new in renames), at_once=True)
        return kept

    def drop(self, beside):
        self._tell(f'DROP DATABASE IF EXISTS "{PostgresHouse(beside).name}" WITH (FORCE)')

    def _tell(self, statement, at_once=False):
        """Said to the server's maintenance database. Raises Trouble."""
        try:
            with closing(_connected(self._url("postgres"))) as connection:
                connection.autocommit = not at_once
                connection.cursor().execute(statement)
                if at_once:
                    connection.commit()
        except psycopg2.Error as error:
            raise Trouble(f"PostgreSQL refused: {str(error).strip().splitlines()[0]}") from None

    def _url(self, name):
        return urlunsplit(urlsplit(self.settings.database_url)._replace(path=f"/{name}"))


def move_in(settings, beside, mark):
    """Files, secret and key of the restored house come to their places; what was there is kept in a folder."""
    kept = settings.data / mark
    if settings.files.exists():
        shutil.copytree(settings.files, kept / "files", copy_function=os.link)
    for path in [each for each in beside.files.glob("*/*/*") if each.is_file()]:
        target = settings.files / path.relative_to(beside.files)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.replace(path, target)
    for name in KEPT_BESIDE:
        if (beside.data / name).exists():
            kept.mkdir(exist_ok=True, mode=0o700)
            with suppress(FileNotFoundError):
                shutil.copy2(settings.data / name, kept / name)
            settle(beside.data / name, settings.data / name)
    return kept


def _rest(path):
    """What is in the journal beside the file comes into the file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _connected(url):
    try:
        return psycopg2.connect(**pool.arguments(url))
    except psycopg2.Error as error:
        raise Trouble(f"DATABASE_URL: the database can't be opened: {str(error).strip()}") from None
