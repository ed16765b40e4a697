"""Backups: what is known of each, whom troubles were told, what waits for a yes after a restore.

Frozen: it never imports the application.
"""

import peewee as p


def up(migrator, db):
    for table in tables(db.Model):
        table.create_table()


def down(migrator, db):
    for table in reversed(tables(db.Model)):
        table.drop_table()


def tables(Base):
    class Known(Base):
        class Meta:
            legacy_table_names = False

    class Family(Known):
        pass

    class Backup(Base):
        name = p.CharField(max_length=40, unique=True)
        taken_at = p.DateTimeField()
        bytes = p.BigIntegerField()
        rows = p.IntegerField()
        files = p.IntegerField()
        sealed = p.BooleanField(default=False)
        tried_at = p.DateTimeField(null=True)
        seconds = p.IntegerField(null=True)
        trouble = p.CharField(max_length=300, default="")

        class Meta:
            legacy_table_names = False
            indexes = ((("taken_at",), False),)

    class BackupAlarm(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        trouble = p.CharField(max_length=10)
        at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            indexes = ((("family_id", "trouble"), True),)
            constraints = [p.SQL("UNIQUE (family_id, id)")]

    class Held(Base):
        kind = p.CharField(max_length=30)
        row = p.IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = ((("kind", "row"), True),)

    return [Backup, BackupAlarm, Held]
