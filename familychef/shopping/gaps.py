"""What accepted orders lack, until they are cooked or come to nothing."""

import peewee

from familychef.core.db import Model
from familychef.families.models import Family
from familychef.pantry.models import Ingredient


class ShoppingGap(Model):
    """An order that a chef accepted although so much of an ingredient is not there; `dish`: what it is for."""

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    order_id = peewee.IntegerField()
    ingredient = peewee.ForeignKeyField(Ingredient)
    quantity = peewee.BigIntegerField()
    dish = peewee.CharField(max_length=80, default="")

    class Meta:
        indexes = ((("family_id", "order_id"), False),)

    @classmethod
    def note(cls, family, order_id, gaps):
        """gaps: [(ingredient id, quantity, dish)] of this order from now on; none when it lacks nothing any more."""
        gone = cls.delete().where(cls.family == family.id, cls.order_id == order_id).execute()
        own = {id for (id,) in family.of(Ingredient).select(Ingredient.id).tuples()} if gaps else set()
        rows = [(id, quantity, dish) for id, quantity, dish in gaps if quantity and id in own]
        for id, quantity, dish in rows:
            cls.create(family=family, order_id=order_id, ingredient=id, quantity=quantity, dish=dish)
        return bool(gone or rows)
