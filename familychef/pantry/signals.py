"""Tells everyone who looks at the pantry that stock has changed."""

from familychef.core.events import record

ROOM_FOR_NAMES = 360


def tell(kind, family, amounts, by=None):
    """One event for a change of several ingredients, amounts being {ingredient id: quantity}; none for nothing."""
    if amounts:
        changes = {str(ingredient_id): quantity for ingredient_id, quantity in amounts.items()}
        record(kind, family, actor=by, stale=stale(*amounts), needs="pantry.view", changes=changes)


def stale(*ingredient_ids):
    """The names of the pieces that are old now; what doesn't fit in an event is covered by `pantry`."""
    names = "pantry menu"
    for ingredient_id in ingredient_ids:
        if len(names) < ROOM_FOR_NAMES:
            names += f" ingredient-{ingredient_id}"
    return names
