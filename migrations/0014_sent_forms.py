"""What a form with a key said when it did something, so that other content is not taken for a repetition of it.

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

    class SentForm(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        key = p.CharField(max_length=64)
        digest = p.CharField(max_length=64)
        at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            indexes = ((("family_id", "key"), True), (("at",), False))
            constraints = [p.SQL("UNIQUE (family_id, id)")]

    return [SentForm]
