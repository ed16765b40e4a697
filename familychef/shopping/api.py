"""For programs: the shopping lists, what is on them, and ticks."""

import datetime as dt

from flask import g
from pydantic import BaseModel

from familychef.core import clock
from familychef.core.api import Api, same
from familychef.core.errors import Conflict
from familychef.core.forms import Form, Nothing
from familychef.core.quantities import Quantity

from . import actions
from .forms import PortionsForm, WishForm
from .meeting import UNDONE, met_words
from .models import ShoppingList, ShoppingListItem
from .room import dish_of_family, line_to_change, list_named, the_line, the_list
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
    return [list_answer(each) for each in g.family.of(ShoppingList).order_by(ShoppingList.archived, ShoppingList.id)]


@api.get("/shopping-lists/<int:id>/items", "shopping.view", "What is on a list", gives=Entry, many=True)
def items(id):
    return _entries(the_list(id).items.where(ShoppingListItem.state == OPEN))


@api.get("/shopping-items", "shopping.view", "What is on any list", gives=Entry, many=True)
def every_item():
    return _entries(g.family.of(ShoppingListItem).where(ShoppingListItem.state == OPEN))


@api.get("/shopping-items/<int:id>", "shopping.view", "One thing on a list", gives=Entry)
def item(id):
    return entry_of(the_line(id))


@api.post("/shopping-items", "shopping.add", "Put something on a list: 2 l milk, bread", takes=WishForm, gives=Entry,
          many=True, status=201, twin="shopping.add")
def add(form):
    return entries_of(actions.add(g.family, form.text, g.member, list_named(form.list), form.key))


@api.post("/dishes/<int:id>/missing", "shopping.add", "Put on the list what a dish lacks", takes=PortionsForm,
          gives=Entry, many=True, status=201, twin="shopping.add_missing")
def add_missing(id, form):
    dish = dish_of_family(id)
    return entries_of(actions.add_missing(dish, form.portions, g.member, form.key))


@api.post("/shopping-items/<int:id>/tick", "shopping.tick", "In the basket, or out", takes=TickBody, gives=Entry,
          twin="shopping.tick")
def tick(id, form):
    line = the_line(id)
    met = actions.tick(line, form.done, clock.now(), g.member)
    if met in UNDONE:
        raise Conflict(met_words(met, line.fresh(), g.family))
    return entry_of(line)


@api.delete("/shopping-items/<int:id>", "shopping.add", "Take something off a list", twin="shopping.remove")
def remove(id):
    actions.remove(line_to_change(id), g.member)


@api.post("/shopping-items/<int:id>/revival", "shopping.add", "Put it on again", takes=Nothing, gives=Entry,
          twin="shopping.bring_back")
def bring_back(id, form):
    line = line_to_change(id)
    actions.bring_back(line, g.member)
    return entry_of(line)


def entry_of(line):
    """The answer for a line as it is now."""
    return _entry(line.fresh())


def entries_of(lines):
    return _entries(g.family.of(ShoppingListItem).where(ShoppingListItem.id.in_([line.id for line in lines])))


def list_answer(row):
    return ListAnswer(**same(row, ListAnswer, ()))


def _entries(query):
    return [_entry(each) for each in query]


def _entry(row):
    food = row.ingredient
    told = {
        "shopping_list": row.shopping_list_id, "ingredient": row.ingredient_id, "ticked_by": row.ticked_by_id,
        "added_by": row.added_by_id, "quantity": food and Quantity.of(row.total, food.base),
        "words": amount_words(row) or "",
    }
    return Entry(**same(row, Entry, told), **told)
