"""How much a bunch is, and what may stand in for what."""

from flask import g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import allow
from familychef.core.forms import beside
from familychef.core.i18n import _, language
from familychef.core.units import unit_name
from familychef.core.web import go, refuse, show

from .amounts import said
from .ingredient_forms import MeasureForm, SwapForm
from .models import IngredientMeasure, IngredientSwap
from .room import pantry, the_ingredient
from .stock_door import learn_measure, learn_swap


@pantry.get("/ingredients/<int:id>/measures")
@allow("pantry.edit")
def measures(id):
    unit = request.args.get("unit", "")[:40]
    form = MeasureForm.blank(unit=unit and unit_name(unit, 1, language()))
    return show("pantry/measures", form=form, measured=Measured(the_ingredient(id)))


@pantry.post("/ingredients/<int:id>/measures")
@allow("pantry.edit")
def set_measure(id):
    ingredient, form = the_ingredient(id), MeasureForm.read(request.form)
    with beside(form):
        if form.valid():
            learn_measure(ingredient, form.fields)
    if not form.valid():
        return refuse("pantry/measures", form, form.status, measured=Measured(ingredient))
    return go(url_for(".measures", id=id), say=_("Good to know. Recipes use it from now on."))


@pantry.post("/ingredients/<int:id>/measures/<int:measure>/removal")
@allow("pantry.edit")
def forget_measure(id, measure):
    found = get_object_or_404(the_ingredient(id).measures, IngredientMeasure.id == measure)
    found.ingredient.forget_measure(found.unit, by=g.member)
    return go(url_for(".measures", id=id))


@pantry.post("/ingredients/<int:id>/measures/<int:measure>/confirmation")
@allow("pantry.edit")
def confirm_measure(id, measure):
    found = get_object_or_404(the_ingredient(id).measures, IngredientMeasure.id == measure)
    found.ingredient.measure(found.unit, found.quantity, by=g.member)
    return go(url_for(".measures", id=id), say=_("Good to know. Recipes use it from now on."))


@pantry.get("/ingredients/<int:id>/swaps")
@allow("pantry.edit")
def swaps(id):
    return show("pantry/swaps", form=SwapForm.blank(ratio="1", rank=1), measured=Measured(the_ingredient(id)))


@pantry.post("/ingredients/<int:id>/swaps")
@allow("pantry.edit")
def set_swap(id):
    ingredient, form = the_ingredient(id), SwapForm.read(request.form)
    with beside(form):
        if form.valid():
            learn_swap(ingredient, form.fields)
    if not form.valid():
        return refuse("pantry/swaps", form, form.status, measured=Measured(ingredient))
    return go(url_for(".swaps", id=id), say=_("Saved."))


@pantry.post("/ingredients/<int:id>/swaps/<int:swap>/removal")
@allow("pantry.edit")
def forget_swap(id, swap):
    found = get_object_or_404(the_ingredient(id).swaps, IngredientSwap.id == swap)
    found.ingredient.forget_swap(found.other, by=g.member)
    return go(url_for(".swaps", id=id))


class Measured:
    """An ingredient with its measures and swaps in words."""

    def __init__(self, ingredient):
        self.ingredient = ingredient
        self.measures = [(each, _equation(each)) for each in ingredient.measures.order_by(IngredientMeasure.id)]
        self.swaps = [(each, _swap(each)) for each in ingredient.swaps.order_by(IngredientSwap.rank)]


def _equation(measure):
    unit, quantity = unit_name(measure.unit, 1, language()), said(measure.quantity, measure.ingredient)
    return _("1 %(unit)s = %(quantity)s", unit=unit, quantity=quantity)


def _swap(swap):
    amount = f"{swap.num}/{swap.den}" if swap.den > 1 else str(swap.num)
    return _("%(amount)s × %(name)s", amount=amount, name=swap.other.name)
