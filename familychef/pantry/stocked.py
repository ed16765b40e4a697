"""What the family does with an ingredient as a whole: buy some, use some in the order lots should be used.

Quantities are thousandths of the ingredient's base unit. A verb with a `key` happens once, however often it is sent.
"""

import datetime as dt
import uuid

import peewee

from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.events import record
from familychef.core.i18n import _

from .amounts import said
from .shelf import fefo_key

LEFTOVER = "leftover:"


class Stocked:
    """The verbs of Ingredient that change its lots."""

    def add_lot(self, quantity, by, *, key=None, reason="buy", **traits):
        """A new lot, or more in one that is the same in everything; returns the StockMove.

        traits: columns of PantryStock; what is not given is the ingredient's usual.
        """
        with transaction(self.family):
            if before := self._moves_of(key):
                return before[0]
            traits = self._usual_traits() | traits
            lot = self._same_lot(traits) or self._empty_lot(traits)
            lot._update(on_hand=type(lot).on_hand + quantity, first=type(lot).first + quantity)
            return lot._moved(quantity, reason, "stock.added", by, key)

    def take(self, quantity, by, key=None, at_most=False):
        """Use some, the lots that spoil first before the others; returns the StockMoves.

        at_most: what is free, when that is less. Raises Refusal when orders would lack it then.
        """
        with transaction(self.family):
            if before := self._moves_of(key):
                return before
            lots = self.usable_lots()
            free = self.free(lots)
            quantity = min(quantity, free) if at_most and free > 0 else quantity
            self.refuse_beyond_free(quantity, lots)
            return self._take(lots, quantity, by, key or uuid.uuid4().hex)

    def is_leftover(self):
        return (self.starter or "").startswith(LEFTOVER)

    def usable_lots(self, day=None):
        """The lots that may be used on a day, in the order they should be."""
        model, day = self.lots.model, day or self.family.today()
        lots = list(self.lots.where(model.on_hand > 0))
        for lot in lots:
            lot.ingredient = self
        return sorted((lot for lot in lots if lot.is_usable(day)), key=fefo_key)

    def free(self, lots=None):
        """What may be used today without an order lacking it."""
        usable = sum(lot.on_hand for lot in (self.usable_lots() if lots is None else lots))
        return max(0, usable - self.held())

    def held(self):
        """What orders wait for: held or bound."""
        model = self.holds.model
        active = self.holds.where(model.state.in_(["held", "bound"]))
        return int(active.select(peewee.fn.SUM(model.quantity)).scalar() or 0)

    def refuse_beyond_free(self, quantity, lots=None):
        free = self.free(lots)
        if quantity > free and (held := self.held()):
            text = _("%(held)s are held for orders. %(free)s are free.", held=said(held, self), free=said(free, self))
            raise Refusal(text, field="quantity")
        if quantity > free:
            raise Refusal(_("Only %(amount)s left.", amount=said(free, self)), field="quantity")

    def redate_lots(self):
        """The stored use_until of every lot, after a change of how long this keeps."""
        for lot in self.lots.where(self.lots.model.on_hand > 0):
            lot.ingredient = self
            if lot.keeps_until() != lot.use_until:
                lot._update(use_until=lot.keeps_until())

    def _take(self, lots, quantity, by, key):
        moves, before = [], sum(lot.on_hand for lot in lots)
        for lot in lots:
            part = min(quantity, lot.on_hand - lot.held)
            if part > 0:
                lot._update(on_hand=type(lot).on_hand - part)
                moves.append(lot._write(-part, "cook", by, f"{key}.{len(moves)}" if moves else key))
                quantity -= part
        taken = -sum(move.delta for move in moves)
        changes = {"on_hand": [before, before - taken]}
        record("stock.taken", self, actor=by, stale=self.stale, changes=changes)
        return moves

    def _moves_of(self, key):
        """The moves one action made, when it was sent before."""
        moves = self.lots.model.moves.rel_model
        if key is None:
            return []
        same = (moves.key == key) | moves.key.startswith(f"{key}.")
        return list(self.family.of(moves).where(same).order_by(moves.id))

    def _usual_traits(self):
        today = self.family.today()
        date = None if self.shelf_days is None else today + dt.timedelta(days=self.shelf_days)
        return {
            "place": self.place, "date": date, "date_kind": self.date_kind, "opened_on": None, "frozen_on": None,
            "bought_on": today, "cost": None, "origin": "buy",
        }

    def _same_lot(self, traits):
        """A lot still closed that was bought, placed and dated alike; one with a price stays by itself."""
        model = self.lots.model
        if traits["cost"] is not None:
            return None
        same = [field >> None if value is None else field == value for field, value in _columns(model, traits)]
        return self.lots.where(model.on_hand == model.first, model.on_hand > 0, *same).first()

    def _empty_lot(self, traits):
        lot = self.lots.model(family=self.family_id, ingredient=self, **traits)
        lot.use_until = lot.keeps_until()
        lot.save(force_insert=True)
        return lot


def _columns(model, traits):
    return [(getattr(model, name), value) for name, value in traits.items()]
