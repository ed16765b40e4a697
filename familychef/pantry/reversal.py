"""Taking a move back: the opposite amount, into the same lot, once."""

import peewee

from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.events import record
from familychef.core.i18n import _

from .amounts import said


class Reversible:
    """The verb of StockMove."""

    @classmethod
    def stands(cls):
        """That nobody has taken it back: a condition for the `where` of a query of moves."""
        undo = cls.alias()
        return ~peewee.fn.EXISTS(undo.select(undo.id).where(undo.undo_of == cls.id))

    @property
    def stem(self):
        """What the keys of one action's moves share: a key up to its dot; None for a move without one."""
        return self.key and self.key.partition(".")[0]

    def undo(self, by):
        """Take back this move and those made in the same action; safe to repeat.

        Raises Refusal for what an order has cooked, for an undo, and when the stock was used meanwhile.
        """
        with transaction(self.family):
            if self.order_item_id:
                raise Refusal(_("An order has used this. Recall the order in the kitchen instead."))
            if self.undo_of_id:
                raise Refusal(_("This has been taken back already."))
            standing, before = self._standing(), self.pantry_stock.fresh().on_hand
            for move in standing:
                move._reverse(by)
            if standing:
                lot = self.pantry_stock
                changes = {"on_hand": [before, lot.fresh().on_hand], "moves": [None, [move.id for move in standing]]}
                record("stock.undone", lot, actor=by, stale=f"{lot.ingredient.stale} {lot.dom_id}", changes=changes)
            return bool(standing)

    def put_right(self, quantity, by):
        """So much came, and not what it says: one action with it, so that it can be taken back as a whole.

        False where that can't be said any more: the batch is used up, was counted since, or has less than would go.
        """
        with transaction(self.family):
            lot, more = self.pantry_stock.fresh(), quantity - self.delta
            if not lot.on_hand or lot.on_hand - lot.held + more < 0 or self._counted_since():
                return False
            lot._update(on_hand=type(lot).on_hand + more, first=type(lot).first + more)
            lot._write(-self.delta, "undo", by, undo_of=self)
            lot._write(quantity, self.reason, by, f"{self.key}.1")
            lot._tell("stock.counted", by, {"on_hand": [lot.on_hand, lot.on_hand + more]})
            return True

    def _counted_since(self):
        model = type(self)
        mine = (model.pantry_stock == self.pantry_stock_id) & (model.reason == "adjust")
        return model.select().where(mine, model.id > self.id, model.stands()).exists()

    def _standing(self):
        """The moves of this action that nobody has taken back yet; what was added goes first."""
        model = type(self)
        return list(
            model.select()
            .where(model.family == self.family_id, model.stands(), self._same_action())
            .order_by(model.delta.desc(), model.id)
        )

    def _same_action(self):
        model = type(self)
        if self.stem is None:
            return model.id == self.id
        return (model.key == self.stem) | model.key.startswith(f"{self.stem}.")

    def _reverse(self, by):
        lot, model = self.pantry_stock, type(self.pantry_stock)
        first = {"first": model.first - self.delta} if self.reason in ("buy", "leftover") else {}
        if lot.on_hand - lot.held < self.delta:
            raise Refusal(_why_not(lot))
        lot._update(on_hand=model.on_hand - self.delta, **first)
        lot._write(-self.delta, "undo", by, undo_of=self)


def _why_not(lot):
    left, held = said(lot.on_hand, lot.ingredient), said(lot.held, lot.ingredient)
    if lot.held:
        return _("%(left)s left, %(held)s held for orders: it can't be taken back any more.", left=left, held=held)
    return _("Some of it has been used meanwhile, %(left)s left: it can't be taken back any more.", left=left)
