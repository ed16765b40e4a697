"""The first page: what is mine, what can be eaten at once, and what waits for me."""

import secrets

from flask import url_for

from familychef.core import i18n
from familychef.core.access import CHEF, allows
from familychef.core.i18n import ngettext
from familychef.core.waiting import waiting_for
from familychef.menu import actions as menu
from familychef.menu.models import Dish
from familychef.pantry.models import Alert

from . import book
from .cards import Card
from .models import Order
from .states import PLACED

READY_SHOWN = 3


class Offer:
    """A dish that can be put into the cart from here, once for each `key`."""

    def __init__(self, dish, verdict):
        self.dish, self.status, self.key = dish, menu.status_words(verdict), secrets.token_hex(16)


class Today:
    room, noun, dom_id = "kitchen", "today", "today"

    def __init__(self, member):
        self.member, self.family = member, member.family
        self.open = [Card(order, member) for order in book.open_of(member)]
        self.ready = [Offer(*found) for found in menu.ready_now(member, READY_SHOWN)]
        self.needs = [need for need in (self._waiting(), self._alerts(), *waiting_for(member)) if need]

    @property
    def date(self):
        return i18n.long_date(self.family.today())

    @property
    def bare(self):
        """Is there no dish at all yet?"""
        return not self.family.of(Dish).where(~Dish.archived).exists()

    @property
    def cooks(self):
        return self.member.has(CHEF)

    def _waiting(self):
        """(address, icon, words) of the orders no chef has looked at."""
        if not allows(self.member, "orders.cook"):
            return None
        count = self.family.of(Order).where(Order.state == PLACED).count()
        words = ngettext("%(count)s order is waiting", "%(count)s orders are waiting", count)
        return count and (url_for("kitchen.display"), "bell-ring", words)

    def _alerts(self):
        """(address, icon, words) of what runs low or ends."""
        if not allows(self.member, "pantry.edit"):
            return None
        count = Alert.shown_of(self.family).count()
        words = ngettext("%(count)s thing in the pantry needs you", "%(count)s things in the pantry need you", count)
        return count and (url_for("pantry.alerts"), "triangle-alert", words)
