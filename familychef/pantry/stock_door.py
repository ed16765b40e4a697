"""What pages and programs share of the pantry: a lot as typed, a tap on − or +, a measure and a swap learned."""

from flask import g

from familychef.core import money
from familychef.core.errors import Refusal
from familychef.core.forms import beside
from familychef.core.i18n import _, language
from familychef.core.units import UNITS, find_unit

from .amounts import read_amount
from .catalogue import resolve
from .ingredient_forms import ratio

RATIOS = (0.01, 100)


def bought(ingredient, form):
    """The traits of a lot as typed; everything that is wrong is said beside its field."""
    traits, fields = {}, form.fields
    if fields:
        traits = {"date_kind": fields.date_kind, "place": fields.place, "key": fields.key}
        with beside(form):
            traits["quantity"] = read_amount(fields.quantity, ingredient)
        with beside(form):
            traits["date"] = day(fields)
        with beside(form):
            traits["cost"] = price(fields.cost)
    return traits


def day(fields):
    if fields.date and fields.date < g.family.today() and not fields.past:
        raise Refusal(_("That day is past. If it is right, tick the box below."), field="date")
    return fields.date


def price(text):
    try:
        return money.read(text, g.family.currency, language()) if text else None
    except ValueError:
        raise Refusal(_("Please type a price like 2.50."), field="cost") from None


def step(ingredient, delta, key):
    if delta == "-1":
        return ingredient.take(ingredient.shelf.step, g.member, key, at_most=True)
    else:
        return [ingredient.add_lot(ingredient.shelf.step, g.member, key=key)]


def learn_measure(ingredient, fields):
    unit = find_unit(fields.unit, language()) or fields.unit
    if unit in UNITS and UNITS[unit].dimension == ingredient.base:
        raise Refusal(_("That unit is the same for every food. Please name one like bunch or cup."), field="unit")
    ingredient.measure(unit, read_amount(fields.quantity, ingredient), by=g.member)


def learn_swap(ingredient, fields):
    other = resolve(g.family, fields.other, language())
    if other is None:
        raise Refusal(_("The family has no ingredient of this name."), field="other")
    found = ratio(fields.ratio, "ratio", *RATIOS)
    ingredient.swap_with(other, found.numerator, found.denominator, fields.rank, by=g.member)
