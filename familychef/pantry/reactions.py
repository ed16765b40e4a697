"""What the pantry does when something happens elsewhere in the house."""

from familychef.core import notices
from familychef.core.relay import on

from .alerts import Alert
from .lots import PantryStock, StockMove
from .signals import OF_STOCK


@on(*OF_STOCK)
def look_at_what_changed(event, family):
    Alert.check(family, _ingredients(event, family))


@on("member.erased")
def forget_what_they_wrote(event, _family):
    """Every amount that was moved still counts; the words of who was erased go."""
    StockMove.update(note="").where(StockMove.actor == event.actor_id).execute()


def _ingredients(event, family):
    """{id} of the ingredients an event is about, by itself, by its changes or through a batch."""
    named = [notices.split(name) for name in (event.subject, *event.changes)]
    lots = {id for noun, id in named if noun == "pantry_stock"}
    rows = PantryStock.select(PantryStock.ingredient).where(PantryStock.family == family.id, PantryStock.id.in_(lots))
    return {id for noun, id in named if noun == "ingredient"} | {id for (id,) in rows.tuples()}
