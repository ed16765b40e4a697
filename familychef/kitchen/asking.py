"""Dishes that were asked for although they aren't ready: what the chef may choose when something is missing."""

from familychef.core.errors import Conflict, Refusal
from familychef.core.i18n import _, lazy
from familychef.menu import actions as menu
from familychef.pantry import actions as pantry

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
    return _(text.text, cook=order.cook.name if order.cook else "")


def hold(order, choice, swaps):
    """Hold what was only asked for, in the order's open transaction; returns the gap [[ingredient id, amount]].

    Raises Shortage, with all that is missing, when a choice is needed.
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


def judge(item, portions=None):
    """The verdict on an item by its own copy of the recipe, what it already holds counted as free."""
    snapshot = menu.snapshot(item.family, fresh=True)
    left_out = menu.positions(item.snapshot, item.left_out)
    own = pantry.held_for(item.family, [item.id])
    return snapshot.judge_copy(item.snapshot, portions or item.portions, left_out=left_out, own=own)


def _hold_item(item, verdict, choice, swaps):
    if verdict.missing and choice == "fewer":
        verdict = _fewer(item, verdict)
    takes = [(take.ingredient, take.quantity) for take in verdict.takes]
    gap = [[row.ingredient, row.amount] for row in verdict.missing if row.amount]
    if choice == "swap":
        takes, gap = _swapped(item, takes, gap, swaps)
    pantry.hold(item.family, item.id, takes)
    item.changed_rows(asked=False, portions=item.portions)
    return gap


def _fewer(item, verdict):
    """As many portions as there surely are, at least one."""
    if not verdict.portions:
        raise Refusal(_("There is not enough for even one portion."))
    item.portions = min(verdict.portions, item.portions)
    return judge(item)


def _swapped(item, takes, gap, swaps):
    """The chef uses something else for what is missing; what has no replacement stays a gap."""
    free = _free(item.family)
    rest = []
    for ingredient, amount in gap:
        other, quantity = swaps.get(ingredient, (None, 0))
        if other is None:
            rest.append([ingredient, amount])
        elif quantity <= 0 or quantity > free.get(other, 0):
            raise Refusal(_("There is not that much of it."), field=f"swap_{ingredient}")
        else:
            takes = [*takes, (other, quantity)]
    return takes, rest


def _free(family):
    held = pantry.held_by_ingredient(family)
    usable = pantry.usable_stock(family, family.today())
    return {ingredient: total - held.get(ingredient, 0) for ingredient, (total, _fresh) in usable.items()}
