"""How long a dish really took, and one tap to let its recipe say so."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .outcome_forms import TimeForm
from .room import dish_of_family, kitchen
from .times import Times


@kitchen.get("/kitchen/dishes/<int:id>/times")
@allow("orders.cook")
def times(id):
    return show("kitchen/times", times=Times(dish_of_family(id)), form=TimeForm.blank())


@kitchen.post("/kitchen/dishes/<int:id>/time")
@allow("orders.cook")
def take_time(id):
    """Only the minutes that are offered now; the same again is fine."""
    dish, form = dish_of_family(id), TimeForm.read(request.form)
    if not form.valid():
        return refuse("kitchen/times", form, times=Times(dish))
    if form.fields.minutes not in (dish.prep_minutes, Times(dish).offer):
        form.fail("form", _("It changed meanwhile."))
        return refuse("kitchen/times", form, 409, times=Times(dish))
    dish.retime(form.fields.minutes, g.member)
    say = _("%(dish)s: %(count)s min from now on.", dish=dish.name, count=form.fields.minutes)
    return go(url_for(".times", id=id), say=say)
