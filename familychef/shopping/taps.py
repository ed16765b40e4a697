"""What somebody sent from a phone, once for each key however often it arrives."""

import datetime as dt

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField
from familychef.families.models import Family, FamilyMember

from .entries import ShoppingListItem
from .lists import ShoppingList

CLOSE = dt.timedelta(minutes=2)


class ShoppingTap(Model):
    """A tick (`done` or not), an addition or a putting away (`done` is None); `at`: when the finger touched.

    `met`: what somebody else had done meanwhile, see meeting.py.
    """

    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    shopping_list = peewee.ForeignKeyField(ShoppingList, backref="taps", on_delete="CASCADE")
    shopping_list_item = peewee.ForeignKeyField(ShoppingListItem, backref="taps", null=True, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember)
    done = peewee.BooleanField(null=True)
    at = UtcField(default=clock.now)
    key = peewee.CharField(max_length=64)
    met = peewee.CharField(max_length=7, null=True)

    class Meta:
        indexes = ((("family_id", "key"), True),)

    @classmethod
    def first(cls, family, key, **values):
        """Note it, in the open transaction; False when it was noted before."""
        if key is None:
            return True
        row = cls.insert(family=family.id, key=key, **{"at": clock.now()} | values).on_conflict_ignore()
        return row.as_rowcount().execute() == 1

    @classmethod
    def came(cls, family, key):
        """Was it noted before?"""
        return family.of(cls).where(cls.key == key).exists()

    @classmethod
    def met_by(cls, family, key):
        """What the tap with this key met when it came first."""
        return family.of(cls).select(cls.met).where(cls.key == key).scalar()


def moment(at, sent=0):
    """(the instant of a tap that a phone's clock tells in milliseconds, never later than now; is that clock right?)

    `sent`: what the same clock said when it was sent. A clock that is right, but for two minutes, is believed, so that
    a slow line puts no tap after a later one; of one that is wrong only the age of the tap is used.
    """
    now = clock.now()
    if not sent or abs(dt.timedelta(milliseconds=sent) - dt.timedelta(seconds=now.timestamp())) < CLOSE:
        return min(now, dt.datetime.fromtimestamp(at / 1000, dt.UTC)), True
    return now - dt.timedelta(milliseconds=max(0, sent - at)), False
