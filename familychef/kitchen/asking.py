"""Dishes that were asked for although they aren't ready: what the chef may choose when something is missing."""

from familychef.core.allergens import allergen_list
from familychef.core.errors import Conflict, Refusal
from familychef.core.i18n import _, lazy
from familychef.menu import actions as menu
from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient

from .states import CANCELLED, DECLINED, PLACED

CHOICES = ("fewer", "anyway", "swap")
WHY = {
    "placed": lazy("The chef has not accepted this order yet."),
    "accepted": lazy("%(cook)s has already accepted it."),
    "preparing": lazy("%(cook)s is already cooking it."),
    "ready": lazy("It is already on the table."),
    "served": lazy("It has already been served."),
    "declined": lazy("It was declined."),
    "cancelled": lazy("It was cancelled."),
}


class Shortage(Conflict):
    """Accepting needs a choice; missing: [(item, ingredient id, name, thousandths or None)]."""

    def __init__(self, missing, subject):
        names = ", ".join(dict.fromkeys(name for _item, _id, name, _amount in missing))
        super().__init__(_("Missing: %(names)s. Choose how to go on.", names=names), subject=subject)
        self.missing = missing


def why(order):
    """A sentence that says what has happened to an order meanwhile."""
    text = WHY[order.state]
    return _(text.text, cook=order.cook.name if order.cook else _("The kitchen"))


def too_late(order):
    """Why its eater can't change or stop an order any more."""
    over = order.state in (DECLINED, CANCELLED)
    return why(order) if over else _("The kitchen has already started. Please ask the cook.")


def hold(order, choice, swaps):
    """Hold what was only asked for, in the order's open transaction; returns the gap [[ingredient id, amount, dish]].

    swaps: see Order.accept. Raises Shortage, with all that is missing, when a choice is needed.
    """
    missing, gap = [], []
    for item in order.items:
        if item.asked and item.state == "queued":
            verdict = judge(item)
            if verdict.missing and not choice:
                missing += [(item, row.ingredient, row.name, row.amount) for row in verdict.missing]
            else:
                gap += _hold_item(item, verdict, choice, swaps)
    if missing:
        raise Shortage(missing, order.fresh())
    return gap


def resize(item, portions):
    """Other portions of a queued item; what it holds follows. Raises Conflict when there is not enough for more."""
    _claim(item, portions)
    held = pantry.held_for(item.family, [item.id])
    pantry.release(item.family, item.id)
    verdict = judge(item, portions)
    if verdict.orderable:
        _keep(item, portions, _pairs(verdict), verdict.swaps_used)
    elif item.asked and item.order.state == PLACED:
        item.changed_rows(portions=portions)
    elif portions < item.portions:
        fewer = [(ingredient, quantity * portions // item.portions) for ingredient, quantity in held.items()]
        pantry.hold(item.family, item.id, [pair for pair in fewer if pair[1]])
        item.changed_rows(portions=portions)
    else:
        raise _not_enough(item, portions)


def judge(item, portions=None):
    """The verdict on an item by its own copy of the recipe, what it already holds counted as free.

    Without its eater's allergens; with them only where nothing else helps, or an adult said that it is all right.
    """
    snapshot = menu.snapshot(item.family, fresh=True, day=item.order.eaten_on)
    left_out = menu.positions(item.snapshot, item.left_out)
    own = pantry.held_for(item.family, [item.id])
    asked = (item.snapshot, portions or item.portions)
    safe = snapshot.judge_copy(*asked, item.for_member.allergens, left_out, own)
    unsaid = safe.contains and safe.state != "not_for_you" and not item.order.allergen_by_id
    return safe if safe.orderable or unsaid else snapshot.judge_copy(*asked, left_out=left_out, own=own)


def _claim(item, portions):
    """Of those the cook says are left it takes more, or gives some back. Raises Conflict when they are not there."""
    more = portions - item.portions
    if more < 0:
        menu.give_left(item.dish_id, -more)
    elif more and (_out(item) or not menu.take_left(item.dish_id, more)):
        raise _not_enough(item, portions)


def _out(item):
    return menu.snapshot(item.family, fresh=True, day=item.order.eaten_on).recipe(item.dish_id).out


def _not_enough(item, portions):
    return Conflict(_("There is not enough for %(count)s portions.", count=portions), subject=item.order)


def _hold_item(item, verdict, choice, swaps):
    portions = item.portions
    if verdict.missing and choice == "fewer":
        portions = _fewer(item, verdict)
        _claim(item, portions)
        verdict = judge(item, portions)
    chosen = _chosen(item, verdict, swaps) if choice == "swap" else {}
    takes = _pairs(verdict) + [(other.id, quantity) for other, quantity in chosen.values()]
    missing = [(row, chosen.get(row.ingredient)) for row in verdict.missing]
    instead = [(row.ingredient, row.name, found[0].id, found[0].name) for row, found in missing if found]
    _keep(item, portions, takes, [*verdict.swaps_used, *instead])
    return [[row.ingredient, row.amount, item.name] for row, found in missing if row.amount and not found]


def _keep(item, portions, takes, swaps):
    """Hold what it takes, and let its copy of the recipe say what is used instead of what."""
    pantry.hold(item.family, item.id, takes)
    snapshot = item.snapshot | {"swaps": [list(swap) for swap in swaps]}
    item.changed_rows(asked=False, portions=portions, snapshot=snapshot)


def _pairs(verdict):
    return [(take.ingredient, take.quantity) for take in verdict.takes]


def _fewer(item, verdict):
    """As many portions as there surely are, at least one."""
    if not verdict.portions:
        raise Refusal(_("There is not enough for even one portion."))
    return min(verdict.portions, item.portions)


def _chosen(item, verdict, swaps):
    """{missing ingredient: (the Ingredient that is used instead, quantity)}; the rest stays a gap."""
    free, chosen = _free(item.family, verdict.takes), {}
    for row in verdict.missing:
        other, quantity = swaps.get((item.id, row.ingredient), (None, 0))
        field = f"swap_{item.id}_{row.ingredient}"
        if other is not None:
            if not 0 < quantity <= free.get(other, 0):
                raise Refusal(_("There is not that much of it."), field=field)
            free[other] -= quantity
            chosen[row.ingredient] = _harmless(item, other, field), quantity
    return chosen


def _harmless(item, ingredient, field):
    """The Ingredient of this id. Raises Refusal when the eater must not have it."""
    other = item.family.of(Ingredient).where(Ingredient.id == ingredient).get()
    harm = {*item.for_member.allergens} & {*(other.allergens or ())}
    if harm:
        raise Refusal(_("%(name)s: no %(foods)s", name=item.for_member.name, foods=allergen_list(harm)), field=field)
    return other


def _free(family, takes):
    """{ingredient id: thousandths} that nobody holds, and that this dish doesn't take anyway."""
    held = pantry.held_by_ingredient(family)
    for take in takes:
        held[take.ingredient] = held.get(take.ingredient, 0) + take.quantity
    usable = pantry.usable_stock(family, family.today())
    return {ingredient: total - held.get(ingredient, 0) for ingredient, (total, _fresh) in usable.items()}
