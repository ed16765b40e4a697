"""The menu and one dish, as everybody reads them; publishing, liking, copying and putting away."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.following import may_follow
from familychef.core.i18n import _
from familychef.core.web import answer, go, show

from .cards import Menu
from .detail import Detail
from .forms import ArchiveForm, LikeForm, PublicationForm
from .picture_files import drawn, kept_for_ever
from .room import checked, dish_of_family, eater
from .room import menu_room as menu
from .words import timer_words


@menu.context_processor
def words():
    return {"timer_words": timer_words}


@menu.get("/menu", endpoint="menu")
@allow("menu.view")
@may_follow
def whole():
    seen = Menu(g.member, eater(), request.args.get("show", "all"), request.args.get("q", ""))
    return show("menu/menu", tag=g.family.today(), menu=seen)


@menu.get("/dishes/<int:id>")
@allow("menu.view")
@may_follow
def dish(id):
    seen = detail_of(id)
    return show("menu/dish", tag=g.family.today(), fresh=seen.key, dish=seen.card, details=seen)


@menu.get("/dishes/<int:id>/details")
@allow("menu.view")
@may_follow
def details(id):
    seen = detail_of(id)
    return show("menu/details", tag=g.family.today(), fresh=seen.key, details=seen)


@menu.post("/dishes/<int:id>/publication")
@allow("menu.edit")
def publish(id):
    dish, wanted = dish_of_family(id), checked(PublicationForm).published
    if wanted:
        dish.publish(g.member)
        say = _("%(dish)s is on the menu.", dish=dish.name)
    else:
        dish.hide(g.member)
        say = _("%(dish)s is off the menu.", dish=dish.name)
    undo = url_for("menu.publish", id=id, published=int(not wanted))
    return answer(detail_of(id), url_for("menu.dish", id=id), say=say, undo=undo)


@menu.post("/dishes/<int:id>/favourite")
@allow("menu.view")
def like(id):
    dish_of_family(id).favour(g.member, checked(LikeForm).favourite)
    return answer(detail_of(id), url_for("menu.dish", id=id))


@menu.post("/dishes/<int:id>/archive")
@allow("menu.edit")
def archive(id):
    dish, wanted = dish_of_family(id), checked(ArchiveForm).archived
    if wanted:
        dish.archive(g.member)
    else:
        dish.restore(g.member)
    say = _("%(dish)s is put away.", dish=dish.name) if wanted else _("%(dish)s is back.", dish=dish.name)
    return answer(detail_of(id), url_for("menu.recipes"), say=say)


@menu.post("/dishes/<int:id>/copies")
@allow("menu.edit")
def duplicate(id):
    copy = dish_of_family(id).duplicate(g.member)
    return go(url_for("menu.edition", id=copy.id), say=_("This is a copy. Give it a name of its own."))


@menu.get("/dishes/<int:id>/art.svg")
@allow("menu.view")
def art(id):
    return kept_for_ever(drawn(dish_of_family(id)))


def detail_of(id):
    return Detail(dish_of_family(id), g.member, eater())
