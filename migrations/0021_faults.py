"""Faults: what went wrong in the house itself, one row for each kind and place.

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
    class Fault(Base):
        digest = p.CharField(max_length=64, unique=True)
        kind = p.CharField(max_length=80)
        place = p.CharField(max_length=200)
        lines = p.TextField()
        during = p.CharField(max_length=120)
        count = p.IntegerField()
        first_at = p.DateTimeField()
        last_at = p.DateTimeField(index=True)
        number = p.CharField(max_length=16)
        request_id = p.CharField(max_length=64)

        class Meta:
            legacy_table_names = False
            constraints = [p.SQL("CHECK (count > 0)")]

    return [Fault]
