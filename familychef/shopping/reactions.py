"""What shopping does when something happens elsewhere in the house."""

from familychef.core.events import Event
from familychef.core.relay import on
from familychef.pantry.actions import OF_STOCK

from .entries import ShoppingListItem
from .gaps import ShoppingGap
from .keeping import keep
from .states import OPEN, REMOVED

OVER = ("order.preparing", "order.ready", "order.served", "order.cancelled", "order.declined")


@on(*OF_STOCK)
def look_what_lacks(event, family):
    """Of a burst of changes the last one is enough."""
    later = Event.select().where(Event.family_id == family.id, Event.seq > event.seq, ~Event.settled)
    if not later.where(Event.kind.in_(OF_STOCK)).exists():
        keep(family)


@on("order.accepted")
def note_what_an_order_lacks(event, family):
    gap = event.changes.get("gap") or [None, []]
    rows = [(row[0], row[1], row[2] if len(row) > 2 else "") for row in gap[1] or []]
    if ShoppingGap.note(family, _order(event), rows):
        keep(family)


@on(*OVER)
def forget_what_an_order_lacked(event, family):
    if ShoppingGap.note(family, _order(event), []):
        keep(family)


@on("member.erased")
def forget_what_they_wished(event, family):
    """What was bought was bought; the words of who was erased go, and what they only wished for with them."""
    own = (ShoppingListItem.family == family.id) & (ShoppingListItem.added_by == event.actor_id)
    ShoppingListItem.update(note="").where(own).execute()
    free = own & ShoppingListItem.ingredient.is_null()
    ShoppingListItem.update(state=REMOVED).where(free, ShoppingListItem.state == OPEN).execute()
    ShoppingListItem.update(name="", name_key="").where(free).execute()


def _order(event):
    return int(event.subject.rpartition("-")[2])
