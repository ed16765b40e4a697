"""The sheet of a dish that is ready: what was really used, what was kept of it, what was thrown away."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.errors import Conflict, Refusal
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .outcome_forms import OutcomeForm
from .room import item_of_family, kitchen
from .sheet import Sheet


@kitchen.get("/kitchen/items/<int:id>/usage")
@allow("orders.cook")
def usage(id):
    return show("kitchen/sheet", sheet=Sheet.with_more(item_of_family(id), request.args))


@kitchen.post("/kitchen/items/<int:id>/usage")
@allow("orders.cook")
def correct_item(id):
    sheet = Sheet(item_of_family(id), OutcomeForm.read(request.form))
    try:
        if sheet.form.valid() and correct(sheet):
            return go(url_for(".recent"), say=_("%(dish)s: noted.", dish=sheet.item.name))
    except Conflict as conflict:
        return refuse_stale(sheet, conflict)
    return refuse("kitchen/sheet", sheet.form, sheet=sheet)


def correct(sheet):
    """Write down what was typed; False when something of it is wrong, which is said beside its field then."""
    told = sheet.told()
    try:
        if sheet.form.valid():
            sheet.item.correct(g.member, told, sheet.form.fields.version)
    except Conflict:
        raise
    except Refusal as refusal:
        sheet.form.fail(refusal.field, refusal.text)
    return sheet.form.valid()


def refuse_stale(sheet, conflict):
    """Somebody else was quicker: what is written now, to start from."""
    fresh = Sheet(sheet.item.fresh())
    return refuse("kitchen/sheet", fresh.form.fail("form", conflict.text), conflict.status, sheet=fresh)
