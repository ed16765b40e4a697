"""For programs: the catalogue of ingredients, with measures, swaps and barcodes."""

from flask import g
from playhouse.flask_utils import get_object_or_404
from pydantic import BaseModel

from familychef.core.forms import Nothing
from familychef.core.quantities import Quantity

from .api import IngredientAnswer, api, stock_of
from .catalogue import named
from .ingredient_forms import IngredientForm, MeasureForm, NewIngredientForm, SwapForm, filled, traits
from .models import Barcode, Ingredient, IngredientMeasure, IngredientSwap
from .room import the_ingredient
from .stock_door import learn_measure, learn_swap


class Measure(BaseModel):
    """1 `unit` is `quantity`; `confirmed`: somebody of the family has said so."""

    id: int
    unit: str
    quantity: Quantity
    confirmed: bool


class Swap(BaseModel):
    """`ratio`: how much of the other is used instead of 1; `rank`: 1 is tried first."""

    id: int
    other: int
    name: str
    ratio: str
    rank: int


class Pack(BaseModel):
    """`quantity`: how much is in it; null where nobody has said."""

    id: int
    code: str
    name: str
    ingredient: int
    quantity: Quantity | None

    @classmethod
    def of(cls, row):
        quantity = Quantity.of(row.quantity, row.ingredient.base)
        return cls(id=row.id, code=row.code, name=row.name, ingredient=row.ingredient_id, quantity=quantity)


@api.post("/ingredients", "pantry.edit", "One more ingredient; the family's own where it has it", status=201,
          takes=NewIngredientForm, gives=IngredientAnswer, twin="pantry.add_ingredient")
def add_ingredient(form):
    return stock_of(named(g.family, g.member, form.name, form.base))


@api.patch("/ingredients/<int:id>", "pantry.edit", "What is known of it: names, threshold, dates, allergens",
           takes=IngredientForm, gives=IngredientAnswer, twin="pantry.change_ingredient",
           filled=lambda id: filled(the_ingredient(id)).typed)
def change_ingredient(id, form):
    found = the_ingredient(id)
    found.describe(g.member, form.version, **traits(found, form))
    return stock_of(found)


@api.post("/ingredients/<int:id>/archive", "pantry.edit", "No longer used", takes=Nothing, gives=IngredientAnswer,
          twin="pantry.archive")
def archive(id, form):
    the_ingredient(id).archive(by=g.member)
    return stock_of(the_ingredient(id))


@api.post("/ingredients/<int:id>/revival", "pantry.edit", "Used again", takes=Nothing, gives=IngredientAnswer,
          twin="pantry.unarchive")
def unarchive(id, form):
    the_ingredient(id).unarchive(by=g.member)
    return stock_of(the_ingredient(id))


@api.get("/ingredients/<int:id>/measures", "pantry.view", "How much a bunch is", gives=Measure, many=True)
def measures(id):
    found = the_ingredient(id)
    return [_measure(each, found) for each in found.measures.order_by(IngredientMeasure.id)]


@api.post("/ingredients/<int:id>/measures", "pantry.edit", "Say how much a bunch is", takes=MeasureForm, gives=Measure,
          many=True, status=201, twin="pantry.set_measure")
def set_measure(id, form):
    learn_measure(the_ingredient(id), form)
    return measures(id)


@api.post("/ingredients/<int:id>/measures/<int:measure>/confirmation", "pantry.edit", "It is as it was guessed",
          takes=Nothing, gives=Measure, many=True, twin="pantry.confirm_measure")
def confirm_measure(id, measure, form):
    found = get_object_or_404(the_ingredient(id).measures, IngredientMeasure.id == measure)
    found.ingredient.measure(found.unit, found.quantity, by=g.member)
    return measures(id)


@api.delete("/ingredients/<int:id>/measures/<int:measure>", "pantry.edit", "Forget it", twin="pantry.forget_measure")
def forget_measure(id, measure):
    found = get_object_or_404(the_ingredient(id).measures, IngredientMeasure.id == measure)
    found.ingredient.forget_measure(found.unit, by=g.member)


@api.get("/ingredients/<int:id>/swaps", "pantry.view", "What may stand in for it", gives=Swap, many=True)
def swaps(id):
    query = the_ingredient(id).swaps.select(IngredientSwap, Ingredient).join(Ingredient, on=IngredientSwap.other)
    return [_swap(each) for each in query.order_by(IngredientSwap.rank, IngredientSwap.id)]


@api.post("/ingredients/<int:id>/swaps", "pantry.edit", "Say what may stand in for it", takes=SwapForm, gives=Swap,
          many=True, status=201, twin="pantry.set_swap")
def set_swap(id, form):
    learn_swap(the_ingredient(id), form)
    return swaps(id)


@api.delete("/ingredients/<int:id>/swaps/<int:swap>", "pantry.edit", "It may not", twin="pantry.forget_swap")
def forget_swap(id, swap):
    found = get_object_or_404(the_ingredient(id).swaps, IngredientSwap.id == swap)
    found.ingredient.forget_swap(found.other, by=g.member)


@api.get("/ingredients/<int:id>/barcodes", "pantry.view", "The packs it comes in", gives=Pack, many=True)
def barcodes(id):
    query = the_ingredient(id).barcodes.select(Barcode, Ingredient).join(Ingredient)
    return [Pack.of(each) for each in query.order_by(Barcode.id)]


@api.delete("/ingredients/<int:id>/barcodes/<int:barcode>", "pantry.edit", "The next scan asks what it is",
            twin="pantry.forget_barcode")
def forget_barcode(id, barcode):
    get_object_or_404(the_ingredient(id).barcodes, Barcode.id == barcode).forget(by=g.member)


def _measure(row, ingredient):
    quantity = Quantity.of(row.quantity, ingredient.base)
    return Measure(id=row.id, unit=row.unit, quantity=quantity, confirmed=row.confirmed)


def _swap(row):
    ratio = f"{row.num}/{row.den}" if row.den > 1 else str(row.num)
    return Swap(id=row.id, other=row.other_id, name=row.other.name, ratio=ratio, rank=row.rank)
