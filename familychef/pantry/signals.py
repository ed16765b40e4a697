"""Tells everyone who looks at the pantry that stock has changed."""

from familychef.core.events import record

ROOM_FOR_NAMES = 360
OF_STOCK = (
    "stock.added", "stock.taken", "stock.counted", "stock.wasted", "stock.undone", "stock.held", "stock.released",
    "stock.bound", "stock.cooked", "stock.restored", "stock.corrected", "lot.opened", "lot.closed", "lot.frozen",
    "lot.thawed", "lot.dated", "lot.split", "ingredient.added", "ingredient.changed", "ingredient.archived",
    "ingredient.unarchived", "ingredient.level_set", "ingredient.counted",
)


def tell(kind, family, amounts, by=None, *, item, ends=False):
    """One event for a change of several ingredients, amounts being {ingredient id: quantity}; none for nothing.

    `item`: the order item it was for; `ends`: they are not reserved for it any more.
    """
    if amounts:
        pairs = {f"ingredient-{id}": [quantity, None] if ends else [None, quantity] for id, quantity in amounts.items()}
        changes = {"item": item, **pairs}
        record(kind, family, actor=by, stale=stale(*amounts), needs="pantry.view", changes=changes)


def stale(*ingredient_ids):
    """The names of the pieces that are old now; what doesn't fit in an event is covered by `pantry`."""
    names = "pantry menu"
    for ingredient_id in ingredient_ids:
        if len(names) < ROOM_FOR_NAMES:
            names += f" ingredient-{ingredient_id}"
    return names
