"""News: what people are told, the messages that carry it, and what each has chosen.

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

    class OfAMember(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        member = p.ForeignKeyField(FamilyMember, backref="+", on_delete="CASCADE")

        class Meta:
            legacy_table_names = False
            constraints = [OWN, same_family("member_id", "family_member")]

    class Notification(OfAMember):
        kind = p.CharField(max_length=10)
        seq = p.IntegerField()
        what = p.CharField(max_length=60)
        subject = p.CharField(max_length=60)
        changes = p.JSONField()
        more = p.IntegerField()
        at = p.DateTimeField()
        read_at = p.DateTimeField(null=True)

        class Meta:
            indexes = ((("family_id", "member_id", "seq"), True),)

    class NotificationMessage(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        notification = p.ForeignKeyField(Notification, backref="+", on_delete="CASCADE")
        channel = p.CharField(max_length=8)
        batch = p.IntegerField(null=True)
        attempts = p.IntegerField()
        next_try_at = p.DateTimeField()
        done_at = p.DateTimeField(null=True)
        failed = p.BooleanField()

        class Meta:
            legacy_table_names = False
            constraints = [OWN, same_family("notification_id", "notification")]
            indexes = ((("family_id", "notification_id", "channel"), True), (("done_at", "next_try_at"), False))

    class NotificationChoice(OfAMember):
        kind = p.CharField(max_length=10)
        channels = p.JSONField()

        class Meta:
            indexes = ((("family_id", "member_id", "kind"), True),)

    class NotificationPace(OfAMember):
        quiet_from = p.CharField(max_length=5)
        quiet_until = p.CharField(max_length=5)
        digest_at = p.CharField(max_length=5)

        class Meta:
            indexes = ((("family_id", "member_id"), True),)

    return [Notification, NotificationMessage, NotificationChoice, NotificationPace]
