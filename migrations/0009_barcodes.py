"""Barcodes: what the family has been told about the numbers on packs.

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


def same_family(column, table, rest=""):
    return p.SQL(f'FOREIGN KEY (family_id, {column}) REFERENCES "{table}" (family_id, id){rest}')


def tables(Base):
    class Known(Base):
        class Meta:
            legacy_table_names = False

    class Family(Known):
        pass

    class Ingredient(Known):
        pass

    class Barcode(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        code = p.CharField(max_length=13)
        ingredient = p.ForeignKeyField(Ingredient, backref="+", on_delete="CASCADE")
        quantity = p.BigIntegerField(null=True)
        name = p.CharField(max_length=100)

        class Meta:
            legacy_table_names = False
            indexes = ((("family_id", "code"), True), (("family_id", "ingredient_id"), False))
            constraints = [
                OWN,
                same_family("ingredient_id", "ingredient", " ON DELETE CASCADE"),
                p.SQL("CHECK (quantity IS NULL OR quantity > 0)"),
            ]

    return [Barcode]
