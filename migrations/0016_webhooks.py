"""Webhooks: programs that are told what happens, and what became of each thing that was sent there.

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

    class Webhook(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        member = p.ForeignKeyField(FamilyMember, backref="+", on_delete="CASCADE")
        name = p.CharField(max_length=80)
        url = p.CharField(max_length=500)
        secret = p.CharField(max_length=100)
        key = p.CharField(max_length=64)
        kinds = p.JSONField()
        cursor = p.IntegerField(default=0)
        created_at = p.DateTimeField()
        worked_at = p.DateTimeField(null=True)
        failing_since = p.DateTimeField(null=True)
        off_at = p.DateTimeField(null=True)
        off_reason = p.CharField(max_length=10, default="")

        class Meta:
            legacy_table_names = False
            indexes = ((("family_id", "key"), True),)
            constraints = [OWN, same_family("member_id", "family_member"), p.SQL("CHECK (cursor >= 0)")]

    class WebhookDelivery(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        webhook = p.ForeignKeyField(Webhook, backref="+", on_delete="CASCADE")
        number = p.CharField(max_length=40, unique=True)
        seq = p.IntegerField(null=True)
        type = p.CharField(max_length=60)
        subject = p.CharField(max_length=60, default="")
        at = p.DateTimeField()
        attempts = p.IntegerField(default=0)
        next_try_at = p.DateTimeField()
        status = p.IntegerField(null=True)
        fault = p.CharField(max_length=60, default="")
        done_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            indexes = ((("webhook_id", "seq"), True), (("done_at", "next_try_at"), False))
            constraints = [OWN, same_family("webhook_id", "webhook")]

    return [Webhook, WebhookDelivery]
