"""What a tap met that somebody else had done meanwhile, so that its answer is the same however often it is asked for.

Frozen: it never imports the application.
"""


def up(migrator, db):
    db.execute_sql("ALTER TABLE shopping_tap ADD COLUMN met VARCHAR(7)")


def down(migrator, db):
    db.execute_sql("ALTER TABLE shopping_tap DROP COLUMN met")


def tables(Base):
    """No table of its own."""
    return []
