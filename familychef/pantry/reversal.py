"""Taking a move back: the opposite amount, into the same lot, once."""

import peewee

from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.events import record
from familychef.core.i18n import _


class Reversible:
    """The verb of StockMove."""

    def undo(self, by):
        """Take back this move and those made in the same action; safe to repeat.

        Raises Refusal for what an order has cooked, for an undo, and when the stock was used meanwhile.
        """
        with transaction(self.family):
            if self.order_item_id:
                raise Refusal(_("An order has used this. Recall the order in the kitchen instead."))
            if self.undo_of_id:
                raise Refusal(_("This has been taken back already."))
            standing = self._standing()
            for move in standing:
                move._reverse(by)
            if standing:
                lot = self.pantry_stock
                record("stock.undone", lot, actor=by, stale=f"{lot.ingredient.stale} {lot.dom_id}",
                       changes={"moves": [move.id for move in standing]})
            return bool(standing)

    def _standing(self):
        """The moves of this action that nobody has taken back yet; what was added goes first."""
        model, undone = type(self), type(self).alias()
        return list(
            model.select()
            .join(undone, peewee.JOIN.LEFT_OUTER, on=(undone.undo_of == model.id))
            .where(model.family == self.family_id, undone.id.is_null(), self._same_action())
            .order_by(model.delta.desc(), model.id)
        )

    def _same_action(self):
        model = type(self)
        if self.key is None:
            return model.id == self.id
        stem = self.key.partition(".")[0]
        return (model.key == stem) | model.key.startswith(f"{stem}.")

    def _reverse(self, by):
        lot, model = self.pantry_stock, type(self.pantry_stock)
        first = {"first": model.first - self.delta} if self.reason in ("buy", "leftover") else {}
        if lot.on_hand - lot.held < self.delta:
            raise Refusal(_("Some of it has been used or is held for orders, so it can't be taken back."))
        lot._update(on_hand=model.on_hand - self.delta, **first)
        lot._write(-self.delta, "undo", by, undo_of=self)
