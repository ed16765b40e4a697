"""What other rooms and the kitchen's own pages call: carts, placing, changing, repeating."""

from familychef.core import clock
from familychef.core.allergens import allergen_list
from familychef.core.db import transaction
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import record
from familychef.core.i18n import _
from familychef.menu import actions as menu

from . import asking
from .board import Board
from .cart import MOST, CartItem, fingerprint
from .cooked import cooked_in
from .items import OrderItem
from .places import COOK
from .placing import SoldOut, create_item, judge_cart, judge_line, place_order

__all__ = [
    "add_item", "add_to_cart", "cart_of", "change_item", "cooked_in", "fingerprint", "finish_next", "judge_cart",
    "place_order", "remove_item", "repeat", "SoldOut",
]

cart_of = CartItem.of


def add_to_cart(member, dish, *, for_member, portions=1, left_out=(), note="", asked=False, key=None):
    """Put a dish into the member's cart; the same wish again raises its portions, the same key again does nothing.

    Raises Conflict when it can't be had and is not asked for.
    """
    wish = CartItem(
        family=member.family, member=member, dish=dish, for_member=for_member,
        portions=portions, left_out=sorted(left_out), note=note, asked=asked, key=key,
    )
    with transaction(member.family):
        items = CartItem.of(member)
        repeated = next((item for item in items if key and item.key == key), None)
        if repeated:
            return repeated
        _refuse_unavailable(member.family, wish)
        return _merge(items, wish, member)


def change_item(order, item, portions, by):
    """Other portions of a queued dish; holds follow. Raises Conflict when there is not enough."""
    with transaction(order.family):
        _must_be_changeable(order, by)
        item = item.fresh()
        if item.state != "queued":
            raise Conflict(subject=order)
        if item.portions != portions:
            before = item.portions
            asking.resize(item, portions)
            item.changed_rows(added_at=clock.now(), seen_at=None)
            _tell_changed(order, by, dish=item.dish_id, portions=[before, portions])


def add_item(order, dish, portions, by, for_member=None, version=None):
    """One more dish for an order that isn't cooking yet; the ticket shows it as added until it was seen.

    `version`: of the order as it was seen, so that what is sent twice is added once. Raises Conflict when it can't be
    had, Refusal when an adult has to say that it is all right.
    """
    with transaction(order.family):
        now = _must_be_changeable(order, by)
        if version not in (None, now.version):
            raise Conflict(subject=now)
        wish = CartItem(family=order.family, member=by, dish=dish, for_member=for_member or by, portions=portions)
        verdict = _refuse_unavailable(order.family, wish, now.eaten_on)
        _refuse_allergens(wish, verdict)
        position = max(item.position for item in order.items) + 1
        item = create_item(order, wish, verdict, position, added_at=clock.now())
        _tell_changed(order, by, dish=dish.id, portions=[0, portions])
    return item


def remove_item(order, item, by):
    """Strike a dish; the last one strikes the whole order."""
    with transaction(order.family):
        _must_be_changeable(order, by)
        alive = [other for other in order.items if other.state != "void" and other.id != item.id]
        if alive:
            item.strike(by)
        else:
            order.cancel(by)


def repeat(order, member, key=None):
    """Put an earlier order's dishes into the cart again, once for each key; returns (added, could not be had).

    What was struck stays out; what somebody had who has left the family is for oneself.
    """
    added, missed = 0, []
    with transaction(member.family):
        people = {person.id: person for person in member.family.active_members()}
        for item in order.items.where(OrderItem.struck_at.is_null()):
            try:
                add_to_cart(
                    member, item.dish, for_member=people.get(item.for_member_id, member), portions=item.portions,
                    left_out=item.left_out, note=item.note, key=key and f"{key}.{item.id}",
                )
                added += 1
            except Conflict:
                missed.append(item.name)
    return added, missed


def finish_next(dish, portions, left, by, look=COOK):
    """So many portions of the dish are ready, the most urgent ticket first, on the board as this screen shows it.

    Raises Conflict when not `left` are to be cooked there.
    """
    with transaction(dish.family):
        lines = [line for ticket in Board.of(dish.family, look=look).tickets for line in ticket.to_cook(dish.id)]
        if sum(line.left for line in lines) != left:
            raise Conflict
        for line in lines:
            ready = min(portions, line.left)
            if ready:
                line.item.count(by, line.ready_portions + ready)
            portions -= ready


def _refuse_unavailable(family, wish, day=None):
    snapshot = menu.snapshot(family, day=day)
    verdict = judge_line(snapshot, wish, {})
    if verdict.closed:
        raise Conflict(menu.closed_words(verdict, wish.dish.name))
    if not verdict.orderable and not wish.asked:
        raise Conflict(_("%(dish)s can't be promised just now. You can ask the kitchen.", dish=wish.dish.name))
    return verdict


def _merge(items, wish, member):
    same = [
        item
        for item in items
        if (item.dish_id, item.for_member_id, item.note, item.left_out, item.asked)
        == (wish.dish_id, wish.for_member_id, wish.note, wish.left_out, wish.asked)
    ]
    before = same[0].portions if same else 0
    if same:
        same[0].changed_rows(portions=min(same[0].portions + wish.portions, MOST), key=wish.key)
        wish = same[0]
    else:
        wish.save(force_insert=True)
    changes = {"dish": wish.dish_id, "portions": [before, wish.portions]}
    record("cart.added", wish, actor=member, member=member, stale="cart", changes=changes)
    return wish


def _refuse_allergens(wish, verdict):
    """Only a new order asks for the adult who says that it is all right."""
    if verdict.contains:
        foods = allergen_list(verdict.contains)
        text = _("There is something in it that %(name)s must not have: %(foods)s. Please make it an order of its own.",
                 name=wish.for_member.name, foods=foods)
        raise Refusal(text, field="dish")


def _must_be_changeable(order, by):
    now = order.fresh()
    if not now.may_change(by):
        raise Conflict(asking.too_late(now), subject=now)
    return now


def _tell_changed(order, by, **changes):
    order.touch()
    order.tell("changed", by, **changes)

