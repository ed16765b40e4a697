"""For programs: barcodes, and looking for something by its name wherever it is."""

from typing import Annotated, Literal

from flask import abort, g
from playhouse.flask_utils import get_object_or_404
from pydantic import BaseModel, Field

from familychef.core.access import can
from familychef.core.folding import fold_name
from familychef.core.following import may_follow
from familychef.core.forms import Form, Line, RowId
from familychef.core.quantities import Quantity
from familychef.menu.models import Dish
from familychef.pantry import actions as pantry
from familychef.pantry.models import Barcode, Ingredient, StockMove

from .api import api
from .models import ShoppingListItem
from .scan_forms import BarcodeForm, PackForm, ScanForm
from .scan_page import Guess
from .scanning import WAYS, remember
from .states import OPEN

MOST = 50


class SizeBody(Form):
    """How much is in a pack; `move`: one that was counted before anybody had said it."""

    quantity: Annotated[Line, Field(min_length=1, max_length=40)]
    move: RowId | None = None


class SearchQuery(Form):
    q: Annotated[Line, Field(min_length=1, max_length=80)]


class Found(BaseModel):
    """`kind`: what it is; `id`: its number there."""

    kind: Literal["dish", "ingredient", "shopping-item"]
    id: int
    name: str


class PackAnswer(BaseModel):
    """`quantity`: how much is in a pack; null where nobody has said."""

    id: int
    code: str
    name: str
    ingredient: int
    quantity: Quantity | None


class Scanned(BaseModel):
    """`said`: what happened, null where nobody knows how much a pack is; `guess`: a movement of stock to put right."""

    pack: PackAnswer
    said: str | None
    guess: int | None


@api.post("/scans", "pantry.edit", "A pack comes in, or is found in the shop; 404 where nobody knows it",
          takes=ScanForm, gives=Scanned, status=201, twin="shopping.take_scan")
def scan(form):
    return _scanned(Barcode.known(g.family, form.code) or abort(404), form)


@api.post("/barcodes", "pantry.edit", "Say what a barcode is, and scan it", takes=BarcodeForm, gives=Scanned,
          status=201, twin="shopping.learn_barcode")
def learn(form):
    return _scanned(remember(g.family, form, g.member), form)


@api.post("/barcodes/<int:id>/pack", "pantry.edit", "Say how much is in a pack", takes=SizeBody, gives=PackAnswer,
          twin="shopping.say_size")
def say_size(id, form):
    barcode = get_object_or_404(g.family.of(Barcode), Barcode.id == id)
    move = form.move and get_object_or_404(g.family.of(StockMove), StockMove.id == form.move)
    guess = Guess.of(g.family, move and move.id, PackForm.blank(), barcode)
    barcode.say_size(pantry.read_amount(form.quantity, barcode.ingredient), g.member, guess.move)
    return _pack(Barcode.get_by_id(id))


@api.get("/search", "family.view", "Dishes, ingredients and what is on a list, by name", query=SearchQuery,
         gives=Found, many=True)
@may_follow
def search(query):
    words = fold_name(query.q).split()
    found = [Found(kind=kind, id=row.id, name=row.name) for kind, rows in _everything() for row in rows]
    return [each for each in found if all(word in fold_name(each.name) for word in words)][:MOST]


def _everything():
    """(kind, rows) of what this person may see."""
    if can("menu.view"):
        yield "dish", g.family.of(Dish).where(~Dish.archived).order_by(Dish.name)
    if can("pantry.view"):
        yield "ingredient", g.family.of(Ingredient).where(~Ingredient.archived).order_by(Ingredient.name_key)
    if can("shopping.view"):
        item = ShoppingListItem
        yield "shopping-item", g.family.of(item).where(item.state == OPEN).order_by(item.id)


def _scanned(barcode, form):
    done = WAYS[form.to](barcode, g.member, form.key)
    guess = done and done.guess
    return Scanned(pack=_pack(barcode), said=done and done.text, guess=guess and guess.id)


def _pack(row):
    quantity = Quantity.of(row.quantity, row.ingredient.base)
    return PackAnswer(id=row.id, code=row.code, name=row.name, ingredient=row.ingredient_id, quantity=quantity)
