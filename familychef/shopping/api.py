"""For programs: the shopping lists, what is on them, and ticks."""

import datetime as dt

from flask import g
from pydantic import BaseModel

from familychef.core import clock
from familychef.core.api import Api
from familychef.core.forms import Form
from familychef.core.quantities import Quantity

from . import actions
from .forms import WishForm
from .models import ShoppingList, ShoppingListItem
from .room import line_to_change, list_named, the_line, the_list
from .states import OPEN
from .words import amount_words

api = Api("shopping")
apis = (api,)


class TickBody(Form):
    done: bool = True


class ListAnswer(BaseModel):
    """`budget`: in the family's smallest coin."""

    id: int
    name: str
    budget: int | None
    archived: bool
    version: int


class Entry(BaseModel):
    """`words`: the amount as a person reads it; `price`: in the family's smallest coin."""

    id: int
    shopping_list: int
    name: str
    note: str
    ingredient: int | None
    quantity: Quantity | None
    words: str
    aisle: str
    in_basket: bool
    ticked_at: dt.datetime | None
    ticked_by: int | None
    added_by: int | None
    added_at: dt.datetime
    price: int | None
    version: int


@api.get("/shopping-lists", "shopping.view", "The lists of the family", gives=ListAnswer, many=True)
def lists():
    return [_list(each) for each in g.family.of(ShoppingList).order_by(ShoppingList.archived, ShoppingList.id)]


@api.get("/shopping-lists/<int:id>/items", "shopping.view", "What is on a list", gives=Entry, many=True)
def items(id):
    return _entries(the_list(id).items.where(ShoppingListItem.state == OPEN))


@api.get("/shopping-items", "shopping.view", "What is on any list", gives=Entry, many=True)
def every_item():
    return _entries(g.family.of(ShoppingListItem).where(ShoppingListItem.state == OPEN))


@api.post("/shopping-items", "shopping.add", "Put something on a list: 2 l milk, bread", takes=WishForm, gives=Entry,
          many=True, status=201)
def add(form):
    found = actions.add(g.family, form.text, g.member, list_named(form.list), form.key)
    return _entries(g.family.of(ShoppingListItem).where(ShoppingListItem.id.in_([line.id for line in found])))


@api.post("/shopping-items/<int:id>/tick", "shopping.tick", "In the basket, or out", takes=TickBody, gives=Entry)
def tick(id, form):
    line = the_line(id)
    actions.tick(line, form.done, clock.now(), g.member)
    return _entries([line.fresh()])[0]


@api.delete("/shopping-items/<int:id>", "shopping.add", "Take something off a list")
def remove(id):
    actions.remove(line_to_change(id), g.member)


def _list(row):
    return ListAnswer(**{name: getattr(row, name) for name in ListAnswer.model_fields})


def _entries(query):
    return [_entry(each) for each in query]


def _entry(row):
    food = row.ingredient
    told = {
        "shopping_list": row.shopping_list_id, "ingredient": row.ingredient_id, "ticked_by": row.ticked_by_id,
        "added_by": row.added_by_id, "quantity": food and Quantity.of(row.total, food.base),
        "words": amount_words(row) or "",
    }
    return Entry(**{name: getattr(row, name) for name in Entry.model_fields if name not in told}, **told)
