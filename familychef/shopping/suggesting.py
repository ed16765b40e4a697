"""Suggestions while typing: everything that was ever on a list, what is used most first, then what is known."""

import peewee

from familychef.core.folding import fold_name
from familychef.core.i18n import language
from familychef.menu import actions as menu
from familychef.pantry import actions as pantry

from .entries import ShoppingListItem
from .reading import BETWEEN

MOST = 8


def suggestions(family, text):
    """[(the whole text with the last thing finished, the name)] for what has been typed so far."""
    places = [found.end() for found in BETWEEN.finditer(text)]
    before, last = text[: places[-1]] if places else "", text[places[-1] if places else 0 :]
    name = menu.parse_line(last, language()).name
    if not fold_name(name):
        return []
    start = before.rstrip() + (" " if before.strip() else "") + last[: last.rfind(name)].lstrip()
    return [(start + found, found) for found in names(family, name)]


def names(family, typed):
    """What was on a list before, then the family's own foods and the starter's."""
    wanted = fold_name(typed)
    known = [name for name in _used(family) if f" {wanted}" in f" {fold_name(name)}"]
    more = [name for name, _base, _own in pantry.suggestions(family, typed, MOST)]
    found = {}
    for name in [*known[:MOST], *more]:
        found.setdefault(fold_name(name), name)
    return list(found.values())[:MOST]


def _used(family):
    """Every name that was on a list, the most frequent first."""
    item, times = ShoppingListItem, peewee.fn.COUNT(ShoppingListItem.id)
    query = item.select(peewee.fn.MAX(item.name), times).where(item.family == family.id, item.name != "")
    rows = query.group_by(item.name_key).order_by(times.desc(), item.name_key).limit(2000).tuples()
    return [name for name, _times in rows]
