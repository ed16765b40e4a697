"""What became of a dish that is ready: what it really took, what was kept of it, and what was thrown away."""

import datetime as dt
from typing import NamedTuple

from familychef.core.db import transaction
from familychef.core.errors import Conflict, Refusal
from familychef.core.i18n import _, ngettext
from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient, PantryStock

from .states import DONE

KEPT = "kept-"
LEFTOVER_DAYS = 3


class Outcome(NamedTuple):
    """`amounts`: {lot id: thousandths} it took; `kept` portions until a day; `wasted` portions and why."""

    amounts: dict
    kept: int = 0
    until: dt.date | None = None
    wasted: int = 0
    reason: str = ""

    def plain(self):
        """Without what says nothing."""
        amounts = {lot: amount for lot, amount in self.amounts.items() if amount > 0}
        until, reason = self.kept and self.until or None, self.reason if self.wasted else ""
        return self._replace(amounts=amounts, until=until, reason=reason)


class Told:
    """The verbs of OrderItem for what became of it."""

    def outcome(self):
        """As the books have it."""
        kept, until = next(iter(pantry.kept_by(self.family, self._stem).values()), (0, None))
        reason = self.reason if self.wasted else ""
        return Outcome(pantry.used_by(self.family, self.id), kept, until, self.wasted, reason)

    def correct(self, by, told, version):
        """It was so, and not as planned; the same again changes nothing.

        Raises Conflict when the dish was changed since `version`, Refusal beside its field for what can't be.
        """
        told = told.plain()
        with transaction(self.family):
            now = self.fresh()
            before = now.outcome()
            if now.state not in DONE or (now.version != version and before != told):
                raise Conflict(_("Somebody else has changed this meanwhile."), subject=now)
            if before != told:
                _refuse_impossible(now, told)
                self.changed_rows(version=type(self).version + 1)
                self._took(by, told)
                self._put_by(by, before, told)

    def forget_outcome(self, by):
        """It is called back: nothing of it is kept or thrown away. Raises Conflict when leftovers of it are gone."""
        before = self.fresh().outcome()
        try:
            self._put_by(by, before, Outcome(before.amounts))
        except Refusal:
            text = _("Some of what was kept of %(dish)s has been eaten. It can't be called back.", dish=self.name)
            raise Conflict(text, subject=self.order) from None

    def allergens_in_it(self):
        """What is in it by its recipe and by what it took; None when something of it was never checked."""
        lines = [line for line in self.snapshot.get("lines", ()) if line["name"] not in self.left_out]
        swapped = {swap[0]: swap[2] for swap in self.snapshot.get("swaps", ())}
        foods = {swapped.get(line["ingredient"], line["ingredient"]) for line in lines}
        lots = PantryStock.select(PantryStock.ingredient).where(
            PantryStock.family == self.family_id, PantryStock.id.in_(list(pantry.used_by(self.family, self.id))))
        foods |= {ingredient for (ingredient,) in lots.tuples()}
        known = [row.allergens for row in self.family.of(Ingredient).where(Ingredient.id.in_([*foods - {None}]))]
        return None if None in foods or None in known else sorted({food for each in known for food in each})

    @property
    def _stem(self):
        return f"{KEPT}{self.id}-"

    def _took(self, by, told):
        changed = pantry.correct(self.family, self.id, told.amounts, by)
        if changed:
            self._tell("corrected", by, **{f"pantry_stock-{lot}": pair for lot, pair in changed.items()})

    def _put_by(self, by, before, after):
        """Leftovers into the fridge, or out of it again; what was thrown away is noted."""
        if (before.kept, before.until) != (after.kept, after.until):
            self._keep(by, after)
            self._tell("kept", by, kept=[before.kept, after.kept], use_until=[before.until, after.until])
        if (before.wasted, before.reason) != (after.wasted, after.reason):
            self.changed_rows(wasted=after.wasted, reason=after.reason)
            told = {"wasted": [before.wasted, after.wasted], "reason": [before.reason, after.reason]}
            self._tell("wasted", by, **told)

    def _keep(self, by, after):
        try:
            pantry.take_back(self.family, self._stem, by)
        except Refusal as gone:
            raise Refusal(gone.text, field="kept") from None
        if after.kept:
            days, key = (after.until - self.family.today()).days, f"{self._stem}{self.fresh().version}"
            pantry.leftover(self.family, self.name, after.kept, days, by, self.allergens_in_it(), key)


def leftovers_of(family, items):
    """{item id: portions} of them that were kept."""
    since = min((item.ready_at for item in items if item.ready_at), default=None)
    kept = pantry.kept_by(family, KEPT, since) if since else {}
    return {item.id: kept[str(item.id)][0] for item in items if str(item.id) in kept}


def _refuse_impossible(item, told):
    if told.kept + told.wasted > item.portions:
        text = ngettext("Only %(count)s portion was cooked.", "Only %(count)s portions were cooked.", item.portions)
        raise Refusal(text, field="kept" if told.kept else "wasted")
    if told.kept and (told.until is None or told.until < item.family.today()):
        raise Refusal(_("Please say until when it keeps: today or later."), field="until")
    if told.wasted and not told.reason:
        raise Refusal(_("Please say why it was wasted."), field="reason")
