"""What happened to one thing is found by its name, what happened since by its time.

Frozen: it never imports the application.
"""

INDEXES = ("family_id", "subject", "at"), ("family_id", "at")


def up(migrator, db):
    migrator.migrate(*[migrator.add_index("event", columns) for columns in INDEXES])


def down(migrator, db):
    migrator.migrate(*[migrator.drop_index("event", "event_" + "_".join(columns)) for columns in INDEXES])


def tables(Base):
    return []
