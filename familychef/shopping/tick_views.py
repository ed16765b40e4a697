"""Ticks: one tap by script, or all of a list by a button without."""

from flask import g, url_for

from familychef.core import clock
from familychef.core.access import allow
from familychef.core.errors import Conflict
from familychef.core.forms import tapped
from familychef.core.i18n import _
from familychef.core.web import answer, go
from familychef.families.models import SentForm

from . import actions
from .forms import TickForm, TicksForm
from .meeting import UNDONE, met_words
from .models import ShoppingListItem
from .page import Entry
from .room import shopping, the_line, the_list
from .taps import moment
from .words import name_words


@shopping.post("/shopping/ticks")
@allow("shopping.tick")
def tick():
    fields = tapped(TickForm)
    line = the_line(fields.entry)
    with SentForm.once(g.family, fields):
        at, sure = moment(fields.at, fields.sent)
        met = actions.tick(line, fields.done, at, g.member, fields.key, fields.seen, sure)
    now = line.fresh()
    note, entry = met_words(met, now, g.family), Entry(now, g.member)
    if met in UNDONE:
        raise Conflict(note, subject=entry)
    return answer(entry, url_for(".shopping_list", id=now.shopping_list_id), say=note)


@shopping.post("/shopping/<int:id>/ticks")
@allow("shopping.tick")
def save_ticks(id):
    shopping_list = the_list(id)
    changes = tapped(TicksForm).changes()
    found = shopping_list.items.where(ShoppingListItem.id.in_(list(changes))).order_by(ShoppingListItem.id)
    told = [note for line in found if (note := _ticked(line, changes[line.id]))]
    return go(url_for(".shopping_list", id=id), say=" ".join(told) or _("Saved.") if changes else None)


def _ticked(line, done):
    """What the tick met, with the name of what it was on, or None."""
    met = actions.tick(line, done, clock.now(), g.member)
    now = line.fresh()
    note = met_words(met, now, g.family)
    return note and f"{name_words(now)}: {note}"
