"""Placing an order: one transaction that judges, holds and records, once per key."""

import hashlib
import json
from collections import Counter

import peewee

from familychef.core import clock
from familychef.core.db import transaction
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import record
from familychef.core.i18n import _
from familychef.menu import actions as menu
from familychef.pantry import actions as pantry

from .cart import CartItem, dishes_of, fingerprint
from .items import OrderItem
from .orders import Order, eating_day
from .states import PLACED, UNFINISHED

QUEUE_MINUTES = 5
LATEST = clock.minutes(14 * 24 * 60)
GRACE = clock.minutes(5)


class SoldOut(Conflict):
    """Some lines of the cart can't be had as they are; nothing was placed. lines: {cart item id: verdict}."""

    def __init__(self, lines):
        super().__init__(_("Something ran out meanwhile. Please look at the marked lines."))
        self.lines = lines


def place_order(member, *, key, cart, saw=None, wanted_for=None, note="", ack_by=None):
    """Place the member's cart as it was seen; the same key again is the same order.

    cart: the fingerprint of the cart that was seen, or nothing; saw: {dish id: portions} of a cart whose sender had no
    network, or None; wanted_for: an aware instant, or None for now.
    What was added without a network showed no warning, so nobody's word for it counts.
    Raises SoldOut or Conflict (the cart changed), Refusal for a bad time, a missing allergen word
    (field `ack_by`) or a key that came with another body.
    """
    body = _hash(cart, saw or {}, wanted_for, note, ack_by)
    with transaction(member.family):
        earlier = Order.get_or_none(Order.family == member.family_id, Order.placed_by == member.id, Order.key == key)
        if earlier:
            return _same(earlier, body)
        items = CartItem.of(member)
        if not items or cart not in ("", fingerprint(items)) or saw not in (None, dishes_of(items)):
            raise Conflict(_("Your cart has changed since you saw it. Please look again."))
        wanted_for = _in_time(wanted_for)
        verdicts = judge_cart(member.family, items, eating_day(member.family, wanted_for))
        _refuse_sold_out(items, verdicts)
        order = _create(member, items, key=key, body_hash=body, wanted_for=wanted_for, note=note)
        _note_allergens(order, items, verdicts, ack_by if cart or saw is None else None)
        for position, (item, verdict) in enumerate(zip(items, verdicts, strict=True), 1):
            create_item(order, item, verdict, position)
        CartItem.delete().where(CartItem.member == member.id).execute()
        order.tell("placed", member, state=[None, PLACED])
        record("cart.sent", order, actor=member, member=member, stale="cart")
    return order


def judge_cart(family, items, day=None):
    """A Verdict for each cart line, in order: earlier lines take before later ones."""
    snapshot = menu.snapshot(family, day=day, fresh=True)
    snapshot.open({item.dish_id for item in items})
    spare, claimed, verdicts = {}, Counter(), []
    for item in items:
        verdict = judge_line(snapshot, item, spare, claimed[item.dish_id])
        claimed[item.dish_id] += 0 if verdict.closed else item.portions
        for take in verdict.takes if verdict.orderable else ():
            spare[take.ingredient] = spare.get(take.ingredient, 0) - take.quantity
        verdicts.append(verdict)
    return verdicts


def judge_line(snapshot, item, spare, claimed=0):
    """For the eater; where only an allergen stands in the way, the chef's view.

    `contains` is what an adult has to say is all right: nothing where swaps keep it out.
    """
    avoid = frozenset(item.for_member.allergens)
    left_out = menu.positions(snapshot.copy(item.dish_id), item.left_out)
    verdict = snapshot.judge(item.dish_id, item.portions, avoid, left_out, spare, claimed)
    if verdict.state == "not_for_you":
        plain = snapshot.judge(item.dish_id, item.portions, left_out=left_out, own=spare, claimed=claimed)
        swapped_in = {food for swap in plain.swaps_used for food in snapshot.stock[swap.by].allergens or ()}
        contains = verdict.contains | avoid & swapped_in
        return plain._replace(contains=contains, optional_contains=verdict.optional_contains)
    return verdict._replace(contains=frozenset()) if verdict.orderable else verdict


