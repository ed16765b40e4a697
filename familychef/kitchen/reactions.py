"""What the kitchen does when something happens elsewhere in the house."""

from familychef.core.events import Event
from familychef.core.relay import on

from .cart import CartItem
from .items import OrderItem
from .orders import Order


@on("member.erased")
def forget_what_they_wrote(event, family):
    """Orders keep their dishes, amounts and times; the words of who was erased go, and their basket with them."""
    member = event.actor_id
    placed = family.of(Order).select(Order.id).where(Order.placed_by == member)
    CartItem.delete().where((CartItem.member == member) | (CartItem.for_member == member)).execute()
    Order.update(note="").where(Order.placed_by == member).execute()
    Order.update(reason="").where(Order.cook == member).execute()
    Order.update(allergens=[]).where(Order.for_member == member).execute()
    OrderItem.update(note="").where(OrderItem.order.in_(placed)).execute()
    OrderItem.update(reason="").where(OrderItem.id.in_(_voided_by(member, family))).execute()


def _voided_by(member, family):
    """Ids of the items this person gave up or threw away some of; they may have said why."""
    query = Event.select(Event.subject).where(Event.family_id == family.id, Event.actor_id == member)
    given_up = query.where(Event.kind.in_(["item.void", "item.wasted"]))
    return [int(subject.rpartition("-")[2]) for (subject,) in given_up.tuples()]
