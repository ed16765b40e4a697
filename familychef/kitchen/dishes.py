"""Dishes as the kitchen's pages mention them: what is ready for somebody, in words and with a picture."""

import secrets

from familychef.core.i18n import _, ngettext
from familychef.menu import actions as menu
from familychef.menu.models import Dish

FEW = 3


def ready_now(member, most=None):
    """[(dish, Verdict)] of what this person can have at once, the quickest first."""
    verdicts = menu.snapshot(member.family).judge_menu(frozenset(member.allergens))
    ready = {id: verdict for id, verdict in verdicts.items() if verdict.orderable}
    query = member.family.of(Dish).where(Dish.published, ~Dish.archived).order_by(Dish.prep_minutes, Dish.name)
    found = [(dish, ready[dish.id]) for dish in query if dish.id in ready]
    return found[:most]


class Offer:
    """A dish that can be put into the cart from here, once for each `key`."""

    def __init__(self, dish, verdict):
        self.dish, self.status, self.key = dish, status_words(verdict), secrets.token_hex(16)


def status_words(verdict):
    """(state of the chip, words)."""
    if verdict.state in ("ready", "ready_swap"):
        few = verdict.portions <= FEW
        words = ngettext("%(count)s left", "%(count)s left", verdict.portions) if few else ngettext(
            "%(count)s portion", "%(count)s portions", verdict.portions)
        return "few" if few else "available", words
    names = ", ".join(row.name for row in verdict.missing)
    if verdict.state == "short":
        return "missing", _("Missing: %(names)s", names=names)
    return "unknown", _("Not sure")
