"""What is known of each backup, whom its troubles were told, and which messages wait for a yes after a restore."""

import datetime as dt

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, transaction, write
from familychef.core.events import record
from familychef.families.models import Family

from .vault import taken_at

OVERDUE = dt.timedelta(hours=26)
ROOM = 0.2
LATE, FULL, SPOILED = "late", "full", "spoiled"


class Backup(Model):
    """One backup in the vault. `verified_at`: when restoring it was tried, and went well unless there is `trouble`.

    `seconds`: how long that took; `bytes`: of the archive, without the stored files it shares with others.
    """

    stays = "it tells what this server keeps"

    name = peewee.CharField(max_length=40, unique=True)
    taken_at = UtcField()
    bytes = peewee.BigIntegerField()
    rows = peewee.IntegerField()
    files = peewee.IntegerField()
    sealed = peewee.BooleanField(default=False)
    tried_at = UtcField(null=True)
    seconds = peewee.IntegerField(null=True)
    trouble = peewee.CharField(max_length=300, default="")

    class Meta:
        indexes = ((("taken_at",), False),)

    @classmethod
    def follow(cls, vault):
        """A row for each backup there is, whoever took it, and for none that is gone."""
        there = {name: vault.about(name) for name in vault.names()}
        known = {backup.name for backup in cls.select(cls.name)}
        fresh = [_row(vault, name, about) for name, about in there.items() if name not in known]
        if fresh or known - set(there):
            with write():
                cls.delete().where(cls.name.not_in(list(there))).execute()
                for row in fresh:
                    cls.insert(row).on_conflict_ignore().execute()

    @classmethod
    def latest(cls):
        return cls.select().order_by(cls.taken_at.desc())

    @classmethod
    def verified(cls):
        """Those that could be restored, the newest first."""
        return cls.latest().where(cls.tried_at.is_null(False), cls.trouble == "")

    @property
    def is_verified(self):
        return self.tried_at is not None and not self.trouble

    def tried(self, seconds, trouble):
        """It was restored on trial. `trouble`: what was wrong then, in a sentence, or nothing."""
        with write():
            self.changed_rows(tried_at=clock.now(), seconds=round(seconds), trouble=trouble[:300])


class BackupAlarm(Model):
    """A trouble that a family's admins were told of; it goes when the trouble is over, so that the next is told."""

    stays = "it was told to people here"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    trouble = peewee.CharField(max_length=10)
    at = UtcField(default=clock.now)

    class Meta:
        indexes = ((("family_id", "trouble"), True),)

    @classmethod
    def tell(cls, family, troubles):
        """Let the family know what is new of `troubles`, and forget what is over; how many were told."""
        told = 0
        with transaction(family):
            cls.delete().where(cls.family == family.id, cls.trouble.not_in(list(troubles))).execute()
            for trouble in troubles:
                row = cls.insert(family=family.id, trouble=trouble).on_conflict_ignore()
                if row.as_rowcount().execute():
                    changes = {"trouble": [None, trouble]}
                    record("backup.troubled", family, stale="backups", needs="family.manage", changes=changes)
                    told += 1
        return told


class Held(Model):
    """A message that was not sent yet when its backup was taken: since the restore it waits for a yes."""

    stays = "it waits on this server"

    kind = peewee.CharField(max_length=30)
    row = peewee.IntegerField()

    class Meta:
        indexes = ((("kind", "row"), True),)


def _row(vault, name, about):
    told = about or {"rows": 0, "files": []}
    size = (vault.root / name).stat().st_size
    counts = {"bytes": size, "rows": told["rows"], "files": len(told["files"])}
    return counts | {"name": name, "taken_at": taken_at(name), "sealed": name.endswith(".age")}


def troubles(now, since, free_share):
    """The codes of what is wrong. `since`: when this server was set up; `free_share`: of the disk, 0 to 1."""
    newest = Backup.latest().first()
    tried = Backup.latest().where(Backup.tried_at.is_null(False)).first()
    found = [LATE] if now - (newest.taken_at if newest else since) > OVERDUE else []
    found += [SPOILED] if tried and tried.trouble else []
    return found + ([FULL] if free_share < ROOM else [])
