"""The demo's orders: what was eaten before, what is being cooked, and what Leo has just asked for."""

import secrets

from familychef.core.access import CHEF
from familychef.families.models import FamilyMember
from familychef.kitchen import actions
from familychef.menu import actions as menu

EATEN = 2


def seed(family):
    """Through the verbs the pages call, with dishes that are ready; nothing where there are none."""
    people = list(family.active_members())
    cook = next(person for person in people if person.has(CHEF))
    eater = next((person for person in people if person.child), people[-1])
    other = people[1] if len(people) > 1 else cook
    for number in range(EATEN):
        order = _order(eater, number)
        if order:
            _serve(order, cook)
    accepted = _order(other, EATEN, portions=2)
    if accepted:
        accepted.accept(cook)
    if eater != cook:
        _order(eater, 0, note="Can I have a big one?")


def _order(member, choice, portions=1, note=""):
    """An order of one dish this person can have now, or None."""
    member = FamilyMember.get_by_id(member.id)
    ready = menu.ready_now(member)
    if not ready:
        return None
    dish, verdict = ready[choice % len(ready)]
    actions.add_to_cart(member, dish, for_member=member, portions=min(portions, verdict.portions))
    cart = actions.fingerprint(actions.cart_of(member))
    return actions.place_order(member, key=secrets.token_hex(16), cart=cart, note=note)


def _serve(order, cook):
    order.accept(cook)
    for verb in ("start", "finish", "serve"):
        getattr(order.fresh(), verb)(cook)
