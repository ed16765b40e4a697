"""Carts, orders and their items; an order's state follows from its items."""

import peewee

from familychef.core import clock
from familychef.core.db import Model, Stateful, UtcField
from familychef.families.models import Family, FamilyMember
from familychef.menu.models import Dish


class CartItem(Model):
    """A dish a person means to order; nothing is held for it yet."""

    room, view_permission = "kitchen", "orders.place"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    dish = peewee.ForeignKeyField(Dish, on_delete="CASCADE")
    for_member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    portions = peewee.IntegerField(default=1)
    left_out = peewee.JSONField(default=list)
    note = peewee.CharField(max_length=200, default="")
    added_at = UtcField(default=clock.now)


class Order(Stateful, Model):
    room, view_permission = "kitchen", "orders.view"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    day = peewee.DateField()
    number = peewee.IntegerField()
    placed_by = peewee.ForeignKeyField(FamilyMember)
    for_member = peewee.ForeignKeyField(FamilyMember)
    state = peewee.CharField(max_length=10, default="placed")
    wanted_for = UtcField(null=True)
    promised_at = UtcField()
    note = peewee.CharField(max_length=300, default="")
    version = peewee.IntegerField(default=1)
    key = peewee.CharField(max_length=64)
    body_hash = peewee.CharField(max_length=64)
    cook = peewee.ForeignKeyField(FamilyMember, null=True)
    reason = peewee.CharField(max_length=200, default="")
    allergens = peewee.JSONField(default=list)
    allergen_by = peewee.ForeignKeyField(FamilyMember, null=True)
    placed_at = UtcField(default=clock.now)
    accepted_at = UtcField(null=True)
    ready_at = UtcField(null=True)
    closed_at = UtcField(null=True)
    acknowledged_at = UtcField(null=True)

    class Meta:
        indexes = (
            (("family_id", "day", "number"), True),
            (("family_id", "placed_by_id", "key"), True),
            (("family_id", "state"), False),
        )


class OrderItem(Stateful, Model):
    """One dish of an order, with the recipe as it was when it was ordered."""

    room, view_permission = "kitchen", "orders.view"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    order = peewee.ForeignKeyField(Order, backref="items", on_delete="CASCADE")
    position = peewee.IntegerField()
    dish = peewee.ForeignKeyField(Dish)
    dish_version = peewee.IntegerField()
    name = peewee.CharField(max_length=80)
    portions = peewee.IntegerField()
    for_member = peewee.ForeignKeyField(FamilyMember)
    left_out = peewee.JSONField(default=list)
    note = peewee.CharField(max_length=200, default="")
    state = peewee.CharField(max_length=8, default="queued")
    asked = peewee.BooleanField(default=False)
    minutes = peewee.IntegerField(default=0)
    snapshot = peewee.JSONField(default=dict)
    version = peewee.IntegerField(default=1)
    added_at = UtcField(null=True)
    struck_at = UtcField(null=True)
    seen_at = UtcField(null=True)
    started_at = UtcField(null=True)
    ready_at = UtcField(null=True)
    served_at = UtcField(null=True)
    fate = peewee.CharField(max_length=8, default="")
    reason = peewee.CharField(max_length=200, default="")

    class Meta:
        indexes = ((("family_id", "order_id", "position"), True),)
