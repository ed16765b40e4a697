"""What who watches the house may count of its kitchens."""

import peewee

from familychef.core.sight import gauge

from .models import Order


@gauge("orders", "Orders of all families by state", "state")
def orders():
    query = Order.select(Order.state, peewee.fn.COUNT(Order.id)).group_by(Order.state)
    return {(state,): count for state, count in query.tuples()}
