"""What programs are told of orders."""

import datetime as dt
from typing import Literal

from flask import g
from pydantic import BaseModel

from familychef.core.api import same

from . import book
from .states import ITEM, ORDER


class OrderLine(BaseModel):
    id: int
    dish: int
    name: str
    portions: int
    ready_portions: int
    for_member: int
    state: Literal[tuple(ITEM)]
    note: str
    left_out: list[str]


class Allergy(BaseModel):
    """`allergens`: what this eater must not eat; `asked`: what of it the dish has, and somebody has answered for."""

    id: int
    member: str
    allergens: list[str]
    asked: list[str]


class OrderAnswer(BaseModel):
    id: int
    number: int
    day: dt.date
    state: Literal[tuple(filter(None, ORDER))]
    placed_by: int
    for_member: int
    placed_at: dt.datetime
    promised_at: dt.datetime
    wanted_for: dt.datetime | None
    ready_at: dt.datetime | None
    closed_at: dt.datetime | None
    note: str
    reason: str
    allergens: list[Allergy]
    version: int
    items: list[OrderLine]


def order_answer(order):
    """As it is now, after whatever was done to it."""
    return _order(book.one(order))


def order_answers(query):
    return [_order(each) for each in book.read(g.family, query)]


def item_done(item, verb, *args):
    """The order of a dish, after this verb of the dish."""
    getattr(item, verb)(g.member, *args)
    return order_answer(item.order)


def done(order, verb, *args):
    """The order after this verb."""
    getattr(order, verb)(g.member, *args)
    return order_answer(order)


def _order(row):
    told = {"placed_by": row.placed_by_id, "for_member": row.for_member_id, "items": list(map(_line, row.items))}
    return OrderAnswer(**same(row, OrderAnswer, told), **told)


def _line(row):
    told = {"dish": row.dish_id, "for_member": row.for_member_id}
    return OrderLine(**same(row, OrderLine, told), **told)
