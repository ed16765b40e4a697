"""Trust: devices, pairings, second factors, one-time links, throttles, exports, and a chain through the events.

Frozen: it never imports the application.
"""

import peewee as p

OWN = p.SQL("UNIQUE (family_id, id)")
COLUMNS = (
    ("family", "deletes_at", "TIMESTAMP"),
    ("family", "second_factor", "VARCHAR(10) NOT NULL DEFAULT ''"),
    ("family", "keeps_events", "INTEGER NOT NULL DEFAULT 0"),
    ("family", "events_gone", "INTEGER NOT NULL DEFAULT 0"),
    ("family", "chain_start", "VARCHAR(64) NOT NULL DEFAULT ''"),
    ("user", "erased_at", "TIMESTAMP"),
    ("family_member", "face", "VARCHAR(20) NOT NULL DEFAULT ''"),
    ("family_member", "pin_hash", "VARCHAR(200) NOT NULL DEFAULT ''"),
    ("session", "device_id", "INTEGER"),
    ("session", "proved_at", "TIMESTAMP"),
    ("session", "renew", "BOOLEAN NOT NULL DEFAULT FALSE"),
    ("session", "prior_hash", "VARCHAR(64) NOT NULL DEFAULT ''"),
    ("session", "renewed_at", "TIMESTAMP"),
    ("event", "session_id", "INTEGER"),
    ("event", "device_id", "INTEGER"),
    ("event", "digest", "VARCHAR(64) NOT NULL DEFAULT ''"),
    ("event", "hash", "VARCHAR(64) NOT NULL DEFAULT ''"),
)
USER = "name VARCHAR(80) NOT NULL, email VARCHAR(254){rule}, password_hash VARCHAR(200) NOT NULL, " + (
    "locale VARCHAR(8) NOT NULL, created_at DATETIME NOT NULL"
)


def check(rule):
    return p.SQL(f"CHECK ({rule})")


def same_family(column, table):
    return p.SQL(f'FOREIGN KEY (family_id, {column}) REFERENCES "{table}" (family_id, id)')


def up(migrator, db):
    _let_email_be_empty(db)
    for table, column, kind in COLUMNS:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" {kind}')
    db.execute_sql('CREATE INDEX "session_device_id" ON "session" ("device_id")')
    db.execute_sql('CREATE INDEX "session_prior_hash" ON "session" ("prior_hash")')
    for table in tables(db.Model):
        table.create_table()


def down(migrator, db):
    for table in reversed(tables(db.Model)):
        table.drop_table()
    db.execute_sql('DROP INDEX "session_device_id"')
    db.execute_sql('DROP INDEX "session_prior_hash"')
    for table, column, _kind in reversed(COLUMNS):
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
    _let_email_be_empty(db, rule=" NOT NULL")


def _let_email_be_empty(db, rule=""):
    """Children have no e-mail. SQLite can't change a column: the table is copied, its keys stay as they are."""
    if isinstance(db, p.PostgresqlDatabase):
        db.execute_sql(f'ALTER TABLE "user" ALTER COLUMN email {"SET" if rule else "DROP"} NOT NULL')
    else:
        db.execute_sql(f'CREATE TABLE "user_copy" ("id" INTEGER NOT NULL PRIMARY KEY, {USER.format(rule=rule)})')
        names = "id, name, email, password_hash, locale, created_at"
        db.execute_sql(f'INSERT INTO "user_copy" ({names}) SELECT {names} FROM "user"')
        db.execute_sql('DROP TABLE "user"')
        db.execute_sql('ALTER TABLE "user_copy" RENAME TO "user"')
        db.execute_sql('CREATE UNIQUE INDEX "user_email" ON "user" ("email")')


