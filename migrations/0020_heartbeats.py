"""Heartbeats: one row for each process that is at work, and how many things a run of a job removed, by table.

Frozen: it never imports the application.
"""

import peewee as p


def up(migrator, db):
    for table in tables(db.Model):
        table.create_table()
    migrator.migrate(migrator.add_column("job_run", "removed", p.JSONField(null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("job_run", "removed"))
    for table in reversed(tables(db.Model)):
        table.drop_table()


def tables(Base):
    class Heartbeat(Base):
        process = p.CharField(max_length=60, unique=True)
        role = p.CharField(max_length=10)
        version = p.CharField(max_length=20)
        started_at = p.DateTimeField()
        seen_at = p.DateTimeField()
        ticked_at = p.DateTimeField(null=True)
        streams = p.IntegerField()

        class Meta:
            legacy_table_names = False
            constraints = [p.SQL("CHECK (streams >= 0)")]

    return [Heartbeat]
