"""The recipe editor: what is typed is what is shown, nothing typed is lost, and what it means is worked out."""

import re

import pytest

from familychef.core import relay
from familychef.core.db import transaction
from familychef.core.events import Event
from familychef.families.models import Family
from familychef.menu.models import Dish, RecipeIngredient
from familychef.menu.timers import seconds_in
from familychef.pantry.models import Ingredient
from tests import larder

LINES = ["250 g flour", "2 tbsp oil", "1 bunch parsley", "½ cup rice", "salt", "parsley, optional", "fairy dust ((7"]
FORM = {"name": "Soup of everything", "section": "soups", "portions": "4", "minutes": "20", "tags": "quick, Sunday",
        "description": "Good.", "diet": ["vegan"], "line": LINES, "step": ["Simmer 20 min.", "Eat"], "timer": ["", ""]}


@pytest.fixture
def nonna(world):
    larder.ingredient(world.rossi, "Flour")
    larder.ingredient(world.rossi, "Parsley")
    return world.client(world.nonna)


def add(nonna, **more):
    answer = nonna.post("/dishes", data=FORM | more)
    assert answer.status_code == 303, re.findall(r'class="error.*', answer.text)
    return Dish.get(Dish.name == (FORM | more)["name"])


def typed(page):
    return [value for value in re.findall(r'name="line" value="([^"]*)"', page.text) if value]


def mark(nonna, dish):
    return re.search(r'name="version" value="([^"]*)"', nonna.get(f"/dishes/{dish.id}/edition").text)[1]


def test_what_is_typed_is_what_is_shown(world, nonna):
    dish = add(nonna)
    page = nonna.get(f"/dishes/{dish.id}/edition")
    assert typed(page) == LINES and "Simmer 20 min." in page.text and "quick, Sunday" in page.text
    assert (dish.published, dish.section, dish.tags, dish.diet) == (False, "soups", ["quick", "Sunday"], ["vegan"])
    assert [(step.text, step.seconds) for step in dish.recipe_steps()] == [("Simmer 20 min.", 1200), ("Eat", None)]
    assert [event.kind for event in Event.select().where(Event.kind.startswith("dish."))] == ["dish.added"]


def test_lines_are_worked_out_and_known_foods_are_added(world, nonna):
    lines = {line.typed: line for line in add(nonna).recipe_lines()}
    found = [(line.base_qty, line.base_state, line.role, line.ingredient and line.ingredient.name)
             for line in lines.values()]
    assert found == [
        (250_000, "exact", "required", "Flour"), (30_000, "exact", "required", "Oil"),
        (None, "unknown", "required", "Parsley"), (found[3][0], "estimated", "required", "Rice"),
        (None, "unknown", "to_taste", "Salt"), (None, "unknown", "optional", "Parsley"),
        (None, "unknown", found[6][2], None),
    ]


def test_saving_what_is_shown_changes_nothing_but_the_version(world, nonna):
    dish = add(nonna)
    before, seen = dish.written(), mark(nonna, dish)
    page = nonna.get(f"/dishes/{dish.id}/edition").text
    rows = {name: re.findall(rf'name="{name}" value="([^"]*)"', page) for name in ("line", "pick")}
    answer = nonna.post(f"/dishes/{dish.id}", data=FORM | rows | {"version": seen, "scale": ["linear"] * 8})
    after = Dish.get_by_id(dish.id)
    assert answer.status_code == 303 and after.written() == before and after.version == 2
    assert after.mark() == seen


def test_an_old_form_keeps_what_was_typed_and_shows_what_is_there(world, nonna):
    dish = add(nonna)
    seen = mark(nonna, dish)
    assert nonna.post(f"/dishes/{dish.id}", data=FORM | {"name": "Marta's", "version": seen}).status_code == 303
    late = nonna.post(f"/dishes/{dish.id}", data=FORM | {"line": ["3 dreams"], "version": seen})
    assert late.status_code == 409 and typed(late) == ["3 dreams"]
    assert "Marta&#39;s" in late.text and "As it is saved now" in late.text
    assert Dish.get_by_id(dish.id).name == "Marta's"
    again = re.search(r'name="version" value="([^"]*)"', late.text)[1]
    assert nonna.post(f"/dishes/{dish.id}", data=FORM | {"line": ["3 dreams"], "version": again}).status_code == 303


