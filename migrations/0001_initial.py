"""The first schema: events, families, pantry, menu, kitchen.

Frozen: it never imports the application. Checks and composite foreign keys are written by hand, so that
a row of one family can't point into another and no lot goes below zero, whatever the code above does.
"""

import peewee as p


def check(rule):
    return p.SQL(f"CHECK ({rule})")


def same_family(column, table, on_delete=""):
    return p.SQL(f'FOREIGN KEY (family_id, {column}) REFERENCES "{table}" (family_id, id){on_delete}')


OWN = p.SQL("UNIQUE (family_id, id)")


def up(migrator, db):
    for table in tables(db.Model):
        table.create_table()


def down(migrator, db):
    for table in reversed(tables(db.Model)):
        table.drop_table()


def tables(Base):
    class Installation(Base):
        founded_at = p.DateTimeField()

        class Meta:
            legacy_table_names = False

    class User(Base):
        name = p.CharField(max_length=80)
        email = p.CharField(max_length=254, unique=True)
        password_hash = p.CharField(max_length=200)
        locale = p.CharField(max_length=8)
        created_at = p.DateTimeField()

        class Meta:
            legacy_table_names = False

    class Family(Base):
        name = p.CharField(max_length=80)
        locale = p.CharField(max_length=8)
        timezone = p.CharField(max_length=60)
        currency = p.CharField(max_length=3)
        version = p.IntegerField()
        demo = p.BooleanField()
        created_at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            constraints = [
                check("version >= 0"),
            ]

    class FamilyMember(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        user = p.ForeignKeyField(User, backref="+", null=True)
        name = p.CharField(max_length=80)
        roles = p.JSONField()
        colour = p.IntegerField()
        allergens = p.JSONField()
        diet = p.CharField(max_length=20)
        child = p.BooleanField()
        state = p.CharField(max_length=10)
        joined_at = p.DateTimeField()
        removed_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "user_id"), True),
            )
            constraints = [
                OWN,
                check("state IN ('active', 'removed')"),
                check("colour BETWEEN 1 AND 12"),
            ]

    class Invitation(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        token_hash = p.CharField(max_length=64, unique=True)
        roles = p.JSONField()
        uses_left = p.IntegerField()
        created_by = p.ForeignKeyField(FamilyMember, backref="+")
        created_at = p.DateTimeField()
        expires_at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            constraints = [
                same_family("created_by_id", "family_member"),
                check("uses_left >= 0"),
            ]

    class Session(Base):
        token_hash = p.CharField(max_length=64, unique=True)
        user = p.ForeignKeyField(User, backref="+", on_delete="CASCADE")
        member = p.ForeignKeyField(FamilyMember, backref="+", null=True)
        browser = p.CharField(max_length=120)
        created_at = p.DateTimeField()
        seen_at = p.DateTimeField()
        expires_at = p.DateTimeField()
        ended_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False

    class Event(Base):
        family_id = p.IntegerField()
        seq = p.IntegerField()
        kind = p.CharField(max_length=60)
        subject = p.CharField(max_length=60)
        stale = p.CharField(max_length=400)
        needs = p.CharField(max_length=40)
        member_id = p.IntegerField(null=True)
        actor_id = p.IntegerField(null=True)
        actor_roles = p.JSONField()
        changes = p.JSONField()
        at = p.DateTimeField()
        settled = p.BooleanField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "seq"), True),
            )
            constraints = [
                check("seq >= 1"),
            ]

    class DeliveryOfEvent(Base):
        event_id = p.IntegerField()
        reaction = p.CharField(max_length=120)

        class Meta:
            legacy_table_names = False
            primary_key = p.CompositeKey("event_id", "reaction")

    class Ingredient(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        starter = p.CharField(max_length=60, null=True)
        name = p.CharField(max_length=80)
        name_key = p.CharField(max_length=80)
        aliases = p.JSONField()
        base = p.CharField(max_length=6)
        track = p.CharField(max_length=6)
        level = p.CharField(max_length=6)
        threshold = p.BigIntegerField()
        pack = p.BigIntegerField(null=True)
        usual = p.BigIntegerField(null=True)
        date_kind = p.CharField(max_length=11)
        shelf_days = p.IntegerField(null=True)
        grace_days = p.IntegerField()
        opened_days = p.IntegerField(null=True)
        frozen_days = p.IntegerField(null=True)
        density_num = p.BigIntegerField(null=True)
        density_den = p.BigIntegerField(null=True)
        piece_weight = p.BigIntegerField(null=True)
        aisle = p.CharField(max_length=20)
        place = p.CharField(max_length=20)
        allergens = p.JSONField(null=True)
        diet = p.JSONField()
        archived = p.BooleanField()
        version = p.IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "name_key"), True),
            )
            constraints = [
                OWN,
                check("base IN ('mass', 'volume', 'count')"),
                check("track IN ('exact', 'level', 'ignore')"),
                check("level IN ('plenty', 'low', 'out')"),
                check("date_kind IN ('use_by', 'best_before')"),
                check("threshold >= 0"),
                check("grace_days >= 0"),
            ]

    class IngredientMeasure(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        ingredient = p.ForeignKeyField(Ingredient, backref="+", on_delete="CASCADE")
        unit = p.CharField(max_length=40)
        quantity = p.BigIntegerField()
        confirmed = p.BooleanField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "ingredient_id", "unit"), True),
            )
            constraints = [
                same_family("ingredient_id", "ingredient", " ON DELETE CASCADE"),
                check("quantity > 0"),
            ]

    class IngredientSwap(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        ingredient = p.ForeignKeyField(Ingredient, backref="+", on_delete="CASCADE")
        other = p.ForeignKeyField(Ingredient, backref="+", on_delete="CASCADE")
        num = p.IntegerField()
        den = p.IntegerField()
        rank = p.IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "ingredient_id", "other_id"), True),
            )
            constraints = [
                same_family("ingredient_id", "ingredient", " ON DELETE CASCADE"),
                same_family("other_id", "ingredient", " ON DELETE CASCADE"),
                check("num > 0 AND den > 0"),
                check("ingredient_id <> other_id"),
            ]

    class PantryStock(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        ingredient = p.ForeignKeyField(Ingredient, backref="+")
        place = p.CharField(max_length=20)
        on_hand = p.BigIntegerField()
        held = p.BigIntegerField()
        first = p.BigIntegerField()
        date = p.DateField(null=True)
        date_kind = p.CharField(max_length=11)
        opened_on = p.DateField(null=True)
        frozen_on = p.DateField(null=True)
        use_until = p.DateField(null=True)
        bought_on = p.DateField()
        cost = p.BigIntegerField(null=True)
        origin = p.CharField(max_length=8)
        version = p.IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "ingredient_id"), False),
            )
            constraints = [
                OWN,
                same_family("ingredient_id", "ingredient"),
                check("on_hand >= 0"),
                check("held >= 0"),
                check("held <= on_hand"),
                check("origin IN ('buy', 'leftover', 'adjust')"),
                check("date_kind IN ('use_by', 'best_before')"),
            ]

    class Picture(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        small = p.CharField(max_length=64)
        medium = p.CharField(max_length=64)
        large = p.CharField(max_length=64)
        added_by = p.ForeignKeyField(FamilyMember, backref="+", null=True)
        added_at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            constraints = [
                OWN,
                same_family("added_by_id", "family_member"),
            ]

    class Dish(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        name = p.CharField(max_length=80)
        slug = p.CharField(max_length=80)
        description = p.TextField()
        picture = p.ForeignKeyField(Picture, backref="+", null=True)
        section = p.CharField(max_length=40)
        published = p.BooleanField()
        published_at = p.DateTimeField(null=True)
        published_by = p.ForeignKeyField(FamilyMember, backref="+", null=True)
        yield_portions = p.IntegerField()
        prep_minutes = p.IntegerField()
        tags = p.JSONField()
        diet = p.JSONField()
        version = p.IntegerField()
        archived = p.BooleanField()
        created_at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "slug"), True),
            )
            constraints = [
                OWN,
                same_family("picture_id", "picture"),
                same_family("published_by_id", "family_member"),
                check("yield_portions BETWEEN 1 AND 999"),
                check("prep_minutes BETWEEN 0 AND 10000"),
            ]

    class RecipeIngredient(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        dish = p.ForeignKeyField(Dish, backref="+", on_delete="CASCADE")
        position = p.IntegerField()
        ingredient = p.ForeignKeyField(Ingredient, backref="+", null=True)
        typed = p.CharField(max_length=200)
        num = p.BigIntegerField(null=True)
        den = p.BigIntegerField(null=True)
        unit = p.CharField(max_length=40)
        role = p.CharField(max_length=8)
        scale = p.CharField(max_length=6)
        note = p.CharField(max_length=200)
        base_qty = p.BigIntegerField(null=True)
        base_state = p.CharField(max_length=9)

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "dish_id", "position"), True),
                (("family_id", "ingredient_id"), False),
            )
            constraints = [
                same_family("dish_id", "dish", " ON DELETE CASCADE"),
                same_family("ingredient_id", "ingredient"),
                check("role IN ('required', 'optional', 'to_taste')"),
                check("scale IN ('linear', 'fixed', 'whole')"),
                check("base_state IN ('exact', 'estimated', 'unknown')"),
                check("base_qty IS NULL OR base_qty >= 0"),
            ]

    class RecipeStep(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        dish = p.ForeignKeyField(Dish, backref="+", on_delete="CASCADE")
        position = p.IntegerField()
        text = p.TextField()
        seconds = p.IntegerField(null=True)

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "dish_id", "position"), True),
            )
            constraints = [
                same_family("dish_id", "dish", " ON DELETE CASCADE"),
            ]

    class Favourite(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        member = p.ForeignKeyField(FamilyMember, backref="+", on_delete="CASCADE")
        dish = p.ForeignKeyField(Dish, backref="+", on_delete="CASCADE")

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "member_id", "dish_id"), True),
            )
            constraints = [
                same_family("member_id", "family_member", " ON DELETE CASCADE"),
                same_family("dish_id", "dish", " ON DELETE CASCADE"),
            ]

    class CartItem(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        member = p.ForeignKeyField(FamilyMember, backref="+", on_delete="CASCADE")
        dish = p.ForeignKeyField(Dish, backref="+", on_delete="CASCADE")
        for_member = p.ForeignKeyField(FamilyMember, backref="+", on_delete="CASCADE")
        portions = p.IntegerField()
        left_out = p.JSONField()
        note = p.CharField(max_length=200)
        asked = p.BooleanField()
        key = p.CharField(max_length=64, null=True)
        added_at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "member_id", "key"), True),
            )
            constraints = [
                same_family("member_id", "family_member", " ON DELETE CASCADE"),
                same_family("dish_id", "dish", " ON DELETE CASCADE"),
                same_family("for_member_id", "family_member", " ON DELETE CASCADE"),
                check("portions BETWEEN 1 AND 99"),
            ]

    class Order(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        day = p.DateField()
        number = p.IntegerField()
        placed_by = p.ForeignKeyField(FamilyMember, backref="+")
        for_member = p.ForeignKeyField(FamilyMember, backref="+")
        state = p.CharField(max_length=10)
        wanted_for = p.DateTimeField(null=True)
        promised_at = p.DateTimeField()
        note = p.CharField(max_length=300)
        version = p.IntegerField()
        key = p.CharField(max_length=64)
        body_hash = p.CharField(max_length=64)
        cook = p.ForeignKeyField(FamilyMember, backref="+", null=True)
        reason = p.CharField(max_length=200)
        allergens = p.JSONField()
        allergen_by = p.ForeignKeyField(FamilyMember, backref="+", null=True)
        placed_at = p.DateTimeField()
        accepted_at = p.DateTimeField(null=True)
        ready_at = p.DateTimeField(null=True)
        closed_at = p.DateTimeField(null=True)
        acknowledged_at = p.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "day", "number"), True),
                (("family_id", "placed_by_id", "key"), True),
                (("family_id", "state"), False),
            )
            constraints = [
                OWN,
                same_family("placed_by_id", "family_member"),
                same_family("for_member_id", "family_member"),
                same_family("cook_id", "family_member"),
                same_family("allergen_by_id", "family_member"),
                check("state IN ('placed', 'accepted', 'preparing', 'ready', 'served', 'declined', 'cancelled')"),
                check("number >= 1"),
            ]

    class OrderItem(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        order = p.ForeignKeyField(Order, backref="+", on_delete="CASCADE")
        position = p.IntegerField()
        dish = p.ForeignKeyField(Dish, backref="+")
        dish_version = p.IntegerField()
        name = p.CharField(max_length=80)
        portions = p.IntegerField()
        for_member = p.ForeignKeyField(FamilyMember, backref="+")
        left_out = p.JSONField()
        note = p.CharField(max_length=200)
        state = p.CharField(max_length=8)
        asked = p.BooleanField()
        minutes = p.IntegerField()
        snapshot = p.JSONField()
        version = p.IntegerField()
        added_at = p.DateTimeField(null=True)
        struck_at = p.DateTimeField(null=True)
        seen_at = p.DateTimeField(null=True)
        started_at = p.DateTimeField(null=True)
        ready_at = p.DateTimeField(null=True)
        served_at = p.DateTimeField(null=True)
        fate = p.CharField(max_length=8)
        reason = p.CharField(max_length=200)

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "order_id", "position"), True),
            )
            constraints = [
                OWN,
                same_family("order_id", "order", " ON DELETE CASCADE"),
                same_family("dish_id", "dish"),
                same_family("for_member_id", "family_member"),
                check("state IN ('queued', 'started', 'ready', 'served', 'void')"),
                check("portions BETWEEN 1 AND 99"),
            ]

    class StockMove(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        pantry_stock = p.ForeignKeyField(PantryStock, backref="+")
        delta = p.BigIntegerField()
        reason = p.CharField(max_length=8)
        note = p.CharField(max_length=200)
        order_item_id = p.IntegerField(null=True)
        actor = p.ForeignKeyField(FamilyMember, backref="+", null=True)
        undo_of = p.ForeignKeyField("self", backref="+", null=True)
        key = p.CharField(max_length=64, null=True)
        at = p.DateTimeField()

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "pantry_stock_id"), False),
                (("family_id", "key"), True),
                (("family_id", "undo_of_id"), True),
            )
            constraints = [
                OWN,
                same_family("pantry_stock_id", "pantry_stock"),
                same_family("actor_id", "family_member"),
                same_family("undo_of_id", "stock_move"),
                same_family("order_item_id", "order_item"),
                check("delta <> 0"),
                check("reason IN ('buy', 'cook', 'waste', 'adjust', 'move', 'leftover', 'undo')"),
            ]

    class Hold(Base):
        family = p.ForeignKeyField(Family, backref="+", on_delete="CASCADE")
        order_item_id = p.IntegerField()
        ingredient = p.ForeignKeyField(Ingredient, backref="+")
        quantity = p.BigIntegerField()
        pantry_stock = p.ForeignKeyField(PantryStock, backref="+", null=True)
        state = p.CharField(max_length=8)

        class Meta:
            legacy_table_names = False
            indexes = (
                (("family_id", "state"), False),
                (("family_id", "order_item_id"), False),
            )
            constraints = [
                same_family("ingredient_id", "ingredient"),
                same_family("pantry_stock_id", "pantry_stock"),
                same_family("order_item_id", "order_item"),
                check("quantity > 0"),
                check("state IN ('held', 'bound', 'used', 'released')"),
                check("state IN ('held', 'released') OR pantry_stock_id IS NOT NULL"),
            ]

    return [
        Installation,
        User,
        Family,
        FamilyMember,
        Invitation,
        Session,
        Event,
        DeliveryOfEvent,
        Ingredient,
        IngredientMeasure,
        IngredientSwap,
        PantryStock,
        Picture,
        Dish,
        RecipeIngredient,
        RecipeStep,
        Favourite,
        CartItem,
        Order,
        OrderItem,
        StockMove,
        Hold,
    ]
