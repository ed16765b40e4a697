"""What a scanned pack is for: it comes into the pantry, or is found or wished for on a list."""

from fractions import Fraction
from typing import NamedTuple

import peewee

from familychef.core import clock
from familychef.core.db import transaction
from familychef.core.i18n import _
from familychef.pantry import actions as pantry
from familychef.pantry.models import Barcode

from . import actions
from .entries import ShoppingListItem
from .packs import belongs_to, count_packs, key_of, wished_just_now
from .sizes import PACK
from .states import OPEN
from .taps import ShoppingTap
from .words import amount_words


class Done(NamedTuple):
    """`text` says what happened; `undo`: (endpoint, id) of what takes it back.

    `guess`: the StockMove of a pack of which nobody has said how much is in it.
    """

    text: str
    undo: tuple | None = None
    guess: object = None


def remember(family, fields, by):
    """What the family says these digits are: an ingredient, known or new. Raises Refusal, and nothing is remembered."""
    with transaction(family):
        food = pantry.named(family, by, fields.name, fields.base)
        quantity = pantry.read_amount(fields.quantity, food) if fields.quantity else None
        return Barcode.learn(food, fields.code, by, quantity, fields.printed)


def into_pantry(barcode, by, key):
    """One pack more, once for each key; None when nobody has said how much a pack is."""
    food = barcode.ingredient
    with transaction(food.family):
        if food.track != "exact":
            return _plenty(food, by)
        move = barcode.add_pack(by, key_of(barcode, key))
    if move is None:
        return None
    text = _("%(amount)s of %(name)s added.", amount=pantry.said(move.delta, food), name=food.name)
    return Done(text, ("pantry.reverse", move.id), None if barcode.quantity else move)


def onto_list(barcode, by, key):
    """Into the basket where it is on a list, else on the first list; each pack counts, once for each key."""
    food, key = barcode.ingredient, key_of(barcode, key)
    with transaction(food.family):
        line = _line_of(food)
        if ShoppingTap.came(food.family, key):
            return Done(_here(line, food))
        elif line is None or line.ticked_at is None and wished_just_now(line, barcode, by):
            added = _wish(barcode, by, key)
            return Done(_here(added, food), None if line else ("shopping.remove", added.id))
        line.tick(True, clock.now(), by, key)
        count_packs(line.fresh(), by)
        return Done(_here(line.fresh(), food))


WAYS = {"pantry": into_pantry, "shopping": onto_list}


def _plenty(food, by):
    if food.track == "level":
        food.unarchive(by)
        food.set_level("plenty", by)
        return Done(_("%(name)s is marked as plenty.", name=food.name))
    return Done(_("Nobody counts %(name)s.", name=food.name))


def _wish(barcode, by, key):
    """One pack more on the list."""
    size = barcode.size
    (added,) = actions.add_food(
        barcode.ingredient, size, by, key, **({} if size else {"amount": Fraction(1), "unit": PACK})
    )
    belongs_to(added, key)
    return added


def _line_of(food):
    """Where it still has to be found; else where it is in the basket."""
    item = ShoppingListItem
    lines = food.family.of(item).join(item.shopping_list.rel_model, on=item.shopping_list)
    mine = lines.where(item.ingredient == food.id, item.state == OPEN, ~item.shopping_list.rel_model.archived)
    found = peewee.Case(None, ((item.ticked_at.is_null(), 0),), 1)
    return mine.order_by(found, item.id).first()


def _here(line, food):
    if line is None:
        return _("%(name)s is off the list.", name=food.name)
    elif line.ticked_at is None:
        return _with_amount(_("%(name)s is on the list.", name=food.name), line)
    return _with_amount(_("%(name)s is in the basket.", name=food.name), line)


def _with_amount(text, line):
    """How much of it, so that the second of two packs is seen to count."""
    amount = amount_words(line)
    return f"{text} {_('Altogether: %(amount)s', amount=amount)}" if amount else text
