"""Order items for tests of stock, written as bare rows: the pantry knows nothing of how an order comes to be."""

import itertools

import peewee

from tests import larder

_numbers = itertools.count(1)


def order_item(member, portions=1):
    """The id of a queued order item of this member."""
    from familychef.core import clock
    from familychef.core.db import transaction

    family, number = member.family_id, next(_numbers)
    dish, now = larder.dish(member.family, f"Dish {number}").id, clock.now().replace(tzinfo=None)
    with transaction(member.family):
        order = _insert(
            "order", family_id=family, day=now.date(), number=number, placed_by_id=member.id, for_member_id=member.id,
            state="accepted", promised_at=now, note="", version=1, key=f"key {number}", body_hash="", reason="",
            allergens="[]", placed_at=now,
        )
        return _insert(
            "order_item", family_id=family, order_id=order, position=1, dish_id=dish, dish_version=1, name="Dish",
            portions=portions, for_member_id=member.id, left_out="[]", note="", state="queued", asked=False,
            minutes=10, snapshot="{}", version=1, fate="", reason="",
        )


def _insert(table, **values):
    from familychef.core.db import database

    peewee.Table(table, [*values, "id"]).bind(database.obj).insert(**values).execute()
    return database.execute_sql(f'SELECT max(id) FROM "{table}"').fetchone()[0]