def test_publishing_meanwhile_does_not_overtake_an_editor(world, nonna):
    dish = add(nonna)
    seen = mark(nonna, dish)
    dish.publish(world.marta)
    assert nonna.post(f"/dishes/{dish.id}", data=FORM | {"version": seen}).status_code == 303
    assert Dish.get_by_id(dish.id).published


@pytest.mark.parametrize(("what", "order"), [
    ("up-line-2", ["b", "a", "c"]), ("down-line-2", ["a", "c", "b"]), ("drop-line-1", ["b", "c"]),
    ("up-line-1", ["a", "b", "c"]), ("down-line-3", ["a", "b", "c"]), ("up-line-99", ["a", "b", "c"]),
    ("drop-line-x", ["a", "b", "c"]), ("add-line", ["a", "b", "c"]), ("look", ["a", "b", "c"]), ("?", ["a", "b", "c"]),
])
def test_rows_move_without_being_saved(world, nonna, what, order):
    answer = nonna.post("/dishes", data=FORM | {"line": ["a", "b", "c"], "do": what, "name": ""})
    assert answer.status_code == 200 and typed(answer) == order
    assert "error-summary" not in answer.text
    assert not Dish.select().count()


def test_a_whole_list_can_be_pasted(world, nonna):
    answer = nonna.post("/dishes", data=FORM | {"line": ["a"], "paste": "2 eggs\r\n\r\n1 l milk", "do": "paste"})
    assert typed(answer) == ["a", "2 eggs", "1 l milk"]


def test_a_food_can_be_chosen_or_made(world, nonna):
    flour = Ingredient.get(Ingredient.name == "Flour")
    dish = add(nonna, line=["100 g white stuff", "2 zorblaxes", "1 unknown"],
               pick=[f"{flour.id}|white stuff", "new:count", "open"])
    lines = dish.recipe_lines()
    assert [line.ingredient and line.ingredient.name for line in lines] == ["Flour", "zorblaxes", None]
    assert [line.base_qty for line in lines] == [100_000, 2_000, None]
    page = nonna.get(f"/dishes/{dish.id}/edition")
    assert f'name="pick" value="{flour.id}|white stuff"' in page.text


def test_a_line_is_explained_while_it_is_typed(world, nonna):
    look = nonna.htmx("GET", "/recipes/reading?line=200+g+flour&at=3")
    assert "200 g · Flour" in look.text and 'id="understood-3"' in look.text
    assert "1 bunch = ? g" in nonna.get("/recipes/reading?line=1+bunch+parsley").text


@pytest.mark.parametrize(("more", "words"), [
    ({"name": ""}, "fill this in"), ({"name": "x" * 81}, "at most 80"), ({"portions": "0"}, "1 or more"),
    ({"portions": "10000"}, "99 or less"), ({"portions": "many"}, "whole number"), ({"minutes": "-1"}, "0 or more"),
    ({"minutes": "99999"}, "2880 or less"), ({"line": ["1 egg"] * 300}, "at most 100 lines"),
    ({"line": ["x" * 201]}, "at most 200"), ({"line": ["0 g flour"]}, "above zero"),
    ({"line": ["99999999999 kg flour"]}, "more than"), ({"step": ["x"] * 61}, "at most 60 steps"),
    ({"step": ["x" * 2001]}, "at most 2000"), ({"timer": ["soon"]}, "type minutes"),
    ({"timer": ["nan"]}, "type minutes"),
    ({"diet": ["none"]}, "choose one"), ({"description": "x" * 2001}, "at most 2000"), ({"evil": "1"}, "no such field"),
    ({"name": "a\x00b"}, "can&#39;t be kept"), ({"line": ["a\x07b"]}, "can&#39;t be kept"),
])
def test_what_cannot_be_kept_comes_back_with_a_sentence(world, nonna, more, words):
    answer = nonna.post("/dishes", data=FORM | more)
    assert answer.status_code == 422 and words in answer.text
    assert not Dish.select().count() and "Soup of everything" in answer.text or "name" in more


