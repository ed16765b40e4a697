"""Jobs: one row for each run of what the house does by the clock.

Frozen: it never imports the application.
"""

import peewee as p


def check(rule):
    return p.SQL(f"CHECK ({rule})")


def up(migrator, db):
    for table in tables(db.Model):
        table.create_table()


def down(migrator, db):
    for table in reversed(tables(db.Model)):
        table.drop_table()


def tables(Base):
    class JobRun(Base):
        job = p.CharField(max_length=60)
        family_id = p.IntegerField()
        period = p.CharField(max_length=30)
        due_at = p.DateTimeField(null=True)
        state = p.CharField(max_length=10)
        tries = p.IntegerField()
        asked_in = p.IntegerField(null=True)
        started_at = p.DateTimeField(null=True)
        seen_at = p.DateTimeField(null=True)
        ended_at = p.DateTimeField(null=True)
        next_try_at = p.DateTimeField(null=True)
        count = p.IntegerField(null=True)
        fault = p.CharField(max_length=16)

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "job", "period"), True),
                (("state",), False),
            )
            constraints = [
                check("state IN ('waiting', 'running', 'done', 'failed')"),
                check("family_id >= 0"),
                check("tries >= 0"),
            ]

    return [JobRun]
