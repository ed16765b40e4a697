"""The cook says what is out, what is out for today, how many are left, and what is back."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.errors import Conflict, Refusal
from familychef.core.i18n import _
from familychef.core.web import answer, refuse, show

from .forms import OutForm
from .out import Out, OutDish
from .room import conflicts_show, dish_of_family, kitchen


@kitchen.get("/kitchen/out")
@allow("orders.cook")
def out():
    return show("kitchen/out", out=Out(g.family, request.args.get("show", "")))


@kitchen.get("/kitchen/dishes/<int:id>/outage")
@allow("orders.cook")
def out_dish(id):
    dish = dish_of_family(id)
    return show("kitchen/out_dish", out_dish=OutDish.of(dish), form=OutForm.blank(portions=""))


@kitchen.post("/kitchen/dishes/<int:id>/outage")
@allow("orders.cook")
def say_out(id):
    dish, form = dish_of_family(id), OutForm.read(request.form)
    try:
        if form.valid():
            with conflicts_show(OutDish.of, dish):
                form.fields.say(dish, g.member)
            return told(OutDish.of(dish))
    except Conflict:
        raise
    except Refusal as refusal:
        form.fail(refusal.field, refusal.text)
    return refuse("kitchen/out_dish", form, out_dish=OutDish.of(dish))


def told(row):
    """With what everybody sees of it from now on."""
    say = _("%(dish)s: %(words)s", dish=row.name, words=row.words or _("back on the menu"))
    return answer(row, url_for("kitchen.out", _anchor=row.dom_id), say=say)
