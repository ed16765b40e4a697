"""Programs: what acts for a member through the API, its tokens, and what it was answered under each key.

Frozen: it never imports the application.
"""

import peewee as p

OWN = p.SQL("UNIQUE (family_id, id)")


def up(migrator, db):
    for table in tables(db.Model):
        table.create_table()


def down(migrator, db):
    for table in reversed(tables(db.Model)):
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

    class Program(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        member = p.ForeignKeyField(FamilyMember, backref="+")
        name = p.CharField(max_length=80)
        personal = p.BooleanField(default=False)
        scopes = p.JSONField()
        token_hash = p.CharField(max_length=64, unique=True, null=True)
        created_at = p.DateTimeField()
        seen_at = p.DateTimeField()
        expires_at = p.DateTimeField(null=True)
        ended_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            indexes = ((("family_id",), False), (("member_id",), False))
            constraints = [OWN, same_family("member_id", "family_member")]

    class RefreshToken(Base):
        program = p.ForeignKeyField(Program, backref="+", on_delete="CASCADE")
        token_hash = p.CharField(max_length=64, unique=True)
        created_at = p.DateTimeField()
        used_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False

    class ApiAnswer(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        program = p.ForeignKeyField(Program, backref="+", on_delete="CASCADE")
        key = p.CharField(max_length=255)
        digest = p.CharField(max_length=64)
        status = p.IntegerField(default=0)
        body = p.TextField(default="")
        at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            indexes = ((("program_id", "key"), True), (("at",), False))
            constraints = [OWN, same_family("program_id", "program")]

    return [Program, RefreshToken, ApiAnswer]
