"""For programs: the dishes, and the small contract of dish management."""

import datetime as dt

import peewee
from flask import g, request
from pydantic import BaseModel, Field

from familychef.core.api import Api, same
from familychef.core.api_events import tells
from familychef.core.events import last_touched
from familychef.core.following import may_follow
from familychef.core.paging import ChangedQuery, changed

from .forms import ArchiveForm, LikeForm, PublicationForm
from .models import Dish, Picture
from .picture_files import address_for_programs
from .room import dish_of_family

api = Api("menu")
contract = Api("dishes", prefix="/api")
apis = (api, contract)


class DishAnswer(BaseModel):
    id: int
    name: str
    description: str
    section: str
    published: bool
    archived: bool
    minutes: int
    portions: int
    tags: list[str]
    diet: list[str]
    version: int
    created_at: dt.datetime


class Liking(BaseModel):
    """Does who asks like this dish?"""

    id: int
    favourite: bool


class ManagedDish(BaseModel):
    """Names as in the contract of dish management."""

    dish_id: int = Field(serialization_alias="dishId")
    dish_name: str = Field(serialization_alias="dishName")
    image_url: str = Field(serialization_alias="imageUrl")
    is_published: bool = Field(serialization_alias="isPublished")
    created_at: dt.datetime = Field(serialization_alias="createdAt")
    updated_at: dt.datetime = Field(serialization_alias="updatedAt")


@api.get("/dishes", "menu.view", "All dishes of the family", query=ChangedQuery, gives=DishAnswer, many=True)
@may_follow
def dishes(query):
    found = changed(g.family.of(Dish), Dish, g.family, query.updated_since, vague=("dishes.measured",))
    return [dish_answer(each) for each in found.order_by(Dish.id)]


@api.get("/dishes/<int:id>", "menu.view", "One dish", gives=DishAnswer)
@may_follow
def dish(id):
    return dish_answer(dish_of_family(id))


@api.post("/dishes/<int:id>/publication", "menu.edit", "Put a dish on the menu, or take it off", takes=PublicationForm,
          gives=DishAnswer, twin="menu.publish")
def publish(id, form):
    found = dish_of_family(id)
    (found.publish if form.published else found.hide)(g.member)
    return dish_answer(dish_of_family(id))


@api.post("/dishes/<int:id>/favourite", "menu.view", "I like it, or no more", takes=LikeForm, gives=Liking,
          twin="menu.like")
def like(id, form):
    dish_of_family(id).favour(g.member, form.favourite)
    return Liking(id=id, favourite=form.favourite)


@api.post("/dishes/<int:id>/archive", "menu.edit", "Put a dish away, or bring it back", takes=ArchiveForm,
          gives=DishAnswer, twin="menu.archive")
def archive(id, form):
    found = dish_of_family(id)
    (found.archive if form.archived else found.restore)(g.member)
    return dish_answer(dish_of_family(id))


@tells("dish.published", "dish.hidden")
def status_changed(event, house):
    """The message of the contract: the dish as it is now."""
    dish = Dish.get_by_id(int(event.subject.rpartition("-")[2]))
    told = {"dishId": dish.id, "dishName": dish.name, "isPublished": dish.published}
    return "dishStatusChanged", told | {"imageUrl": house + address_for_programs(dish.id, dish.image())}


@contract.get("/dishes", "menu.view", "All dishes, as dish management knows them", gives=ManagedDish, many=True)
@may_follow
def managed_dishes():
    found = list(g.family.of(Dish).select(Dish, Picture).join(Picture, peewee.JOIN.LEFT_OUTER).order_by(Dish.id))
    moved = last_touched(g.family, [each.dom_id for each in found])
    return [_managed(each, moved) for each in found]


@contract.patch("/dishes/<int:id>/toggle", "menu.edit", "Put a dish on the menu, or take it off", gives=ManagedDish,
                twin="menu.publish")
def toggle(id):
    dish_of_family(id).toggle(g.member)
    found = dish_of_family(id)
    return _managed(found, last_touched(g.family, [found.dom_id]))


def dish_answer(row):
    told = {"minutes": row.prep_minutes, "portions": row.yield_portions}
    return DishAnswer(**same(row, DishAnswer, told), **told)


def _managed(row, moved):
    return ManagedDish(
        dish_id=row.id, dish_name=row.name, is_published=row.published,
        image_url=whole(address_for_programs(row.id, row.image())),
        created_at=row.created_at, updated_at=moved.get(row.dom_id) or row.created_at,
    )


def whole(path):
    return request.host_url.rstrip("/") + path
