"""The page of the system: facts of the house as a whole, and never a row of any family."""

import platform
import sqlite3
from importlib.metadata import version

from familychef.core import health, migrate, sight
from familychef.core.db import database, is_postgres
from familychef.core.far_bell import redis_version
from familychef.core.faults import Fault
from familychef.core.heartbeat import Heartbeat, last_tick
from familychef.core.i18n import _

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

    @property
    def is_well(self):
        return all(said == health.WELL for said in self.checks.values())

    @property
    def troubles(self):
        """A sentence for each thing that is not as it should be."""
        return [str(TROUBLES[name]()) for name, said in self.checks.items() if said != health.WELL]

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
}


def _postgres():
    return database.execute_sql("SHOW server_version").fetchone()[0].partition(" ")[0]


def _read(name):
    return sight.gauges[name].read()