def create_item(order, item, verdict, position, **more):
    """An order item from a cart line; what is ready is held at once, the rest is only asked for."""
    _claim(item)
    row = OrderItem.create(
        family=order.family_id, order=order, position=position,
        dish=item.dish,
        dish_version=item.dish.version,
        name=item.dish.name,
        portions=item.portions,
        for_member=item.for_member,
        left_out=item.left_out,
        note=item.note,
        asked=not verdict.orderable,
        minutes=item.dish.prep_minutes,
        snapshot=menu.recipe_copy(item.dish) | {"swaps": [list(swap) for swap in verdict.swaps_used]},
        **more,
    )
    if verdict.orderable:
        pantry.hold(order.family, row.id, [(take.ingredient, take.quantity) for take in verdict.takes])
    return row


def _claim(item):
    """Of those the cook says are left it takes its portions. Raises Conflict when they are not there."""
    if not menu.take_left(item.dish_id, item.portions):
        raise Conflict(_("Something ran out meanwhile. Please look at the marked lines."))


def _same(earlier, body):
    if earlier.body_hash != body:
        raise Refusal(_("This order was already sent with other words. Please look at your orders."), field="key")
    return earlier


def _in_time(wanted_for):
    now = clock.now()
    if wanted_for is None or now - GRACE <= wanted_for <= now + LATEST:
        return wanted_for
    elif wanted_for < now:
        raise Refusal(_("That time has passed. Please choose a later one."), field="time")
    else:
        raise Refusal(_("Please choose a time within the next two weeks."), field="day")


def _refuse_sold_out(items, verdicts):
    lines = {
        item.id: verdict
        for item, verdict in zip(items, verdicts, strict=True)
        if verdict.closed or not (verdict.orderable or item.asked)
    }
    if lines:
        raise SoldOut(lines)


def _create(member, items, **values):
    family, today = member.family, member.family.today()
    last = Order.select(peewee.fn.MAX(Order.number)).where(Order.family == family.id, Order.day == today).scalar()
    return Order.create(
        family=family,
        day=today,
        number=(last or 0) + 1,
        placed_by=member,
        for_member=items[0].for_member,
        promised_at=values["wanted_for"] or promise(family, max(item.dish.prep_minutes for item in items)),
        **values,
    )


def promise(family, minutes):
    """Now, plus the longest dish, plus five minutes for each order before it; on the next five minutes."""
    ahead = Order.select().where(Order.family == family.id, Order.state.in_(UNFINISHED)).count()
    at = clock.now() + clock.minutes(minutes + QUEUE_MINUTES * ahead)
    return at + clock.minutes(-at.minute % 5) - clock.minutes(at.second / 60 + at.microsecond / 60e6)


def _note_allergens(order, items, verdicts, ack_by):
    """What each eater must not have, what of it was asked for anyway, and who said that this is all right."""
    asked = {}
    for item, verdict in zip(items, verdicts, strict=True):
        asked.setdefault(item.for_member, set()).update(verdict.contains)
    found = any(asked.values())
    if found and (ack_by is None or ack_by.child):
        raise Refusal(_("Please name the adult who says this is all right."), field="ack_by")
    rows = [allergy_row(eater, foods) for eater, foods in asked.items() if eater.allergens]
    order.changed_rows(allergens=rows, allergen_by=ack_by if found else None)


def allergy_row(eater, asked=()):
    """One row of Order.allergens."""
    return {"id": eater.id, "member": eater.name, "allergens": eater.allergens, "asked": sorted(asked)}


def _hash(cart, saw, wanted_for, note, ack_by):
    parts = [cart, wanted_for and wanted_for.isoformat(), note, ack_by and ack_by.id, *sorted(saw.items())]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
