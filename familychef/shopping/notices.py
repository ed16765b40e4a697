"""How what happens around the shopping lists reads to a person."""

from familychef.core import notices
from familychef.core.i18n import _l
from familychef.core.notices import Thing

from .models import ShoppingList, ShoppingListItem
from .prices import price_words

KINDS = {
    "shopping.made": _l("Shopping list made"),
    "shopping.settled": _l("Shopping list changed"),
    "shopping.archived": _l("Shopping list archived"),
    "shopping.revived": _l("Shopping list brought back"),
    "shopping.kept": _l("The house looked what is missing"),
    "shopping.put_away": _l("Shopping put away"),
    "entry.added": _l("Put on the shopping list"),
    "entry.changed": _l("Shopping changed"),
    "entry.removed": _l("Taken off the shopping list"),
    "entry.returned": _l("Back on the shopping list"),
    "entry.ticked": _l("In the basket"),
    "entry.unticked": _l("Out of the basket again"),
    "entry.bought": _l("Bought"),
}
FIELDS = {"budget": _l("Budget"), "lines": _l("Things")}


def _rows(model):
    return lambda family, ids: {row.id: row for row in family.of(model).where(model.id.in_(list(ids)))}


def _money(value, _row, reader):
    return price_words(value, reader.family)


SUBJECTS = {
    "shopping_list": Thing(
        "", _rows(ShoppingList), lambda found: found.name, needs="shopping.tick", page="shopping.shopping_list",
    ),
    "shopping_list_item": Thing("", _rows(ShoppingListItem), lambda line: line.name, needs="shopping.tick"),
}

notices.say(KINDS, fields=FIELDS, words={"budget": _money}, subjects=SUBJECTS)
