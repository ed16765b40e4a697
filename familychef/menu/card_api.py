"""For programs: the menu, with what can be had of it now and why not."""

from typing import Annotated, Literal

from flask import g
from playhouse.flask_utils import get_object_or_404
from pydantic import BaseModel, Field

from familychef.core.folding import fold_name
from familychef.core.following import may_follow
from familychef.core.forms import Form, Line, RowId
from familychef.core.quantities import Quantity
from familychef.families.models import FamilyMember
from familychef.pantry.models import Ingredient

from .api import api, whole
from .cards import Menu
from .picture_files import address_for_programs
from .verdict import STATES


class MenuQuery(Form):
    """`for_member`: who is to eat, oneself when nobody is named; `q`: words of the name."""

    for_member: RowId | None = None
    q: Annotated[Line, Field(max_length=80)] = ""


class Lack(BaseModel):
    """`quantity`: how much is not there; null where nobody measures it."""

    ingredient: int | None
    name: str
    quantity: Quantity | None


class Instead(BaseModel):
    """`by` may have to take the place of `ingredient`."""

    ingredient: int
    name: str
    by: int
    by_name: str


class Reasons(BaseModel):
    """Why a dish is not simply ready: what is used instead, lines that say too little to be counted, what is past its
    date, of what only an estimate is known, which of the eater's allergens are in it (`optional`: only in what can be
    left out), and whether nobody has checked that yet.
    """

    swaps: list[Instead]
    unsure: list[str]
    past_date: list[str]
    estimated: list[str]
    contains: list[str]
    optional: list[str]
    unchecked: bool


class MenuCard(BaseModel):
    """`portions`: how many are surely possible, at most 99; `status`: that in words; `warning`: what the eater must
    know.
    """

    id: int
    name: str
    section: str
    minutes: int
    state: Literal[STATES]
    portions: int
    status: str
    orderable: bool
    missing: list[Lack]
    reasons: Reasons
    warning: str | None
    favourite: bool
    image: str


@api.get("/menu", "menu.view", "What can be had now", query=MenuQuery, gives=MenuCard, many=True)
@may_follow
def menu(query):
    words = fold_name(query.q).split()
    named = Menu(g.member, _eater(query.for_member)).cards
    cards = [card for card in named if all(word in fold_name(card.name) for word in words)]
    lacking = {row.ingredient for card in cards for row in card.verdict.missing if row.ingredient}
    known = g.family.of(Ingredient).select(Ingredient.id, Ingredient.base).where(Ingredient.id.in_(lacking))
    bases = dict(known.tuples())
    return [_card(card, bases) for card in cards]


def _eater(id):
    return get_object_or_404(g.family.active_members(), FamilyMember.id == id) if id else g.member


def _card(card, bases):
    verdict = card.verdict
    return MenuCard(
        id=card.id, name=card.name, section=card.face.section, minutes=card.minutes, state=verdict.state,
        portions=verdict.portions, status=str(card.status.text), orderable=verdict.orderable,
        missing=[_lack(row, bases) for row in verdict.missing], reasons=_reasons(verdict),
        warning=card.warning and str(card.warning.text), favourite=card.liked,
        image=whole(address_for_programs(card.id, card.image, "small")),
    )


def _lack(row, bases):
    base = row.amount is not None and bases.get(row.ingredient)
    return Lack(ingredient=row.ingredient, name=row.name, quantity=Quantity.of(row.amount, base) if base else None)


def _reasons(verdict):
    return Reasons(
        swaps=[Instead(**row._asdict()) for row in verdict.swaps_used], unsure=[row.text for row in verdict.unsure],
        past_date=[row.name for row in verdict.past_date], estimated=[row.name for row in verdict.estimated],
        contains=sorted(verdict.contains), optional=sorted(verdict.optional_contains), unchecked=verdict.unchecked,
    )
