"""The order book: orders with everything a page shows of them, in three queries however many there are."""

from familychef.core import clock
from familychef.core.access import CHEF
from familychef.families.models import FamilyMember

from .models import Order, OrderItem
from .orders import RECALL_LIFE
from .states import CANCELLED, COOKING, DONE, OPEN, READY, UNFINISHED

STRUCK_LIFE = clock.minutes(12 * 60)
EARLIER = 10
RECALLED = 20


def people(family):
    """{id: member}, also those who have left: their orders are still told."""
    return {person.id: person for person in family.of(FamilyMember)}


def read(family, query):
    """The orders of a query with their people and items filled in; nothing of them is looked up later."""
    known, orders = people(family), list(query)
    items = {order.id: [] for order in orders}
    rows = family.of(OrderItem).where(OrderItem.order.in_(list(items))).order_by(OrderItem.position) if items else ()
    for item in rows:
        item.for_member = known[item.for_member_id]
        items[item.order_id].append(item)
    for order in orders:
        _fill(order, family, known, items[order.id])
    return orders


def one(order):
    """The same order, read anew."""
    return read(order.family, order.family.of(Order).where(Order.id == order.id))[0]


def on_the_board(family, undo_life):
    """What the kitchen has to see: open, finished a moment ago, or cancelled and nobody has looked."""
    now = clock.now()
    just_done = (Order.state == READY) & (Order.ready_at > now - undo_life)
    unseen = Order.acknowledged_at.is_null() | (Order.acknowledged_at < Order.closed_at)
    struck = (Order.state == CANCELLED) & unseen & (Order.closed_at > now - STRUCK_LIFE)
    return family.of(Order).where(Order.state.in_(UNFINISHED) | just_done | struck)


def open_now(family):
    """Everything that is being made or waits to be fetched."""
    return read(family, family.of(Order).where(Order.state.in_((*COOKING, READY))))


def at_the_pass(family):
    """What is open, and what became ready within two hours and is not on the table yet."""
    since = clock.now() - RECALL_LIFE
    ready = (Order.state == READY) & (Order.ready_at > since)
    return family.of(Order).where(Order.state.in_(UNFINISHED) | ready)


def servable(family):
    """How many orders have something that is ready and not on the table yet."""
    items = family.of(OrderItem).where(OrderItem.state == READY, OrderItem.ready_at > clock.now() - RECALL_LIFE)
    alive = family.of(Order).select(Order.id).where(Order.state.in_((*COOKING, READY)))
    return items.where(OrderItem.order.in_(alive)).select(OrderItem.order).distinct().count()


def recallable(family):
    """Ready or served within two hours, the latest first: the last twenty."""
    since = clock.now() - RECALL_LIFE
    done = family.of(Order).where(Order.state.in_(DONE), Order.ready_at > since)
    return done.order_by(Order.ready_at.desc()).limit(RECALLED)


def open_of(member):
    """What this person ordered or is to eat, and is still to come."""
    return read(member.family, own(member).where(Order.state.in_(OPEN)).order_by(Order.promised_at, Order.id))


def of_person(family, member):
    """(open orders, the last ten others) of what this person ordered or is to eat."""
    mine = own(member)
    going = mine.where(Order.state.in_(OPEN)).order_by(Order.promised_at, Order.id)
    earlier = mine.where(Order.state.not_in(OPEN)).order_by(Order.id.desc()).limit(EARLIER)
    orders = read(family, [*going, *earlier])
    return [order for order in orders if order.state in OPEN], [order for order in orders if order.state not in OPEN]


def seen_by(member):
    """One's own orders; all of them for a chef."""
    return member.family.of(Order) if member.has(CHEF) else own(member)


def own(member):
    """The orders this person sent or eats of."""
    eaten = OrderItem.select(OrderItem.order).where(OrderItem.for_member == member.id)
    return member.family.of(Order).where((Order.placed_by == member.id) | Order.id.in_(eaten))


def _fill(order, family, known, items):
    order.family = family
    order.placed_by, order.for_member = known[order.placed_by_id], known[order.for_member_id]
    order.cook, order.allergen_by = known.get(order.cook_id), known.get(order.allergen_by_id)
    order.items = items
    for item in items:
        item.order = order
