"""Calendar addresses: at which secret address a member's orders are read.

Frozen: it never imports the application.
"""

import peewee as p


def up(migrator, db):
    for table in tables(db.Model):
        table.create_table()


def down(migrator, db):
    for table in tables(db.Model):
        table.drop_table()


def same_family(column, table):
    return p.SQL(f'FOREIGN KEY (family_id, {column}) REFERENCES "{table}" (family_id, id)')


def tables(Base):
    class Known(Base):
        class Meta:
            legacy_table_names = False

    class Family(Known):
        pass

    class FamilyMember(Known):
        pass

    class Calendar(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        member = p.ForeignKeyField(FamilyMember, backref="+")
        name = p.CharField(max_length=80)
        token_hash = p.CharField(max_length=64, unique=True)
        created_at = p.DateTimeField()
        used_at = p.DateTimeField(null=True)
        ended_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            indexes = ((("family_id",), False), (("member_id",), False))
            constraints = [p.SQL("UNIQUE (family_id, id)"), same_family("member_id", "family_member")]

    return [Calendar]
