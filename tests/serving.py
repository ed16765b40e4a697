"""The real server as the family runs it: `python app.py` in its own process, data folder and port."""

import http.client
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import psycopg2

from tests.fixtures.storage import ROOT, clean_environment
from tests.processes import Process, free_port


class Server:
    """`url`, `pid`, `log`; `stop()` asks, `kill()` does not; `restart()` keeps port, folder and database;
    `ahead`: by so many seconds its clock is ahead; `release`: a word, for another build of the same program.

    `name`: how the family calls this machine; passkeys need one that is not a number. `through`: a program of ours that
    runs the app, with its arguments.
    """

    def __init__(self, folder, database_url, demo=False, warnings=None, env=None, args=(), name="127.0.0.1",
                 through=()):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database_url = database_url
        self.port = free_port()
        self.url = f"http://{name}:{self.port}"
        self._args, self._through = [*(["--demo"] if demo else []), *args], through
        self._environment = {"PORT": self.port, "FAMILYCHEF_DATA": self.data, "DATABASE_URL": database_url}
        self._environment |= {"FAMILYCHEF_URL": self.url} if name != "127.0.0.1" else {}
        self._environment |= {"PYTHONWARNINGS": warnings} if warnings else {}
        self._environment |= env or {}
        self.process = None

    @property
    def data(self):
        return self.folder / "data"

    @property
    def pid(self):
        return self.process.pid

    @property
    def log(self):
        return self.process.log

    def start(self, ahead=0, release=None):
        through = [ROOT / "tests" / "ahead.py", str(ahead)] if ahead else [*self._through]
        through += [ROOT / "tests" / "renewed.py", release] if release else []
        command = [sys.executable, *through, ROOT / "app.py", *self._args]
        self.process = Process(command, self.folder, env=clean_environment(**self._environment))
        self.process.wait_until(self.is_live)
        return self

    def stop(self):
        return self.process.stop() if self.process else None

    def kill(self):
        return self.process.kill()

    def restart(self, ahead=0, release=None):
        if self.process.returncode is None:
            self.stop()
        return self.start(ahead, release)

    def is_live(self):
        try:
            return self.request("GET", "/health/live", seconds=2).status == 200
        except OSError:
            return False

    def request(self, method, path, body=None, headers=None, seconds=15):
        """One plain HTTP exchange without redirects; a dict as body becomes a form. See Answer."""
        return exchange(self.port, method, path, body, headers, seconds)

    def rows(self, query, *values):
        """Rows of a plain SQL query on the server's database (marks are `?`), read from outside the server."""
        with closing(self._connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(query if self.database_url.startswith("sqlite") else query.replace("?", "%s"), values)
            return cursor.fetchall()

    def _connect(self):
        if self.database_url.startswith("sqlite"):
            path = self.database_url.removeprefix("sqlite:///")
            return sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
        return psycopg2.connect(self.database_url)


class Answer:
    """What came back: `status`, `headers`, `text`, `json`, `cookies`."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def cookies(self):
        pairs = (line.partition(";")[0].partition("=") for line in self.headers.get_all("Set-Cookie") or ())
        return {name: value for name, _, value in pairs}


def exchange(port, method, path, body=None, headers=None, seconds=15):
    """One request on a connection of its own. OSError when the server is not there or goes away."""
    headers = {"Sec-Fetch-Site": "same-origin"} | dict(headers or {})
    if isinstance(body, dict):
        body = urlencode(body, doseq=True)
        headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)) as connection:
        try:
            connection.request(method, path, body, headers)
            return Answer(connection.getresponse())
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
