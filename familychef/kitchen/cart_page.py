"""The cart as it is shown: each line judged after the ones before it, and who has to say that it is all right."""

import secrets

from flask import g
from playhouse.flask_utils import get_object_or_404

from familychef.core import i18n
from familychef.core.allergens import allergen_list
from familychef.core.errors import Refusal
from familychef.core.i18n import _, ngettext
from familychef.families.models import FamilyMember
from familychef.menu import actions as menu

from .actions import cart_of, fingerprint, judge_cart
from .cart import CartItem
from .forms import PlaceForm
from .orders import eating_day
from .placing import promise


class Line:
    """One dish in the cart. `left`: how many could be had; `trouble`: it can't be sent as it is.

    `closed`: nor can it be asked for; `instead`: dishes that its eater could have at once.
    """

    def __init__(self, item, verdict):
        self.id, self.item, self.dish, self.eater = item.id, item, item.dish, item.for_member
        self.portions, self.note, self.asked = item.portions, item.note, item.asked
        self.verdict, self.left, self.closed = verdict, verdict.portions, verdict.closed
        self.trouble = self.closed or not (verdict.orderable or item.asked)
        self.instead = menu.instead_of(self.dish, self.eater) if self.trouble else ()
        self.status = self._few() if self.trouble and self.left else menu.status_words(verdict)
        self.without = ", ".join(_("without %(food)s", food=name) for name in item.left_out)
        self.allergens = verdict.contains

    @property
    def warning(self):
        """Whose allergens are in it, in words."""
        return _("%(dish)s for %(name)s: %(foods)s", dish=self.dish.name, name=self.eater.name,
                 foods=allergen_list(self.allergens))

    @property
    def whom(self):
        """What the address of a dish's page says of who eats."""
        return {} if self.eater.id == self.item.member_id else {"for": self.eater.id}

    @property
    def why(self):
        """Why none of it can be sent, in a sentence."""
        return menu.closed_words(self.verdict, self.dish.name) if self.closed else _("It can't be promised just now.")

    def _few(self):
        return "few", ngettext("Only %(count)s left", "Only %(count)s left", self.left)


class Cart:
    room, noun, dom_id = "kitchen", "cart", "cart"

    def __init__(self, member, items, form=None):
        self.member, self.family = member, member.family
        self.form = form or PlaceForm.blank(when="now", day=self.today, time="", note="", ack_by="")
        verdicts = judge_cart(self.family, items, self._day()) if items else []
        self.lines = [Line(*pair) for pair in zip(items, verdicts, strict=True)]
        self.fingerprint = fingerprint(items)
        self.key = secrets.token_hex(16)
        self.count = sum(line.portions for line in self.lines)

    @classmethod
    def of(cls, member, form=None):
        return cls(member, cart_of(member), form)

    @property
    def groups(self):
        """[(eater, their lines)], the member's own first."""
        eaters = {line.eater.id: line.eater for line in self.lines}
        order = sorted(eaters, key=lambda id: (id != self.member.id, id))
        return [(eaters[id], [line for line in self.lines if line.eater.id == id]) for id in order]

    @property
    def warnings(self):
        return [line.warning for line in self.lines if line.allergens]

    @property
    def adults(self):
        """[(id, name)] of those who may say that an allergen is all right; the sender first."""
        adults = [person for person in self.family.active_members() if not person.child]
        adults.sort(key=lambda person: person.id != self.member.id)
        return [("", _("Choose an adult"))] + [(person.id, person.name) for person in adults]

    @property
    def troubled(self):
        return any(line.trouble for line in self.lines)

    @property
    def soonest(self):
        minutes = max(line.dish.prep_minutes for line in self.lines)
        return i18n.time(promise(self.family, minutes), self.family.timezone)

    @property
    def today(self):
        return self.family.today().isoformat()

    def _day(self):
        """The day that was chosen, once it can be read; else today."""
        try:
            return eating_day(self.family, self.form.fields and self.form.fields.wanted(self.family.timezone))
        except Refusal:
            return None


class CartBar:
    """The way to the order, above the tabs as soon as something is in it."""

    room, noun, dom_id = "kitchen", "cartbar", "cartbar"

    def __init__(self, member):
        items = CartItem.select(CartItem.portions).where(CartItem.family == member.family_id)
        self.count = sum(item.portions for item in items.where(CartItem.member == member.id))


def eater(id):
    """The person a dish is for; oneself when nobody is named."""
    return get_object_or_404(g.family.active_members(), FamilyMember.id == id) if id else g.member
