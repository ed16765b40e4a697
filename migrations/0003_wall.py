"""The wall: stations, what is out, parts of a line, waste, rush, waiting, later promises, timers, settings of a screen.

Frozen: it never imports the application.
"""

import peewee as p

OWN = p.SQL("UNIQUE (family_id, id)")
COLUMNS = (
    ("device", "settings", "JSON NOT NULL DEFAULT '{}'"),
    ("dish", "out_until", "TIMESTAMP"),
    ("dish", "portions_left", "INTEGER CHECK (portions_left >= 0)"),
    ("order", "rushed_at", "TIMESTAMP"),
    ("order", "delayed", "INTEGER NOT NULL DEFAULT 0"),
    ("order_item", "ready_portions", "INTEGER NOT NULL DEFAULT 0"),
    ("order_item", "waits", "BOOLEAN NOT NULL DEFAULT FALSE"),
    ("order_item", "recalls", "INTEGER NOT NULL DEFAULT 0"),
    ("order_item", "slips", "INTEGER NOT NULL DEFAULT 0"),
    ("order_item", "wasted", "INTEGER NOT NULL DEFAULT 0"),
)


def check(rule):
    return p.SQL(f"CHECK ({rule})")


def same_family(column, table, rest=""):
    return p.SQL(f'FOREIGN KEY (family_id, {column}) REFERENCES "{table}" (family_id, id){rest}')


def up(migrator, db):
    for table, column, kind in COLUMNS:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" {kind}')
    for table in tables(db.Model):
        table.create_table()


def down(migrator, db):
    for table in reversed(tables(db.Model)):
        table.drop_table()
    for table, column, _kind in reversed(COLUMNS):
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')


def tables(Base):
    class Known(Base):
        class Meta:
            legacy_table_names = False

    class Family(Known):
        pass

    class FamilyMember(Known):
        pass

    class Dish(Known):
        pass

    class OrderItem(Known):
        pass

    class Station(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        name = p.CharField(max_length=40)
        name_key = p.CharField(max_length=40)
        position = p.IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = ((("family_id", "name_key"), True),)
            constraints = [OWN]

    class DishStation(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        dish = p.ForeignKeyField(Dish, backref="+", unique=True, on_delete="CASCADE")
        station = p.ForeignKeyField(Station, backref="+", on_delete="CASCADE")

        class Meta:
            legacy_table_names = False
            constraints = [OWN, same_family("dish_id", "dish"), same_family("station_id", "station")]

    class Timer(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        order_item = p.ForeignKeyField(OrderItem, backref="+", null=True, on_delete="CASCADE")
        name = p.CharField(max_length=80)
        seconds = p.IntegerField()
        key = p.CharField(max_length=64)
        started_by = p.ForeignKeyField(FamilyMember, backref="+", null=True)
        started_at = p.DateTimeField()
        ends_at = p.DateTimeField()
        stopped_at = p.DateTimeField(null=True)
        version = p.IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "key"), True),
                (("family_id", "stopped_at"), False),
            )
            constraints = [
                OWN,
                same_family("order_item_id", "order_item"),
                same_family("started_by_id", "family_member"),
                check("seconds > 0"),
            ]

    return [Station, DishStation, Timer]
