"""The house keeps its own lines: writes what lacks, says why, takes away what there is no reason for any more."""

from familychef.core.db import transaction
from familychef.core.events import record

from .entries import ShoppingListItem
from .lists import ShoppingList
from .needs import needs
from .states import BY_THE_HOUSE, GONE, OPEN

OWN_REASONS = ("low", "level", "orders", "held")


def keep(family, ids=None):
    """Let the list say what lacks now, of all ingredients or of these; True when something changed."""
    with transaction(family):
        lacking, lines, silent = needs(family, ids), _lines(family, ids), _silent(family, ids)
        ShoppingListItem.update(silent=False).where(
            ShoppingListItem.family == family.id, ShoppingListItem.ingredient.in_(list(silent - set(lacking)))
        ).execute()
        changes = {}
        for id in sorted(set(lines) | set(lacking)):
            if id not in silent or id not in lacking:
                changes |= _kept(family, lacking.get(id), lines.get(id, []))
        if changes:
            _tell(family, changes)
        return bool(changes)


def _lines(family, ids):
    """{ingredient id: its open lines on every list}, the oldest first."""
    item, found = ShoppingListItem, {}
    which = [] if ids is None else [item.ingredient.in_(list(ids))]
    query = item.select(item).join(ShoppingList).where(item.family == family.id, item.state == OPEN, *which)
    for line in query.where(item.ingredient.is_null(False), ~ShoppingList.archived).order_by(item.id):
        found.setdefault(line.ingredient_id, []).append(line)
    return found


def _silent(family, ids):
    item = ShoppingListItem
    which = [] if ids is None else [item.ingredient.in_(list(ids))]
    query = family.of(item).select(item.ingredient).where(item.silent, item.ingredient.is_null(False), *which)
    return {id for (id,) in query.distinct().tuples()}


def _kept(family, need, lines):
    """{ingredient: [before, after]} of what was to be changed for one ingredient."""
    waiting = [line for line in lines if line.ticked_at is None]
    carrier = next((line for line in waiting if line.origin in BY_THE_HOUSE), None)
    carrier = carrier or next((line for line in waiting if not line.is_vague() and not line.note), None)
    changed = [_explained(line, need) for line in waiting]
    changed += [line.changed_rows(state=GONE, needed=0) for line in waiting if _is_second(line, carrier)]
    before = carrier.needed if carrier else 0
    after = _amount(need, lines, waiting)
    if carrier and after is None and carrier.origin in BY_THE_HOUSE:
        carrier.changed_rows(state=GONE, needed=0)
    elif carrier and (after or 0) != before:
        carrier.changed_rows(needed=after or 0)
    elif carrier is None and after is not None:
        carrier = _write(family, need, after)
        before = None
    elif not any(changed):
        return {}
    food = need.ingredient.id if need else lines[0].ingredient_id
    return {f"ingredient-{food}": [before, after or 0]}


def _is_second(line, carrier):
    """One line of the house is enough for a food."""
    return line is not carrier and line.origin in BY_THE_HOUSE


def _amount(need, lines, waiting):
    """What the house has to add; 0 is some of what nobody measures, None is nothing."""
    house = [line for line in waiting if line.origin in BY_THE_HOUSE]
    others = [line for line in lines if line not in house]
    if need is None or any(line.is_vague() for line in others):
        return None
    elif need.lack is None:
        return None if others else 0
    else:
        own = sum((line.quantity or 0) + (line.needed if line.ticked_at else 0) for line in others)
        return need.to_buy(own) or None


def _explained(line, need):
    """Let a line say why the house wants it; True when that is new."""
    kept = {name: value for name, value in line.reasons.items() if name not in OWN_REASONS}
    reasons = kept | (need.reasons if need else {})
    return reasons != line.reasons and line.changed_rows(reasons=reasons)


def _write(family, need, amount):
    food = need.ingredient
    return ShoppingListItem.create(
        family=family, shopping_list=ShoppingList.first_of(family), ingredient=food, name=food.name,
        name_key=food.name_key, aisle=food.aisle, needed=amount, origin=need.origin, reasons=need.reasons,
    )


def _tell(family, changes):
    record("shopping.kept", family, stale="shopping", needs=ShoppingListItem.view_permission, changes=changes)
