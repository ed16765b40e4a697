"""Shopping: lists, their lines, what was tapped on them, and what accepted orders lack.

Frozen: it never imports the application.
"""

import peewee as p

OWN = p.SQL("UNIQUE (family_id, id)")


def check(rule):
    return p.SQL(f"CHECK ({rule})")


def same_family(column, table, rest=""):
    return p.SQL(f'FOREIGN KEY (family_id, {column}) REFERENCES "{table}" (family_id, id){rest}')


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

    class FamilyMember(Known):
        pass

    class Ingredient(Known):
        pass

    class ShoppingList(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        name = p.CharField(max_length=40)
        budget = p.BigIntegerField(null=True)
        aisles = p.JSONField()
        archived = p.BooleanField()
        version = p.IntegerField()

        class Meta:
            legacy_table_names = False
            constraints = [OWN, check("budget IS NULL OR budget >= 0")]

    class ShoppingListItem(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        shopping_list = p.ForeignKeyField(ShoppingList, backref="+", on_delete="CASCADE")
        ingredient = p.ForeignKeyField(Ingredient, backref="+", null=True)
        name = p.CharField(max_length=100)
        name_key = p.CharField(max_length=100)
        note = p.CharField(max_length=100)
        quantity = p.BigIntegerField(null=True)
        num = p.BigIntegerField(null=True)
        den = p.BigIntegerField(null=True)
        unit = p.CharField(max_length=40)
        needed = p.BigIntegerField()
        origin = p.CharField(max_length=9)
        reasons = p.JSONField()
        aisle = p.CharField(max_length=20)
        state = p.CharField(max_length=7)
        silent = p.BooleanField()
        added_by = p.ForeignKeyField(FamilyMember, backref="+", null=True)
        added_at = p.DateTimeField()
        tapped_at = p.DateTimeField(null=True)
        ticked_at = p.DateTimeField(null=True)
        ticked_by = p.ForeignKeyField(FamilyMember, backref="+", null=True)
        price = p.BigIntegerField(null=True)
        version = p.IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "state"), False),
                (("family_id", "ingredient_id"), False),
            )
            constraints = [
                OWN,
                same_family("shopping_list_id", "shopping_list"),
                same_family("ingredient_id", "ingredient"),
                same_family("added_by_id", "family_member"),
                same_family("ticked_by_id", "family_member"),
                check("origin IN ('manual', 'low_stock', 'order', 'plan')"),
                check("state IN ('open', 'bought', 'removed', 'gone')"),
                check("quantity IS NULL OR quantity >= 0"),
                check("price IS NULL OR price >= 0"),
                check("needed >= 0"),
            ]

    class ShoppingTap(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        shopping_list = p.ForeignKeyField(ShoppingList, backref="+", on_delete="CASCADE")
        shopping_list_item = p.ForeignKeyField(ShoppingListItem, backref="+", null=True, on_delete="CASCADE")
        member = p.ForeignKeyField(FamilyMember, backref="+")
        done = p.BooleanField(null=True)
        at = p.DateTimeField()
        key = p.CharField(max_length=64)

        class Meta:
            legacy_table_names = False
            indexes = ((("family_id", "key"), True),)
            constraints = [
                OWN,
                same_family("shopping_list_id", "shopping_list"),
                same_family("shopping_list_item_id", "shopping_list_item"),
                same_family("member_id", "family_member"),
            ]

    class ShoppingGap(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        order_id = p.IntegerField()
        ingredient = p.ForeignKeyField(Ingredient, backref="+")
        quantity = p.BigIntegerField()
        dish = p.CharField(max_length=80)

        class Meta:
            legacy_table_names = False
            indexes = ((("family_id", "order_id"), False),)
            constraints = [OWN, same_family("ingredient_id", "ingredient"), check("quantity > 0")]

    return [ShoppingList, ShoppingListItem, ShoppingTap, ShoppingGap]