@pytest.mark.parametrize("field", ["name", "line", "step"])
def test_broken_letters_are_refused(world, nonna, field):
    body = f"{field}=a%ff%feb&name=Soup&portions=4&minutes=3"
    answer = nonna.post("/dishes", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (400, 422) and not Dish.select().count()


def test_the_editor_answers_htmx_with_its_piece(world, nonna):
    wrong = nonna.htmx("POST", "/dishes", data=FORM | {"name": ""})
    assert wrong.status_code == 422 and wrong.text.lstrip().startswith("<form")
    saved = nonna.htmx("POST", "/dishes", data=FORM)
    assert saved.headers["HX-Redirect"].startswith("/dishes/")


def test_an_answered_question_measures_every_recipe_once(world, nonna):
    dish = add(nonna)
    parsley = Ingredient.get(Ingredient.name == "Parsley")
    parsley.measure("bunch", 30_000, world.nonna)
    for _ in range(2):
        relay.deliver_pending(Family)
    line = RecipeIngredient.get(RecipeIngredient.typed == "1 bunch parsley")
    assert (line.base_qty, line.base_state) == (30_000, "exact")
    events = list(Event.select().where(Event.kind == "dishes.measured"))
    assert [event.stale for event in events] == [f"menu dish-{dish.id}"]
    assert Dish.get_by_id(dish.id).mark() == dish.mark()


def test_a_recipe_is_worked_out_for_so_many_portions(world, nonna):
    dish = add(nonna)
    assert "500 g" in nonna.get(f"/recipes/{dish.id}?portions=8").text
    assert "250 g" in nonna.get(f"/recipes/{dish.id}?portions=x").text
    assert "6.19 kg" in nonna.get(f"/recipes/{dish.id}?portions=9999").text


def test_nobody_makes_food_next_door(world, nonna):
    secret = larder.ingredient(world.neri, "White truffle")
    dish = add(nonna, line=["5 g mystery"], pick=[f"{secret.id}|mystery"])
    assert dish.recipe_lines()[0].ingredient is None
    with transaction(world.rossi):
        assert not world.neri.of(Dish).count()


@pytest.mark.parametrize(("text", "seconds"), [
    ("Simmer 20 min", 1200), ("Bake 1 h 30 min.", 5400), ("1½ hours", 5400), ("20-25 minutes, rest 5 min", 1200),
    ("10 Minuten kochen", 600), ("煮10分钟", 600), ("cook 2 eggs", None), ("200 g sugar", None), ("0 min", None),
    ("stir 30 seconds", 30), ("", None), ("اخبزي ٢٠ دقيقة", 1200), ("نصف ساعة", 1800), ("1 ساعة و 30 دقيقة", 5400),
    ("ساعتين على نار هادئة", 7200), ("من 5-10 دقائق", 300), ("٣٠ ثانية", 30), ("أضف ٢ بيض", None),
    ("Bake 20 min.\n5 min rest", 1200), ("Cuire 10 min\n10 min repos", 600), ("20 Min.\r\n5 Min. ruhen", 1200),
    ("煮10分钟\n5分钟", 600), ("٢٠ دقيقة\n٥ دقائق", 1200), ("Bake 1 h\n\n30 min rest", 3600), ("Bake\n20 min", 1200),
    ("ساعة و 10 دقائق", 4200), ("اتركيها لساعة و١٠ دقائق", 4200), ("ساعة ونصف", 5400), ("ساعة إلا ربع", 2700),
    ("ساعة ونصف ساعة", 5400), ("ساعتين ونصف", 9000), ("٣ ساعات وربع", 11_700), ("دقيقة ونصف", 90), ("ساعة وثلث", 4800),
    ("ساعة واحدة و ١٠ دقائق", 4200), ("لنصف ساعة", 1800), ("ثلاثة أرباع الساعة", 2700), ("ساعة وعشر دقائق", None),
    ("اتركيها ساعة ثم ١٠ دقائق", None), ("ساعتين وعشر دقائق", None), ("خمسة وعشرون دقيقة و ١٠ ثواني", None),
    ("ساعة إلا ١٠ دقائق", None), ("٢ ساعة إلا ١٠ دقائق", None), ("ثلاث ساعات ونصف", None),
    ("١٠ دقائق وقلبي كل دقيقة", 600), ("مرة ثانية ١٠ دقائق", 600), ("٢٠٠ غ دقيق و ١٠ دقائق", 600),
])
def test_times_are_found_in_steps(text, seconds):
    assert seconds_in(text) == seconds
