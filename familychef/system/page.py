"""The page of the system: facts of the house as a whole, and never a row of any family."""

import platform
import sqlite3
from importlib.metadata import version

from familychef.core import health, migrate, sight
from familychef.core.db import database, is_postgres
from familychef.core.far_bell import redis_version
from familychef.core.faults import Fault
from familychef.core.heartbeat import Heartbeat, last_tick
from familychef.core.i18n import _, ngettext
from familychef.core.replica import AWAY, FOLLOWS, STRANGER

from .storage import in_words, measure


class System:
    """What an admin of any family may know of the server they live on."""

    room, noun, dom_id = "system", "house", "system"

    def __init__(self, settings):
        self.settings = settings
        self.checks = health.look()
        self.processes = Heartbeat.alive()
        self.ticked_at = last_tick()
        self.faults = Fault.select().count()
        self._copy = database.replica and database.replica.look(database)

    @property
    def is_well(self):
        return not self.troubles

    @property
    def troubles(self):
        """A sentence for each thing that is not as it should be."""
        bad = [name for name, said in self.checks.items() if said != health.WELL]
        if self._copy and self._copy.kind in TROUBLES:
            bad.append(self._copy.kind)
        return [str(TROUBLES[name]()) for name in bad]

    @property
    def versions(self):
        """[(what, its version)]"""
        redis = redis_version(self.settings.redis_url) if self.settings.redis_url else _("not used")
        return [
            ("FamilyChef", version("familychef")),
            ("Python", platform.python_version()),
            ("PostgreSQL", _postgres()) if is_postgres() else ("SQLite", sqlite3.sqlite_version),
            ("Redis", redis or _("out of reach")),
            (_("Schema"), migrate.known()[-1]),
        ]

    @property
    def storage(self):
        found = measure(self.settings)
        return [
            (_("Database"), in_words(found.database)),
            (_("Files"), in_words(found.files)),
            (_("Free"), in_words(found.free)),
        ]

    @property
    def replica(self):
        """How it stands with the copy that is asked for what may be a moment old, in words; empty without one."""
        if not self._copy:
            return ""
        elif self._copy.kind == FOLLOWS:
            return _("follows")
        elif self._copy.kind in TROUBLES:
            return _("is not asked")
        else:
            seconds = max(1, round(self._copy.behind or 0))
            return ngettext("%(count)s second behind", "%(count)s seconds behind", seconds)

    @property
    def streams(self):
        return sum(each.streams for each in self.processes)

    @property
    def waiting(self):
        """[(what, how many)] of what is on its way."""
        return [
            (_("Reactions to what happened"), _read("events_waiting")),
            (_("Letters"), _read("letters_waiting")),
            (_("News over all channels"), sum(_read("messages_waiting").values())),
            (_("Webhooks that take nothing"), _read("webhooks")[("failing",)]),
        ]


TROUBLES = {
    "disk": lambda: _("There is hardly any space left on the disk."),
    "database": lambda: _("The database does not answer, or forgets."),
    "migrations": lambda: _("The database is older than the program: start the server again."),
    "queue": lambda: _("Nobody works at what waits: look whether the worker is there."),
    AWAY: lambda: _("The replica does not answer: the database answers alone."),
    STRANGER: lambda: _("What is set up as the replica is no copy of this database: it is not asked."),
}


def _postgres():
    return database.execute_sql("SHOW server_version").fetchone()[0].partition(" ")[0]


def _read(name):
    return sight.gauges[name].read()
