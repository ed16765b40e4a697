"""Recipes: all of them, one to read for so many portions, and the editor."""

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.errors import Refusal
from familychef.core.following import may_follow
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .detail import Detail
from .editor import Editor
from .foods import Foods
from .forms import RecipeForm
from .recipes import Recipes
from .room import dish_of_family
from .room import menu_room as menu
from .shared import MOST_SHARED, Shared
from .typed import TypedLine

NEW = {"name": "", "section": "mains", "portions": 4, "minutes": 30, "diet": []}


@menu.get("/recipes")
@allow("menu.view")
@may_follow
def recipes():
    archived = request.args.get("show") == "archived"
    return show("menu/recipes", recipes=Recipes(g.member, archived, request.args.get("q", "")))


@menu.get("/recipes/<int:id>")
@allow("menu.view")
@may_follow
def recipe(id):
    dish = dish_of_family(id)
    portions = request.args.get("portions", "")
    wanted = min(max(int(portions[:4]), 1), 99) if portions.isdecimal() else dish.yield_portions
    return show("menu/recipe", details=Detail(dish, g.member, g.member, wanted))


@menu.get("/dishes/new")
@allow("menu.edit")
def new_dish():
    """Empty, or with what another app on the phone shared (the manifest's share target)."""
    shared = Shared(*(request.args.get(name, "") for name in ("title", "text", "url")))
    form = RecipeForm.blank(**NEW | {"name": shared.name, "description": shared.description})
    if shared.too_much:
        form.fail("form", _("Please use at most %(max_length)s characters.", max_length=MOST_SHARED))
    return show("menu/edition", form=form, edition=Editor.of(g.family, pasted=shared.ingredients))


@menu.post("/dishes")
@allow("menu.edit")
def add_dish():
    return save(None)


@menu.get("/dishes/<int:id>/edition")
@allow("menu.edit")
def edition(id):
    dish = dish_of_family(id)
    return show("menu/edition", form=RecipeForm.of(dish), edition=Editor.of(g.family, dish))


@menu.post("/dishes/<int:id>")
@allow("menu.edit")
def change_dish(id):
    return save(dish_of_family(id))


@menu.get("/recipes/reading")
@allow("menu.edit")
def reading():
    typed, at = request.args.get("line", "")[:400], request.args.get("at", "1")
    line = TypedLine(Foods(g.family), typed, at=int(at[:3]) if at.isdecimal() else 1)
    return show("menu/understood", line=line)


def save(dish):
    """Rows move and grow without being saved; what can't be saved comes back as it was typed."""
    form = RecipeForm.read(request.form)
    editor = Editor.read(g.family, dish, form.typed)
    doing = request.form.get("do", "save")
    if doing != "save":
        form.errors = {}
        return show("menu/edition", form=form, edition=editor.change(doing))
    for field, text in editor.problems().items():
        form.fail(field, text)
    return saved(form, editor) if form.valid() else refuse("menu/edition", form, edition=editor)


def saved(form, editor):
    try:
        dish = editor.store(g.member, form.fields.version, **form.fields.traits())
    except Refusal as refusal:
        form.fail(refusal.field, refusal.text)
        overtaken = editor.dish is not None and refusal.status == 409
        if overtaken:
            form.typed["version"] = refusal.subject.mark()
        return refuse("menu/edition", form, refusal.status, edition=editor, overtaken=overtaken)
    return go(url_for("menu.dish", id=dish.id), say=_("%(dish)s is saved.", dish=dish.name))
