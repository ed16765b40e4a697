"""The sheet of a dish that is ready: what was planned of each batch and what was really used, leftovers, waste."""

import datetime as dt

from familychef.core.errors import Refusal
from familychef.core.i18n import _, date
from familychef.core.incoming import LARGEST_ID
from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient, PantryStock

from .outcome import LEFTOVER_DAYS, Outcome
from .outcome_forms import OutcomeForm
from .states import DONE
from .times import Times


class Row:
    """One batch: what was planned of it, and what stands in its field."""

    def __init__(self, lot, planned, typed):
        self.lot, self.id, self.name, self.typed = lot, lot.id, lot.ingredient.name, typed
        self.field = f"used-{lot.id}"
        self.unit = pantry.own_unit(lot.ingredient)
        self.planned = pantry.said(planned, lot.ingredient) if planned else ""

    @property
    def about(self):
        return batch_words(self.lot)

    def used(self):
        """Thousandths; an empty field is nothing. Raises Refusal."""
        ingredient = self.lot.ingredient
        return pantry.read_amount(self.typed or "0", ingredient, zero=True, field=self.field, bare=True)


class Sheet:
    """`form`: a Reading of OutcomeForm; without any it shows what the books say."""

    room, noun = "kitchen", "sheet"

    def __init__(self, item, form=None):
        self.item, self.family, self.id = item, item.family, item.id
        self.dom_id, self.open = f"sheet-{item.id}", item.state in DONE
        self.form = form or self._blank(item.outcome())
        self._planned = pantry.planned_for(self.family, self.id)
        self.rows = self._rows()

    @classmethod
    def with_more(cls, item, asked):
        """As it was typed so far, `asked`, and a row for the batch that was chosen; nothing is judged yet."""
        sheet = cls(item)
        typed = {name: asked.getlist(name) if name in OutcomeForm.many else asked[name] for name in asked}
        typed = {name: value for name, value in typed.items() if name in OutcomeForm.model_fields}
        return cls(item, OutcomeForm.blank(**sheet.form.typed | typed)) if typed else sheet

    def told(self):
        """The Outcome as typed; what can't be read is said beside its field."""
        fields, amounts = self.form.fields, {}
        for row in self.rows:
            try:
                amounts[row.id] = row.used()
            except Refusal as refusal:
                self.form.fail(refusal.field, refusal.text)
        if fields.other and not fields.other_used:
            self.form.fail(f"used-{fields.other}", _("Please fill this in."))
        if not {*fields.lot, fields.other} - {None} <= {row.id for row in self.rows}:
            self.form.fail("form", _("One of these batches is not there any more."))
        return Outcome(amounts, fields.kept or 0, fields.until, fields.wasted or 0, fields.reason)

    @property
    def times(self):
        return Times(self.item.dish)

    @property
    def others(self):
        """[(heading, [(lot id, words)])] of the batches that could have been used, too."""
        here, own = {row.id for row in self.rows}, self._foods()
        lots = [lot for lot in self._free_lots() if lot.id not in here]
        near = [(lot.id, f"{lot.ingredient.name} · {batch_words(lot)}") for lot in lots if lot.ingredient_id in own]
        far = [(lot.id, f"{lot.ingredient.name} · {batch_words(lot)}") for lot in lots if lot.ingredient_id not in own]
        parts = [(_("What goes into this dish"), near), (_("Everything else"), far)]
        return [part for part in parts if part[1]]

    def _blank(self, outcome):
        until = outcome.until or self.family.today() + dt.timedelta(days=LEFTOVER_DAYS)
        return OutcomeForm.blank(
            version=self.item.version, lot=None, used=None, other=None, other_used="", kept=outcome.kept or "",
            until=until, wasted=outcome.wasted or "", reason=outcome.reason,
        )

    def _rows(self):
        typed = self._typed() or self._as_booked()
        return [Row(lot, self._planned.get(lot.id, 0), typed[lot.id]) for lot in self._lots(typed)]

    def _typed(self):
        """{lot id: what was typed} of a form that came back."""
        typed = self.form.typed
        pairs = [*zip(typed.get("lot") or (), typed.get("used") or (), strict=False)]
        pairs += [(typed.get("other"), typed.get("other_used", ""))]
        known = {str(lot).strip(): used for lot, used in pairs if lot}
        return {int(lot): used for lot, used in known.items() if is_row(lot)}

    def _as_booked(self):
        used = self.item.outcome().amounts
        return {lot: pantry.bare_number(used.get(lot, 0)) for lot in {**self._planned, **used}}

    def _lots(self, ids):
        rows = self._stock().where(PantryStock.id.in_(list(ids)))
        found = {lot.id: lot for lot in rows}
        return [found[id] for id in ids if id in found]

    def _free_lots(self):
        there = self._stock().where(PantryStock.on_hand > PantryStock.held, Ingredient.track == "exact")
        return there.order_by(Ingredient.name_key, PantryStock.use_until, PantryStock.id)

    def _stock(self):
        return PantryStock.select(PantryStock, Ingredient).join(Ingredient).where(PantryStock.family == self.family.id)

    def _foods(self):
        """What the recipe asks for, and what may stand in for it."""
        lines = self.item.snapshot.get("lines", ())
        return {line["ingredient"] for line in lines} | {row.lot.ingredient_id for row in self.rows}


def batch_words(lot):
    """`1.2 kg left · Cupboard · 24 Dec`"""
    left = _("%(amount)s left", amount=pantry.said(lot.on_hand - lot.held, lot.ingredient))
    return " · ".join([left, pantry.place_name(lot.place), *([date(lot.use_until)] if lot.use_until else [])])


def is_row(text):
    """Can it be the number of a row?"""
    return text.isdecimal() and len(text) <= 10 and 0 < int(text) <= LARGEST_ID
