"""A line is changed by hand: another amount, a price, taken off, brought back, put away."""

from familychef.core.db import transaction
from familychef.core.errors import Conflict
from familychef.core.i18n import _

from .states import BOUGHT, MANUAL, OPEN, REMOVED


class Changing:
    """The verbs of ShoppingListItem for who looks closer."""

    def describe(self, by, version, *, wish=None, **traits):
        """Another amount (a Wish), price or list. Raises Conflict when somebody changed it since `version`."""
        with transaction(self.family):
            if wish:
                traits |= asked(wish) | {"needed": 0, "origin": MANUAL, "silent": True}
            before = self.fresh()
            traits = {name: value for name, value in traits.items() if getattr(before, name) != value}
            open_still = type(self).state == OPEN
            if traits and not self._change(open_still, type(self).version == version, **traits):
                raise Conflict(_("Somebody else has changed this meanwhile."), subject=before)
            if traits:
                self._tell("changed", by)

    def remove(self, by):
        """Off the list. What the house wrote is not written again until there was no reason for it once."""
        with transaction(self.family):
            if self._change(type(self).state == OPEN, state=REMOVED, silent=self.ingredient_id is not None):
                self._tell("removed", by)

    def bring_back(self, by):
        with transaction(self.family):
            if self._change(type(self).state == REMOVED, state=OPEN, silent=False):
                self._tell("returned", by)

    def come_to(self, by, **amount):
        """There is so much of it now, in the base unit or as it would be typed."""
        with transaction(self.family):
            amount = {"num": None, "den": None, "unit": "", "quantity": None} | amount
            if self._change(type(self).state == OPEN, **amount):
                self._tell("changed", by)

    def put_away(self, by):
        """Out of the basket for good; False when somebody else was faster."""
        model = type(self)
        done = self._change(model.state == OPEN, model.ticked_at.is_null(False), state=BOUGHT, silent=False)
        if done:
            self._tell("bought", by)
        return done

    def _change(self, *expected, **values):
        return self.changed_rows(*expected, version=type(self).version + 1, **values)


def asked(wish):
    """The columns that say how much somebody asked for."""
    amount = wish.amount
    return {
        "quantity": wish.quantity, "unit": wish.unit, "num": amount and amount.numerator,
        "den": amount and amount.denominator,
    }
