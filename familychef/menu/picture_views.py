"""Dish pictures: choosing one, taking it away, and the one door files are served by."""

from flask import abort, g, request, url_for

from familychef.core import files
from familychef.core.access import allow
from familychef.core.errors import Refusal
from familychef.core.forms import Form
from familychef.core.i18n import _
from familychef.core.throttle import take
from familychef.core.web import go, refuse, show

from .models import Picture
from .picture_files import NAME, kept_for_ever, sent
from .pictures import give_picture
from .room import dish_of_family
from .room import menu_room as menu


@menu.get("/dishes/<int:id>/picture")
@allow("menu.edit")
def picture(id):
    return show("menu/picture", dish=dish_of_family(id), form=Form.blank())


@menu.post("/dishes/<int:id>/picture")
@allow("menu.edit")
def give(id):
    dish, form = dish_of_family(id), Form.blank()
    take("uploads", g.family.id)
    try:
        give_picture(dish, request.files.get("picture"), files.root(), g.member)
    except Refusal as refusal:
        return refuse("menu/picture", form.fail(refusal.field, refusal.text), dish=dish)
    return go(url_for("menu.dish", id=id), say=_("%(dish)s has a picture.", dish=dish.name))


@menu.post("/dishes/<int:id>/picture/removal")
@allow("menu.edit")
def take_away(id):
    dish = dish_of_family(id)
    dish.wear(None, g.member)
    return go(url_for("menu.dish", id=id), say=_("The picture is gone."))


@menu.get("/files/<name>.webp")
@allow("menu.view")
def file(name):
    names = (Picture.small == name) | (Picture.medium == name) | (Picture.large == name)
    if not NAME.fullmatch(name) or not g.family.of(Picture).where(names).exists():
        abort(404)
    return kept_for_ever(sent(g.family, name))
