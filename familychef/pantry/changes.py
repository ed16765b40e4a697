"""The changes of stock that need something typed: for each its words, its form and the verb it calls."""

import uuid
from typing import NamedTuple

from flask import url_for

from familychef.core.forms import Nothing
from familychef.core.i18n import _, _l
from familychef.families.models import SentForm

from .amounts import plain, read_amount, said, unit_names
from .forms import CountForm, DateForm, PartForm, PlaceForm, UseForm, WasteForm
from .words import day_word, place_name


class Kind(NamedTuple):
    """`noun` is the end of the address; `asks` the fields its form shows."""

    noun: str
    form: type
    asks: tuple
    title: object
    button: object
    done: object


USE = Kind("uses", UseForm, ("quantity",), _l("Use some"), _l("Use"), _l("Noted."))
KINDS = {
    kind.noun: kind
    for kind in (
        USE,
        Kind("waste", WasteForm, ("quantity", "reason"), _l("Throw away"), _l("Throw away"), _l("Thrown away.")),
        Kind("count", CountForm, ("quantity",), _l("How much is there?"), _l("Save"), _l("Counted.")),
        Kind("opening", PartForm, ("part",), _l("Open"), _l("Open"), _l("Opened.")),
        Kind("closing", Nothing, (), _l("Not open after all"), _l("It is closed"), _l("Closed.")),
        Kind("freezing", PartForm, ("part",), _l("Freeze"), _l("Freeze"), _l("Frozen.")),
        Kind("thawing", Nothing, (), _l("Thaw"), _l("Thaw"), _l("Thawing.")),
        Kind("place", PlaceForm, ("place", "part"), _l("Move"), _l("Move"), _l("Moved.")),
        Kind("date", DateForm, ("date", "date_kind"), _l("Change the date"), _l("Save"), _l("Date changed.")),
    )
}
ICONS = {
    "uses": "minus", "count": "check-check", "opening": "circle", "closing": "lock", "freezing": "snowflake",
    "thawing": "sun", "place": "refrigerator", "date": "calendar", "waste": "trash-2",
}


def choices(lot):
    """[(noun, icon, words)] of what needs something typed."""
    part = [] if lot.frozen_on else [("freezing", ICONS["freezing"], _("Freeze part of it"))]
    titles = [(noun, ICONS[noun], str(KINDS[noun].title)) for noun in ("uses", "count", "place", "date", "waste")]
    return titles[:2] + part + titles[2:]


def taps(lot):
    """[(noun, icon, words)] of what one tap does to a batch as it is now."""
    nouns = ["thawing"] if lot.frozen_on else ["closing" if lot.opened_on else "opening", "freezing"]
    return [(noun, ICONS[noun], str(KINDS[noun].title)) for noun in nouns]


def lot_in_words(lot):
    parts = [said(lot.on_hand, lot.ingredient), place_name(lot.place)]
    if lot.use_until:
        parts.append(day_word(lot.use_until, lot.family.today()))
    return " · ".join(parts)


class Change:
    """One kind of change, about to happen to a lot or to an ingredient as a whole."""

    def __init__(self, kind, ingredient, lot=None):
        self.kind, self.ingredient, self.lot = kind, ingredient, lot
        self.title, self.button = str(kind.title), str(kind.button)

    @property
    def url(self):
        if self.lot:
            return url_for("pantry.change_batch", id=self.lot.id, noun=self.kind.noun)
        return url_for("pantry.use", id=self.ingredient.id)

    @property
    def now(self):
        """What there is at this moment, in a line."""
        return lot_in_words(self.lot) if self.lot else _("There is %(amount)s.", amount=self.ingredient.shelf.amount)

    @property
    def hint(self):
        return _("With its unit: %(units)s", units=unit_names(self.ingredient))

    def blank(self):
        values = {"key": uuid.uuid4().hex}
        if self.lot:
            lot = self.lot
            values |= {"version": lot.version, "date": lot.date, "date_kind": lot.date_kind, "place": lot.place}
        if self.kind.noun in ("waste", "count"):
            values["quantity"] = plain(self.lot.on_hand, self.ingredient)
        return self.kind.form.blank(**values)

    def read(self, data):
        return self.kind.form.read(data)

    def make(self, fields, by):
        """Call the verb; whatever it refuses is raised."""
        with SentForm.once(by.family, fields, self.kind.noun, self.lot and self.lot.id, self.ingredient.id):
            if self.lot is None:
                self.ingredient.take(self._amount(fields), by, fields.key)
            else:
                getattr(self, f"_{self.kind.noun}")(fields, by)

    def said(self):
        return _("%(name)s: %(what)s", name=self.ingredient.name, what=self.kind.done)

    def _uses(self, fields, by):
        self.lot.take(self._amount(fields), by, fields.key)

    def _waste(self, fields, by):
        self.lot.waste(self._amount(fields), by, fields.reason, fields.key)

    def _count(self, fields, by):
        self.lot.count(self._amount(fields, zero=True), by, fields.version)

    def _opening(self, fields, by):
        self.lot.open(by, self._part(fields), fields.key)

    def _closing(self, fields, by):
        self.lot.close(by)

    def _freezing(self, fields, by):
        self.lot.freeze(by, self._part(fields), fields.key)

    def _thawing(self, fields, by):
        self.lot.thaw(by)

    def _place(self, fields, by):
        self.lot.move(fields.place, by, self._part(fields), fields.key)

    def _date(self, fields, by):
        self.lot.date_it(fields.date, fields.date_kind, by, fields.version)

    def _amount(self, fields, zero=False):
        return read_amount(fields.quantity, self.ingredient, zero=zero)

    def _part(self, fields):
        return self._amount(fields) if fields.quantity else None
