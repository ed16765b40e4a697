"""Channels: where else a person's news goes.

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

    class Session(Known):
        pass

    class OfAMember(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        member = p.ForeignKeyField(FamilyMember, backref="+", on_delete="CASCADE")

        class Meta:
            legacy_table_names = False
            constraints = [OWN, same_family("member_id", "family_member")]

    class NotificationTarget(OfAMember):
        channel = p.CharField(max_length=8)
        url = p.CharField(max_length=500)
        secret = p.CharField(max_length=100)
        created_at = p.DateTimeField()
        worked_at = p.DateTimeField(null=True)
        gone_at = p.DateTimeField(null=True)

        class Meta:
            indexes = ((("family_id", "member_id", "channel"), True),)

    class PushSubscription(OfAMember):
        session = p.ForeignKeyField(Session, backref="+", on_delete="CASCADE")
        endpoint = p.CharField(max_length=1000)
        p256dh = p.CharField(max_length=100)
        auth = p.CharField(max_length=40)
        browser = p.CharField(max_length=80)
        created_at = p.DateTimeField()
        worked_at = p.DateTimeField(null=True)
        told = p.JSONField()

        class Meta:
            indexes = ((("family_id", "member_id", "endpoint"), True), (("endpoint",), False))

    return [NotificationTarget, PushSubscription]