def tables(Base):
    class Known(Base):
        class Meta:
            legacy_table_names = False

    class Family(Known):
        pass

    class User(Known):
        pass

    class FamilyMember(Known):
        pass

    class Device(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        kind = p.CharField(max_length=10)
        name = p.CharField(max_length=80)
        token_hash = p.CharField(max_length=64, unique=True)
        paired_by = p.ForeignKeyField(FamilyMember, backref="+")
        browser = p.CharField(max_length=120)
        created_at = p.DateTimeField()
        seen_at = p.DateTimeField()
        revoked_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            constraints = [
                OWN,
                same_family("paired_by_id", "family_member"),
                check("kind IN ('kitchen', 'shared')"),
            ]

    class Pairing(Base):
        code = p.CharField(max_length=8, unique=True)
        secret_hash = p.CharField(max_length=64, unique=True)
        name = p.CharField(max_length=80)
        browser = p.CharField(max_length=120)
        address = p.CharField(max_length=45)
        created_at = p.DateTimeField()
        expires_at = p.DateTimeField()
        device = p.ForeignKeyField(Device, backref="+", null=True, on_delete="CASCADE")

        class Meta:
            legacy_table_names = False

    class SecondFactor(Base):
        user = p.ForeignKeyField(User, backref="+", unique=True, on_delete="CASCADE")
        secret = p.CharField(max_length=64)
        confirmed_at = p.DateTimeField(null=True)
        last_step = p.IntegerField()
        created_at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            constraints = [check("last_step >= 0")]

    class RecoveryCode(Base):
        user = p.ForeignKeyField(User, backref="+", on_delete="CASCADE")
        code_hash = p.CharField(max_length=64)
        used_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            indexes = (
                (("user_id", "code_hash"), True),
            )

    class Passkey(Base):
        user = p.ForeignKeyField(User, backref="+", on_delete="CASCADE")
        credential_id = p.CharField(max_length=1400, unique=True)
        public_key = p.TextField()
        sign_count = p.BigIntegerField()
        name = p.CharField(max_length=80)
        created_at = p.DateTimeField()
        used_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            constraints = [check("sign_count >= 0")]

    class Identity(Base):
        user = p.ForeignKeyField(User, backref="+", on_delete="CASCADE")
        issuer = p.CharField(max_length=255)
        subject = p.CharField(max_length=255)
        created_at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("issuer", "subject"), True),
            )

    class Passage(Base):
        kind = p.CharField(max_length=20)
        token_hash = p.CharField(max_length=64, unique=True)
        user = p.ForeignKeyField(User, backref="+", null=True, on_delete="CASCADE")
        made_by = p.ForeignKeyField(FamilyMember, backref="+", null=True, on_delete="CASCADE")
        facts = p.JSONField()
        created_at = p.DateTimeField()
        expires_at = p.DateTimeField()
        used_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False

    class Letter(Base):
        kind = p.CharField(max_length=20)
        user = p.ForeignKeyField(User, backref="+", null=True, on_delete="CASCADE")
        passage = p.ForeignKeyField(Passage, backref="+", null=True, on_delete="CASCADE")
        facts = p.JSONField()
        created_at = p.DateTimeField()
        next_try_at = p.DateTimeField()
        attempts = p.IntegerField()
        done_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            indexes = (
                (("done_at", "next_try_at"), False),
            )
            constraints = [check("attempts >= 0")]

    class Throttle(Base):
        key = p.CharField(max_length=64, primary_key=True)
        count = p.IntegerField()
        since = p.DateTimeField(index=True)
        until = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            constraints = [check("count >= 0")]

    class Export(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        member = p.ForeignKeyField(FamilyMember, backref="+")
        kind = p.CharField(max_length=10)
        state = p.CharField(max_length=10)
        key = p.CharField(max_length=64)
        file = p.CharField(max_length=80)
        size = p.BigIntegerField()
        created_at = p.DateTimeField()
        taken_at = p.DateTimeField(null=True)
        tries = p.IntegerField()
        ready_at = p.DateTimeField(null=True)
        expires_at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "key"), True),
            )
            constraints = [
                OWN,
                same_family("member_id", "family_member"),
                check("kind IN ('mine', 'family')"),
                check("state IN ('waiting', 'working', 'ready', 'failed', 'gone')"),
                check("size >= 0"),
                check("tries >= 0"),
            ]

    return (
        Device, Pairing, SecondFactor, RecoveryCode, Passkey, Identity, Passage, Letter, Throttle, Export,
    )
