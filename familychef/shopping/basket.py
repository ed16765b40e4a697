"""Putting away: what each line of the basket becomes, with amount, date, place and price as they usually are."""

import datetime as dt

from familychef.core.errors import Refusal
from familychef.core.forms import Reading
from familychef.core.i18n import _, _l, language
from familychef.core.units import unit_name
from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient

from .entries import ShoppingListItem
from .page import entries_of
from .prices import plain_price, read_price
from .reading import known_food
from .sizes import PACK, amount_with, coming, measures_of, starter_measures

KINDS = {
    "": _l("Nothing to keep"),
    "mass": _l("New food, by weight"),
    "volume": _l("New food, by volume"),
    "count": _l("New food, in pieces"),
}
MOST_DAYS = 365 * 30


class Basket:
    """A Row for everything in the basket, or for what of it was sent."""

    def __init__(self, shopping_list, member, fields=None):
        self.list, self.member = shopping_list, member
        found = list(entries_of(shopping_list, member, ShoppingListItem.ticked_at.is_null(False)))
        sent = fields and fields.rows()
        measures = measures_of(each.line.ingredient for each in found if each.line.ingredient_id)
        shown = [each for each in found if sent is None or each.id in sent]
        self.rows = [Row(each, member, measures, sent and sent[each.id]) for each in shown]

    @property
    def uncounted(self):
        """The names of what came and is not counted, because nobody has said how much it is."""
        return [row.entry.name for row in self.rows if row.uncounted]

    def explain(self, refusals):
        """Let each row say what was wrong with it."""
        for row in self.rows:
            for refusal in refusals.get(row.id, ()):
                row.form.status = 422
                row.form.fail(refusal.field or "amount", refusal.text)


class Row:
    """One line of the basket; its `form` holds what stands in its fields.

    `one`: the unit of which it is asked how much is in one, or None; `uncounted`: nobody has said how much came.
    """

    def __init__(self, entry, member, measures, typed=None):
        self.entry, self.line, self.id, self.member = entry, entry.line, entry.id, member
        self.food = self.line.ingredient if self.line.ingredient_id else None
        self.starter = None if self.food else known_food(self.line.name)
        self.known = self.food or self.starter
        table = measures[self.food.id] if self.food else starter_measures(self.starter) if self.starter else {}
        self.proposed, self.one = coming(entry, self.known, table) if self.counted else ("", None)
        self.form, self.uncounted = Reading(typed or self._usual()), False

    @property
    def price_hint(self):
        """`last time €1.29`, where nobody has typed a price."""
        return _("last time %(price)s", price=self.entry.last_time) if self.entry.last_time else None

    @property
    def question(self):
        """What is asked about one of them."""
        if self.one == PACK:
            return _("How much is in one?")
        return _("How much is 1 %(unit)s?", unit=unit_name(self.one, 1, language()))

    @property
    def example(self):
        return pantry.EXAMPLES[self.known.base]

    @property
    def counted(self):
        return self.food is None or self.food.track == "exact"

    @property
    def kinds(self):
        """[(code, words)] of what a line without a food of the family's may become."""
        known = [("starter", _("Food: %(name)s", name=self.starter.name(language())))] if self.starter else []
        return known + [(code, str(words)) for code, words in KINDS.items()]

    def store(self, key):
        """Make stock of it, in the open transaction. Raises Refusal beside one of its fields."""
        food, by = self._food(), self.member
        if food is None:
            return
        if food.archived:
            food.unarchive(by)
        if food.track == "level":
            food.set_level("plenty", by)
        elif food.track == "exact" and (quantity := self._quantity(food)):
            kept = {"date": self._date(), "place": self._place(), "cost": self.price()}
            food.add_lot(quantity, by, key=key, **kept)
        else:
            self.uncounted = food.track == "exact"

    def price(self):
        return read_price(self.form.typed["price"], self.member.family)

    def _food(self):
        """The family's food this is, made now when the form says so."""
        kind, family = self.form.typed["kind"], self.member.family
        if self.food or kind not in ("starter", "mass", "volume", "count"):
            return self.food
        elif kind == "starter" and self.starter:
            made = pantry.add_from_starter(family, self.starter.key, self.member, language())
        else:
            made = pantry.resolve(family, self.line.name, language())
            base = kind if kind != "starter" else "count"
            made = made or Ingredient.add(family, self.member, self.line.name[:80], base=base)
        self.line.changed_rows(ingredient=made.id)
        return made

    def _quantity(self, food):
        """Thousandths of the base, or None for what is not counted."""
        text, size = self.form.typed["amount"], self.form.typed["each"]
        if self.one and text and size:
            return amount_with(text, self.one, size, food, self.member)
        elif not text or self.one and text == self.proposed:
            return None
        return pantry.read_amount(text, food, field="amount")

    def _date(self):
        try:
            date = dt.date.fromisoformat(self.form.typed["date"]) if self.form.typed["date"] else None
        except ValueError:
            raise Refusal(_("Please type a date like 2026-12-24."), field="date") from None
        if date and not 0 <= (date - self.member.family.today()).days <= MOST_DAYS:
            raise Refusal(_("Please look at the date again."), field="date")
        return date

    def _place(self):
        place = self.form.typed["place"]
        if place not in pantry.PLACES:
            raise Refusal(_("Please choose one of the answers."), field="place")
        return place

    def _usual(self):
        food, family = self.food or self.starter, self.member.family
        days = food.shelf_days if food else None
        date = "" if days is None else (family.today() + dt.timedelta(days=days)).isoformat()
        return {
            "amount": self.proposed, "each": "", "date": date, "place": food.place if food else "pantry",
            "price": plain_price(self.line.price, family), "kind": "starter" if self.starter else "",
        }
