"""Packs that are scanned one after the other for a list: each counts, once however often its scan arrives."""

import datetime as dt
from fractions import Fraction

from familychef.core import clock
from familychef.core.units import LIMIT
from familychef.pantry.models import Barcode

from .sizes import PACK
from .states import MANUAL
from .taps import ShoppingTap

ONE_GO = dt.timedelta(minutes=10)


def key_of(barcode, key):
    """When an answer was lost, the next pack is typed into the same form: it is another pack, and not a repetition."""
    return f"{key}-{barcode.code}"


def wished_just_now(line, barcode, by):
    """Does somebody scan pack after pack onto the list? Later, or by somebody else, a scan means it was found."""
    return _wished(line, by, clock.now()).where(ShoppingTap.key.endswith(f"-{barcode.code}")).exists()


def belongs_to(line, key):
    """The scan that put a pack onto the list was for this line."""
    tap = ShoppingTap.update(shopping_list_item=line.id)
    tap.where(ShoppingTap.family == line.family_id, ShoppingTap.key == key).execute()


def count_packs(line, by):
    """What is in the basket is at least as much as was scanned; more only where it was wished for."""
    packs = _scanned(line, by) if line.ingredient.track == "exact" else []
    if packs and all(packs):
        if (line.total or 0) < sum(packs) <= LIMIT:
            line.come_to(by, quantity=sum(packs) - line.needed)
    elif len(packs) > 1 and line.quantity is None and line.unit in ("", PACK) and len(packs) > _said(line):
        line.come_to(by, num=len(packs), den=1, unit=PACK, needed=0, origin=MANUAL)


def _said(line):
    """So many packs are on the line; what the house needs is not said in packs."""
    return Fraction(line.num, line.den) if line.num is not None and not line.needed else 0


def _scanned(line, by):
    """The size of each pack scanned since the line is in the basket; None where nobody knows."""
    sizes = {barcode.code: size for barcode, size in Barcode.sizes_of(line.ingredient)}
    taps = line.taps.where(ShoppingTap.done, ShoppingTap.at >= line.ticked_at)
    codes = [tap.key.rpartition("-")[2] for tap in [*taps, *_wished(line, by, line.ticked_at)]]
    return [sizes[code] for code in codes if code in sizes]


def _wished(line, by, moment):
    """The packs this person wished for in one go with that moment."""
    return line.taps.where(ShoppingTap.done.is_null(), ShoppingTap.at > moment - ONE_GO, ShoppingTap.member == by.id)
