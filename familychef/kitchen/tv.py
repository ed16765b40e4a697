"""The family's board, for a TV or the screen in the hall: whose food is being made, and whose is ready."""

from familychef.core import clock

from .cards import expected
from .states import ACCEPTED, PREPARING, READY

SOON = clock.minutes(10)
SHOWN = clock.minutes(60)


class FamilyBoard:
    """`almost`: being cooked, or due within ten minutes; `ready`: not yet served, for an hour."""

    room, noun, dom_id = "kitchen", "tv", "tv"

    def __init__(self, family, orders):
        now = clock.now()
        calls = sorted((Call(order, now) for order in orders), key=lambda call: (call.at, call.id))
        self.almost = [call for call in calls if call.state == PREPARING or call.state == ACCEPTED and call.soon]
        self.ready = [call for call in calls if call.state == READY and now - call.order.ready_at < SHOWN]


class Call:
    """One order as it is called out."""

    def __init__(self, order, now):
        self.order, self.id, self.state, self.number = order, order.id, order.state, order.number
        self.at = order.ready_at if order.state == READY else expected(order, now)[0]
        self.soon = self.at - now <= SOON
        alive = [item for item in order.items if item.state != "void"]
        self.names = list({item.for_member_id: item.for_member.name for item in alive}.values())
        self.dishes = [(item.portions, item.name) for item in alive]
