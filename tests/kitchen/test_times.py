"""How long dishes really take, and one tap that lets the recipe say so."""

import pytest

from familychef.core import clock
from familychef.core.events import Event
from familychef.kitchen.models import OrderItem
from familychef.kitchen.times import offered
from familychef.menu.models import Dish
from tests import cast


@pytest.mark.one_database
@pytest.mark.parametrize(("minutes", "times", "offer"), [
    (20, [], None),
    (20, [35, 35], None),
    (20, [35, 35, 35], 35),
    (20, [34, 36, 20], 34),
    (20, [30, 35], None),
    (20, [10, 30, 40, 50], 35),
    (20, [24, 24, 24], None),
    (20, [25, 25, 25], 25),
    (5, [7, 7, 7], None),
    (5, [8, 8, 8], 8),
    (10, [8, 8, 8], None),
    (10, [7, 7, 7], 7),
    (60, [72, 72, 72], None),
    (60, [73, 73, 73], 73),
    (20, [20] * 10 + [90] * 40, None),
    (20, [90] * 6 + [20] * 4 + [20] * 90, 90),
    (0, [3, 3, 3], 3),
])
def test_the_middle_of_the_last_ten_is_offered_when_it_is_far_off(minutes, times, offer):
    assert offered(minutes, times) == offer


@pytest.fixture
def wall(world):
    return world.client(cast.paired(world.marta))


@pytest.fixture
def slow(world, table):
    """Pancakes of twenty minutes that took 30, 35 and 40; one was called back, one never started by itself."""
    for number, took in enumerate((30, 35, 40, 200, 0)):
        order = table.order(world.marta, table.pancakes, key=f"order-number-{number}")
        order.accept(world.nonna)
        order.finish(world.nonna)
        ready = clock.now() - clock.minutes(number)
        recalls = 1 if took == 200 else 0
        OrderItem.update(started_at=ready - clock.minutes(took), ready_at=ready, recalls=recalls).where(
            OrderItem.order == order.id).execute()
    return table.pancakes


def address(dish):
    return f"/kitchen/dishes/{dish.id}/time"


def takes(dish):
    return Dish.get_by_id(dish.id).prep_minutes


def test_the_sheet_and_the_page_of_the_dish_offer_the_real_time(world, slow, wall):
    item = OrderItem.select().order_by(OrderItem.id).first()
    for page in (f"/kitchen/items/{item.id}/usage", f"/kitchen/dishes/{slow.id}/times"):
        text = wall.get(page).text
        assert "Take 35 min" in text and f'action="{address(slow)}"' in text, page
    assert "200 min" not in wall.get(f"/kitchen/dishes/{slow.id}/times").text
    assert f'href="/kitchen/dishes/{slow.id}/times"' in world.client(world.nonna).get(f"/dishes/{slow.id}").text


def test_one_tap_takes_it_once(slow, wall):
    for _twice in range(2):
        answer = wall.post(address(slow), data={"minutes": "35"})
        assert (answer.status_code, answer.location) == (303, f"/kitchen/dishes/{slow.id}/times")
    assert takes(slow) == 35
    event = Event.select().where(Event.kind == "dish.timed").get()
    assert event.changes == {"prep_minutes": [20, 35]}
    assert "Take " not in wall.get(f"/kitchen/dishes/{slow.id}/times").text


def test_only_what_is_offered_can_be_taken(slow, wall):
    for minutes, status in (("36", 409), ("0", 422), ("soon", 422), ("", 422)):
        assert wall.post(address(slow), data={"minutes": minutes}).status_code == status, minutes
    assert takes(slow) == 20 and not Event.select().where(Event.kind == "dish.timed").exists()


def test_the_history_of_the_dish_says_from_what_to_what(world, slow, wall):
    wall.post(address(slow), data={"minutes": "35"})
    page = world.client(world.nonna).get(f"/history/dish-{slow.id}").text
    assert "Cooking time corrected" in page and "35" in page


def test_a_dish_nobody_has_timed_is_left_alone(table, wall):
    page = wall.get(f"/kitchen/dishes/{table.cake.id}/times").text
    assert "three times" in page and "Take " not in page


def test_the_neighbours_can_not_touch_it(world, slow):
    carla = world.client(world.carla)
    assert carla.get(f"/kitchen/dishes/{slow.id}/times").status_code == 404
    assert carla.post(address(slow), data={"minutes": "35"}).status_code == 404
    assert takes(slow) == 20
