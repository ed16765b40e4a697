"""The cart: what a person means to order; it is kept on the server and holds no stock."""

from collections import Counter

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, transaction
from familychef.core.events import changes_of, record
from familychef.core.prepared import Prepared
from familychef.families.models import Family, FamilyMember
from familychef.menu.models import Dish

MOST = 99


class CartItem(Model):
    """`asked`: the dish isn't ready, and the person wants the chef to decide."""

    room, view_permission = "kitchen", "orders.place"
    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    dish = peewee.ForeignKeyField(Dish, on_delete="CASCADE")
    for_member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    portions = peewee.IntegerField(default=1)
    left_out = peewee.JSONField(default=list)
    note = peewee.CharField(max_length=200, default="")
    asked = peewee.BooleanField(default=False)
    key = peewee.CharField(max_length=64, null=True)
    added_at = UtcField(default=clock.now)

    class Meta:
        indexes = ((("family_id", "member_id", "key"), True),)

    @classmethod
    def of(cls, member):
        """The member's cart with dishes and eaters, in the order it was filled; one query.

        Nothing is cooked for somebody who has left the family meanwhile.
        """
        return list(_cart(family=member.family_id, member=member.id))

    def change(self, by, *, portions, note=None, asked=None):
        """Set what is typed; zero portions take it out."""
        if portions == 0:
            self.remove(by)
        else:
            values = {"portions": portions, "note": note, "asked": asked}
            values = {name: value for name, value in values.items() if value is not None}
            with transaction(self.family):
                before = CartItem.get_or_none(CartItem.id == self.id)
                if values and before and self.changed_rows(CartItem.member == by.id, **values):
                    self._record("cart.changed", by, changes_of(before, values))

    def remove(self, by):
        with transaction(self.family):
            if CartItem.delete().where(CartItem.id == self.id, CartItem.member == by.id).execute():
                self._record("cart.emptied", by, {"portions": [self.portions, 0]})

    def _record(self, kind, by, changes):
        record(kind, self, actor=by, member=by, stale="cart", changes={"dish": self.dish_id, **changes})


@Prepared
def _cart(blank):
    eater = FamilyMember.alias()
    return (
        CartItem.select(CartItem, Dish, eater)
        .join(Dish)
        .join_from(CartItem, eater, on=(CartItem.for_member == eater.id))
        .where(CartItem.family == blank("family"), CartItem.member == blank("member"), eater.state == "active")
        .order_by(CartItem.id)
    )


def dishes_of(items):
    """{dish id: portions}: what is in a cart, whoever put it there and whatever its lines are called."""
    portions = Counter()
    for item in items:
        portions[item.dish_id] += item.portions
    return dict(portions)


def fingerprint(items):
    """A short text that changes with the cart, so that an order means the cart its sender saw."""
    return "-".join(f"{item.id}x{item.portions}{'a' if item.asked else ''}" for item in items)
