"""Alerts: what wants something from somebody, and the taps that answer it."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.forms import fields_of, tapped
from familychef.core.i18n import _
from familychef.core.web import answer, refuse, show

from .alert_page import Alerts
from .forms import DeferralForm, DismissalForm
from .room import pantry, the_alert


@pantry.get("/alerts")
@allow("pantry.view")
def alerts():
    return show("pantry/alerts", alerts=Alerts(g.family))


@pantry.post("/alerts/<int:id>/deferral")
@allow("pantry.edit")
def put_off(id):
    alert, form = the_alert(id), tapped(DeferralForm)
    number = alert.put_off(form.days, by=g.member)
    say = _("%(name)s: tomorrow again.", name=alert.ingredient.name)
    if form.days > 1:
        say = _("%(name)s: again in %(count)s days.", name=alert.ingredient.name, count=form.days)
    return answer(Alerts(g.family), page=url_for(".alerts"), say=say, undo=taking_back(alert, number))


@pantry.post("/alerts/<int:id>/dismissal")
@allow("pantry.edit")
def dismiss(id):
    """What became of it: eaten, thrown away, or it is fine as it is."""
    alert, form = the_alert(id), DismissalForm.read(request.form)
    if "reason" in form.errors:
        return refuse("pantry/alerts", form, alerts=Alerts(g.family, {alert.id: form}))
    fields = fields_of(form)
    how = fields.how
    undo = DONE[how](alert, fields)
    say = how == "used" and undo and alert.kept_back or SAID[how](alert.ingredient.name)
    return answer(Alerts(g.family), page=url_for(".alerts"), say=say, undo=undo)


@pantry.post("/alerts/<int:id>/answers/<int:number>/reversal")
@allow("pantry.edit")
def take_back(id, number):
    """It is shown again, after it was called fine or put off."""
    alert = the_alert(id)
    alert.take_back(number, by=g.member)
    say = _("Taken back. %(name)s is here again.", name=alert.ingredient.name)
    return answer(Alerts(g.family), page=url_for(".alerts"), say=say)


def use_up(alert, _fields):
    return reversal(alert.use_up(by=g.member))


def throw_away(alert, fields):
    return reversal(alert.throw_away(g.member, fields.reason))


def call_fine(alert, _fields):
    return taking_back(alert, alert.call_fine(by=g.member))


def reversal(move):
    return move and url_for(".reverse", id=move.id)


def taking_back(alert, number):
    return url_for(".take_back", id=alert.id, number=number)


DONE = {"used": use_up, "wasted": throw_away, "fine": call_fine}
SAID = {
    "used": lambda name: _("%(name)s: used up.", name=name),
    "wasted": lambda name: _("%(name)s: thrown away.", name=name),
    "fine": lambda name: _("%(name)s: still fine.", name=name),
}
