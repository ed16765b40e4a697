"""Timers of the kitchen, the same on every screen, and cooking a dish step by step."""

import pytest
import time_machine

from familychef.core import clock
from familychef.kitchen.models import Timer
from tests.cast import paired

KEY = "a-key-of-this-timer"


@pytest.fixture
def wall(world, table):
    return world.client(world.nonna)


def start(client, **fields):
    return client.post("/kitchen/timers", data={"minutes": "4", "name": "Eggs", "key": KEY} | fields)


def strip(page):
    return page[page.index('id="timers"') : page.index("</section>", page.index('id="timers"'))]


def test_a_timer_runs_in_every_view_of_the_kitchen(world, table, wall):
    assert start(wall).status_code == 303
    screen = world.client(paired(world.marta))
    for path in ("/kitchen", "/kitchen/recent", "/kitchen/day", "/kitchen/timers"):
        assert "Eggs" in strip(screen.get(path).text), path
    assert "Eggs" not in world.client(world.carla).get("/kitchen").text


def test_the_same_key_is_the_same_timer(world, table, wall):
    for _again in range(3):
        start(wall)
    assert len(Timer.running(world.rossi)) == 1


def test_it_rings_until_it_is_touched(world, table, wall):
    start(wall)
    with time_machine.travel(clock.now() + clock.minutes(5)):
        assert "data-ringing" in strip(world.client(world.nonna).get("/kitchen").text)
        timer = Timer.running(world.rossi)[0]
        for _again in range(2):
            assert wall.post(f"/kitchen/timers/{timer.id}/stop").status_code == 303
        assert Timer.running(world.rossi) == [] and timer.name not in strip(wall.get("/kitchen").text)


def test_five_minutes_more_are_given_once_for_each_tap(world, table, wall):
    start(wall)
    timer = Timer.running(world.rossi)[0]
    for _again in range(3):
        wall.post(f"/kitchen/timers/{timer.id}/extension", data={"minutes": "5", "version": "1"})
    later = Timer.get_by_id(timer.id)
    assert later.ends_at - timer.ends_at == clock.minutes(5) and later.version == 2


def test_more_time_for_one_that_rings_counts_from_now(world, table, wall):
    start(wall)
    with time_machine.travel(clock.now() + clock.minutes(30), tick=False):
        timer = Timer.running(world.rossi)[0]
        timer.extend(world.nonna, 60, timer.version)
        assert Timer.get_by_id(timer.id).left == 60


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"minutes": ""}, "Please say how long."), ({"minutes": "soon"}, ""), ({"minutes": "0"}, ""),
     ({"minutes": "99999"}, ""), ({"minutes": "nan"}, ""), ({"name": "x" * 81}, "at most 80 characters")],
)
def test_a_timer_nobody_can_set_is_refused_with_what_was_typed(world, table, wall, fields, words):
    answer = start(wall, **fields)
    assert answer.status_code == 422 and words in answer.text and Timer.running(world.rossi) == []
    assert f'value="{fields.get("name", "Eggs")}"' in answer.text


def test_the_neighbours_can_neither_stop_nor_prolong_it(world, table, wall):
    start(wall)
    timer, carla = Timer.running(world.rossi)[0], world.client(world.carla)
    assert carla.post(f"/kitchen/timers/{timer.id}/stop").status_code == 404
    assert carla.post(f"/kitchen/timers/{timer.id}/extension", data={"minutes": "5", "version": "1"}).status_code == 404
    item = table.order(world.leo).items[0]
    assert start(carla, item=str(item.id), seconds="60").status_code == 404
    assert [row.id for row in Timer.running(world.rossi)] == [timer.id]


@pytest.fixture
def risotto(world, table):
    """Two portions of a dish with two steps, the second with a time."""
    from familychef.menu.models import RecipeStep

    for position, (text, seconds) in enumerate([("Wash the flour.", None), ("Simmer it.", 20 * 60)], 1):
        RecipeStep.create(family=world.rossi, dish=table.pancakes, position=position, text=text, seconds=seconds)
    table.add(world.leo, table.pancakes, 2, note="not too hot")
    return table.order(world.leo, table.lasagne).items[0]


def test_cooking_shows_what_is_needed_then_one_step_per_screen(world, table, wall, risotto):
    first = wall.get(f"/kitchen/items/{risotto.id}/steps").text
    assert "200 g" in first and "Flour" in first and "not too hot" in first and "Leo: no nuts" in first
    second = wall.get(f"/kitchen/items/{risotto.id}/steps?step=1").text
    assert "Step 1 of 2" in second and "Wash the flour." in second and "200 g" in second and "Simmer" not in second
    third = wall.get(f"/kitchen/items/{risotto.id}/steps?step=2").text
    assert "Timer: 20 min" in third and "200 g" not in third and "/readiness" in third
    assert "Step 2 of 2" in wall.get(f"/kitchen/items/{risotto.id}/steps?step=77").text


def test_a_step_starts_its_timer_under_the_dishes_name(world, table, wall, risotto):
    answer = wall.post(
        "/kitchen/timers", data={"item": str(risotto.id), "step": "2", "seconds": "1200", "key": KEY, "name": ""}
    )
    assert answer.headers["Location"].endswith(f"/kitchen/items/{risotto.id}/steps?step=2")
    timer = Timer.running(world.rossi)[0]
    assert (timer.name, timer.seconds, timer.order_item_id) == ("Pancakes", 1200, risotto.id)


def test_a_recipe_that_changed_says_so(world, table, wall, risotto):
    from familychef.menu.models import Dish

    Dish.update(version=Dish.version + 1).where(Dish.id == table.pancakes.id).execute()
    assert "was changed after this was ordered" in wall.get(f"/kitchen/items/{risotto.id}/steps").text
