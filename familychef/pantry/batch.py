"""What the family does with a batch: use some, add some, open, freeze, move, count, throw away.

Every verb changes the row by a conditional UPDATE, writes its move and records one event. A verb with a `key` happens
once, however often it is sent. Quantities are thousandths of the ingredient's base unit.
"""

import datetime as dt
import uuid

from familychef.core.db import transaction
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import changes_of, record
from familychef.core.i18n import _

from .amounts import said
from .shelf import is_usable, use_until

CLOCKS = ("date", "date_kind", "opened_on", "frozen_on")
TRAITS = ("family", "ingredient", "place", *CLOCKS, "use_until", "bought_on", "origin")
FROZEN_DAYS = 90
THAWED_DAYS = 2


class Batch:
    """The verbs of PantryStock."""

    def take(self, quantity, by, key=None):
        """Use some without an order; refused when orders would lack it then."""
        with transaction(self.family):
            if not self._repeated(key) and self.is_usable():
                self.ingredient.refuse_beyond_free(quantity)
            return self._shrink(quantity, "cook", "stock.taken", by, key)

    def spare(self):
        """What of it may go without an order lacking it then."""
        now = self.fresh()
        own = now.on_hand - now.held
        return min(own, self.ingredient.free()) if now.is_usable() else own

    def waste(self, quantity, by, reason="", key=None):
        return self._shrink(quantity, "waste", "stock.wasted", by, key, reason)

    def put(self, quantity, by, key=None):
        """More of the same into this batch."""
        with transaction(self.family):
            if self._repeated(key):
                return None
            model = type(self)
            self._update(on_hand=model.on_hand + quantity, first=model.first + quantity)
            return self._moved(quantity, "buy", "stock.added", by, key)

    def count(self, quantity, by, version):
        """So much is really there. Raises Conflict when the batch has changed since `version`."""
        with transaction(self.family):
            self._unchanged_since(version)
            delta = quantity - self.fresh().on_hand
            if delta:
                self._refuse_below_held(quantity)
                self._update(on_hand=quantity)
                return self._moved(delta, "adjust", "stock.counted", by)

    def open(self, by, quantity=None, key=None):
        """Opened today, all or so much of it; the opened part keeps as long as the ingredient says."""
        with transaction(self.family):
            part = self._part(quantity, by, key)
            if part.opened_on is None:
                part._redate("lot.opened", by, opened_on=self.family.today())
            return part

    def close(self, by):
        """It was not open after all."""
        with transaction(self.family):
            if self.opened_on:
                self._redate("lot.closed", by, opened_on=None)

    def freeze(self, by, quantity=None, key=None):
        """Into the freezer, all or so much of it; what nobody has said keeps 90 days."""
        with transaction(self.family):
            today = self.family.today()
            if self.use_until and self.use_until < today:
                raise Refusal(_("This is past its date. Freezing would not make it good again."))
            part = self._part(quantity, by, key)
            if part.frozen_on is None:
                self.ingredient.keep_frozen(FROZEN_DAYS, by)
                part._redate("lot.frozen", by, frozen_on=today, place="freezer")
            return part

    def thaw(self, by, place="fridge"):
        """Out of the freezer: good for two days, or for what was left when it went in, if that is less."""
        with transaction(self.family):
            if self.frozen_on:
                left = (self.date - self.frozen_on).days if self.date else THAWED_DAYS
                day = self.family.today() + dt.timedelta(days=min(max(left, 1), THAWED_DAYS))
                opened = {"opened_on": self.family.today()} if self.opened_on else {}
                self._redate("lot.thawed", by, frozen_on=None, date=day, place=place, **opened)

    def move(self, place, by, quantity=None, key=None):
        """To another place, all or so much of it."""
        with transaction(self.family):
            part = self._part(quantity, by, key)
            if part.place != place:
                part._redate("lot.moved", by, place=place)
            return part

    def date_it(self, date, date_kind, by, version):
        """The date on the pack. Raises Conflict when the batch has changed since `version`."""
        with transaction(self.family):
            self._unchanged_since(version)
            if (self.date, self.date_kind) != (date, date_kind):
                self._redate("lot.dated", by, date=date, date_kind=date_kind)

    def keeps_until(self, **changes):
        """use_until with some traits changed."""
        days = {name: changes.get(name, getattr(self, name)) for name in CLOCKS}
        return use_until(
            **days, opened_days=self.ingredient.opened_days, frozen_days=self.ingredient.frozen_days
        )

    def is_usable(self, day=None):
        """FRESH, PAST_DATE or None on a day, today unless said otherwise."""
        day = day or self.family.today()
        return is_usable(self.on_hand, self.use_until, self.date_kind, self.ingredient.grace_days, day)

    def _shrink(self, quantity, reason, kind, by, key, note=""):
        with transaction(self.family):
            if self._repeated(key):
                return None
            now = self.fresh()
            if quantity > now.on_hand:
                left = said(now.on_hand, self.ingredient)
                raise Refusal(_("Only %(amount)s left.", amount=left), field="quantity")
            self._refuse_below_held(now.on_hand - quantity)
            self._update(on_hand=type(self).on_hand - quantity)
            return self._moved(-quantity, reason, kind, by, key, note)

    def _part(self, quantity, by, key):
        """The part of this batch that something happens to: itself, or a new batch, split off once for a key."""
        moves, key, now = self.moves.model, key or uuid.uuid4().hex, self.fresh()
        if before := self.family.of(moves).where(moves.key == f"{key}.1").first():
            return before.pantry_stock
        elif quantity is None or quantity >= now.on_hand:
            return self
        self._refuse_below_held(now.on_hand - quantity)
        self._update(on_hand=type(self).on_hand - quantity)
        part = self._twin(quantity)
        self._moved(-quantity, "move", "lot.split", by, key)
        part._write(quantity, "move", by, f"{key}.1")
        return part

    def _twin(self, quantity):
        same = {name: getattr(self, name) for name in TRAITS}
        cost = None if self.cost is None else self.cost * quantity // (self.first or quantity)
        return type(self).create(on_hand=quantity, first=quantity, cost=cost, **same)

    def _redate(self, kind, by, **changes):
        changes |= {"use_until": self.keeps_until(**changes)}
        told = changes_of(self.fresh(), changes)
        self._update(**changes)
        self._tell(kind, by, told)

    def _refuse_below_held(self, after):
        held = self.fresh().held
        if after < held:
            raise Refusal(_("%(amount)s are held for orders.", amount=said(held, self.ingredient)), field="quantity")

    def _unchanged_since(self, version):
        if self.fresh().version != version:
            raise Conflict(_("Somebody else has changed this meanwhile."), subject=self.fresh())

    def fresh(self):
        """The same batch as the database has it now."""
        return type(self).get_by_id(self.id)

    def _repeated(self, key):
        moves = self.moves.model
        return key is not None and self.family.of(moves).where(moves.key == key).exists()

    def _update(self, **values):
        """Never below zero nor below what is held: the UPDATE itself is conditional."""
        model = type(self)
        after = values.get("on_hand", model.on_hand)
        if not self.changed_rows(model.held <= after, version=model.version + 1, **values):
            raise Refusal(_("There is less than that."), field="quantity")

    def _write(self, delta, reason, by, key=None, note="", undo_of=None):
        return self.moves.model.create(
            family=self.family_id, pantry_stock=self, delta=delta, reason=reason, actor=by, key=key, note=note,
            undo_of=undo_of,
        )

    def _moved(self, delta, reason, kind, by, key=None, note=""):
        move = self._write(delta, reason, by, key, note)
        after = self.fresh().on_hand
        self._tell(kind, by, {"on_hand": [after - delta, after]} | ({"note": [None, note]} if note else {}))
        return move

    def _tell(self, kind, by, changes):
        record(kind, self, actor=by, stale=f"{self.ingredient.stale} {self.dom_id}", changes=changes)
