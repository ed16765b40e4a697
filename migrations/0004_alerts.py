"""The house watches its stock: what runs low, what ends.

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

    class Ingredient(Known):
        pass

    class PantryStock(Known):
        pass

    class Alert(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        ingredient = p.ForeignKeyField(Ingredient, backref="+", on_delete="CASCADE")
        pantry_stock = p.ForeignKeyField(PantryStock, backref="+", null=True, on_delete="CASCADE")
        about = p.CharField(max_length=40)
        kind = p.CharField(max_length=8)
        opened_at = p.DateTimeField()
        snoozed_until = p.DateTimeField(null=True)
        fine_at = p.DateTimeField(null=True)
        resolved_at = p.DateTimeField(null=True)
        version = p.IntegerField()

        class Meta:
            legacy_table_names = False
            constraints = [
                OWN,
                same_family("ingredient_id", "ingredient"),
                same_family("pantry_stock_id", "pantry_stock"),
            ]

    Alert.add_index(Alert.family, Alert.about, Alert.kind, unique=True, where=Alert.resolved_at.is_null())
    return [Alert]
