"""The cook's page of what is out: four big buttons for each dish, on the wall too, and without script."""

import re

import pytest

from familychef.core.events import Event
from familychef.menu.models import Dish
from tests.cast import paired


@pytest.fixture
def cook(world):
    return world.client(world.nonna)


def say(client, dish, out, **more):
    return client.post(f"/kitchen/dishes/{dish.id}/outage", data={"out": out} | more)


def said(dish):
    return Dish.get_by_id(dish.id).said()


def row(page, dish):
    return re.search(rf'<article class="out-dish" id="out-{dish.id}".*?</article>', page, re.DOTALL)[0]


def test_each_button_does_what_it_says_and_leads_back_to_its_dish(world, table, cook):
    for out, more, expected in (("now", {}, "now"), ("today", {}, "today"), ("left", {"portions": "3"}, "3"),
                                ("back", {}, "")):
        answer = say(cook, table.pancakes, out, **more)
        assert answer.status_code == 303 and answer.location == f"/kitchen/out#out-{table.pancakes.id}"
        assert said(table.pancakes) == expected
    kinds = [event.kind for event in Event.select().where(Event.kind.startswith("dish.")).order_by(Event.seq)]
    assert kinds == ["dish.out", "dish.out", "dish.left", "dish.back"]


def test_the_page_shows_every_dish_on_the_menu_and_what_was_said_of_it(world, table, cook):
    table.cake.hide(world.nonna)
    table.pancakes.out(world.nonna)
    table.lasagne.left(world.nonna, 2)
    page = cook.get("/kitchen/out").text
    assert "Out for now" in row(page, table.pancakes) and "Back on the menu" in row(page, table.pancakes)
    assert "2 left" in row(page, table.lasagne) and 'value="3"' in row(page, table.lasagne)
    assert "Walnut cake" not in page
    few = cook.get("/kitchen/out?show=said").text
    assert "Lasagne" in few and "Out or few (2)" in few
    table.lasagne.back(world.nonna)
    assert "Lasagne" not in cook.get("/kitchen/out?show=said").text


def test_htmx_gets_the_row_and_a_word(world, table, cook):
    answer = cook.htmx("POST", f"/kitchen/dishes/{table.pancakes.id}/outage", data={"out": "today"})
    assert answer.text.lstrip().startswith("<article") and "Pancakes: Out today" in answer.text


def test_who_waits_for_it_is_said_before_and_stays(world, table, cook):
    first = table.order(world.leo, table.pancakes)
    table.add(world.pia, table.pancakes, 3)
    second = table.order(world.pia, table.lasagne, key="the-second-one")
    first.accept(world.nonna)
    warning = f"In 2 open orders, which stay: #{first.number} Leo (1), #{second.number} Zia Pia (3)"
    for path in ("/kitchen/out", f"/kitchen/dishes/{table.pancakes.id}/outage"):
        assert warning in cook.get(path).text.replace(world.pia.name, "Zia Pia")
    say(cook, table.pancakes, "now")
    assert (first.fresh().state, second.fresh().state) == ("accepted", "placed")
    first.finish(world.nonna)
    assert "In 1 open order, which stays" in cook.get("/kitchen/out").text


def test_the_paired_wall_says_it_too(world, table):
    wall = world.client(paired(world.marta))
    assert wall.get("/kitchen/out").status_code == 200
    assert say(wall, table.pancakes, "today").status_code == 303
    event = Event.get(Event.kind == "dish.out")
    assert event.actor_id is None and event.actor_roles == ["kitchen"] and event.device_id


def test_the_wall_and_the_ticket_lead_there(world, table, cook):
    order = table.order(world.leo)
    assert 'href="/kitchen/out"' in cook.get("/kitchen").text
    assert f'href="/kitchen/dishes/{table.pancakes.id}/outage"' in cook.get(f"/kitchen/tickets/{order.id}").text


def test_a_screen_that_is_behind_is_shown_how_many_are_left_now(world, table, cook):
    say(cook, table.pancakes, "left", portions="5", seen="")
    table.order(world.leo)
    body = {"out": "left", "portions": "5", "seen": ""}
    answer = cook.htmx("POST", f"/kitchen/dishes/{table.pancakes.id}/outage", data=body)
    assert answer.status_code == 409 and "4 left" in answer.text and "It changed meanwhile." in answer.text
    assert said(table.pancakes) == "4"


@pytest.mark.parametrize("portions", ["", "-1", "100", "many"])
def test_a_number_nobody_can_cook_is_refused_beside_its_field(world, table, cook, portions):
    answer = say(cook, table.pancakes, "left", portions=portions)
    assert answer.status_code == 422 and 'id="field-portions-error"' in answer.text
    assert said(table.pancakes) == ""


def test_a_word_nobody_knows_is_refused(world, table, cook):
    assert say(cook, table.pancakes, "gone").status_code == 422
    assert say(cook, table.pancakes, "").status_code == 422


def test_a_dish_of_the_neighbours_does_not_exist(world, table):
    carla = world.client(world.carla)
    assert carla.get(f"/kitchen/dishes/{table.pancakes.id}/outage").status_code == 404
    assert say(carla, table.pancakes, "now").status_code == 404
    assert "Pancakes" not in carla.get("/kitchen/out").text


def test_the_history_tells_it_in_words(world, table, cook):
    for out, more in (("left", {"portions": "2"}), ("now", {}), ("today", {}), ("back", {})):
        say(cook, table.pancakes, out, **more)
    page = cook.get(f"/history/{table.pancakes.dom_id}").text
    assert "Dish out" in page and "taken back" in page and "Dish back on the menu" in page


def test_the_page_asks_no_more_however_long_the_menu_is(world, table, cook, queries):
    from tests import larder

    few = queries.during(lambda: cook.get("/kitchen/out"))
    for number in range(20):
        larder.dish(world.rossi, f"Soup {number}")
    table.order(world.leo, table.pancakes, table.lasagne)
    assert queries.during(lambda: cook.get("/kitchen/out")) <= few
