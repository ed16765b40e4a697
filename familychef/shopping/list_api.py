"""For programs: the lists themselves, a line in another amount, and putting the basket away."""

from typing import Annotated

from flask import g
from pydantic import BaseModel, Field

from familychef.core.api import told_by
from familychef.core.forms import Form, Line, Nothing, RowId
from familychef.core.problems import Invalid

from . import actions
from .api import Entry, ListAnswer, api, entry_of, list_answer
from .basket import Basket
from .forms import Amount, AwayForm, Key, LineForm, ListForm, Price
from .list_door import line_form, line_told, list_form, list_told, put_all_away
from .models import ShoppingList
from .room import line_to_change, the_list

Word = Annotated[Line, Field(max_length=20)]


class Bought(Form):
    """`item`: what of the basket; `each`: how much is in one, where that is asked; `kind`: what it is to become.

    `name` and `counted` may come back as GET told them, and change nothing.
    """

    item: RowId
    name: Annotated[Line, Field(max_length=200)] = ""
    counted: bool = False
    amount: Amount = ""
    each: Amount = ""
    date: Word = ""
    place: Word = ""
    price: Price = ""
    kind: Word = ""


class AwayBody(Form):
    """What of the basket is put away; each as GET proposes it, or as it really was."""

    items: Annotated[list[Bought], Field(min_length=1, max_length=500)]
    key: Key

    def columns(self):
        rows = [each.model_dump(exclude={"name", "counted"}) for each in self.items]
        return AwayForm(key=self.key, **{name: [row[name] for row in rows] for name in rows[0]})


class Proposal(BaseModel):
    """`item`: of the basket; the rest as it may be sent back; `counted`: is an amount kept of it?"""

    item: int
    name: str
    amount: str
    each: str
    date: str
    place: str
    price: str
    kind: str
    counted: bool


class AwayAnswer(BaseModel):
    """`put_away`: how many things; `uncounted`: those of which nobody has said how much came."""

    put_away: int
    uncounted: list[str]


@api.post("/shopping-lists", "shopping.tick", "One more list", takes=ListForm, gives=ListAnswer, status=201,
          twin="shopping.make_list")
def make_list(form):
    return list_answer(ShoppingList.make(g.family, g.member, **told_by(form, list_told)))


@api.get("/shopping-lists/<int:id>", "shopping.view", "One list", gives=ListAnswer)
def shopping_list(id):
    return list_answer(the_list(id))


@api.patch("/shopping-lists/<int:id>", "shopping.tick", "Another name, another budget", takes=ListForm,
           gives=ListAnswer, twin="shopping.settle", filled=lambda id: list_form(the_list(id)).typed)
def settle(id, form):
    found = the_list(id)
    found.settle(g.member, form.version, **told_by(form, list_told))
    return list_answer(found.fresh())


@api.post("/shopping-lists/<int:id>/archive", "shopping.tick", "Put a list away", takes=Nothing, gives=ListAnswer,
          twin="shopping.archive")
def archive(id, form):
    the_list(id).archive(g.member)
    return list_answer(the_list(id))


@api.post("/shopping-lists/<int:id>/revival", "shopping.tick", "Take it out again", takes=Nothing, gives=ListAnswer,
          twin="shopping.revive")
def revive(id, form):
    the_list(id).revive(g.member)
    return list_answer(the_list(id))


@api.patch("/shopping-items/<int:id>", "shopping.add", "Another amount, price or list", takes=LineForm, gives=Entry,
           twin="shopping.change", filled=lambda id: line_form(line_to_change(id)).typed)
def change(id, form):
    line = line_to_change(id)
    actions.change(line, g.member, form.version, **told_by(form, lambda reading: line_told(line, reading)))
    return entry_of(line)


@api.get("/shopping-lists/<int:id>/basket", "shopping.tick", "What is in the basket, as it would be put away",
         gives=Proposal, many=True)
def basket(id):
    return [_proposal(row) for row in Basket(the_list(id), g.member).rows]


@api.post("/shopping-lists/<int:id>/putting-away", "shopping.tick", "What was bought becomes stock", takes=AwayBody,
          gives=AwayAnswer, twin="shopping.put_away")
def put_away(id, form):
    found, columns = the_list(id), form.columns()
    seen = Basket(found, g.member, columns)
    try:
        done = put_all_away(found, seen.rows, columns)
    except actions.Refusals as wrong:
        raise Invalid(_beside(wrong.by_line, form)) from None
    return AwayAnswer(put_away=done, uncounted=seen.uncounted)


def _beside(by_line, form):
    """{`items.0.amount`: why not}"""
    places = {each.item: number for number, each in enumerate(form.items)}
    found = [(places[line], refusal) for line, refusals in by_line.items() for refusal in refusals]
    return {f"items.{number}.{refusal.field or 'amount'}": refusal.text for number, refusal in found}


def _proposal(row):
    return Proposal(item=row.id, name=row.entry.name, counted=row.counted, **row.form.typed)
