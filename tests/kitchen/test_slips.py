"""A slip of the hand on the wall: what was tapped ready and taken back at once, and what was given up."""

import datetime as dt

import pytest
import time_machine

from familychef.core import clock
from familychef.kitchen.day import DaySheet
from familychef.kitchen.timers import Timer


def later(seconds):
    return time_machine.travel(clock.now() + dt.timedelta(seconds=seconds), tick=True)


def ready(wall, page_or_id):
    return wall.htmx("POST", f"/orders/{page_or_id}/readiness").text


def undo(wall, plate, order):
    seen = plate.partition('name="seen" value="')[2].partition('"')[0]
    return wall.htmx("POST", f"/orders/{order.id}/recall", data={"seen": seen})


def test_what_is_taken_back_at_once_was_not_made_again(world, order, wall):
    assert "data-recalled" not in undo(wall, ready(wall, order.id), order).text
    assert [(item.state, item.recalls, item.remade) for item in order.items] == [("started", 1, 0)] * 2
    assert DaySheet(world.rossi, world.rossi.today()).remade == []


def test_what_is_called_back_later_is(world, order, wall):
    plate = ready(wall, order.id)
    with later(30):
        assert "data-recalled" in undo(wall, plate, order).text
        assert DaySheet(world.rossi, world.rossi.today()).remade == [("Pancakes", 1), ("Lasagne", 1)]


def test_undo_takes_back_the_last_tap_alone(world, order, wall):
    with later(-60):
        order.items[0].finish(world.nonna)
    undo(wall, ready(wall, order.id), order)
    assert [item.state for item in order.items] == ["ready", "started"]


def test_a_dish_that_was_called_back_is_not_in_the_average(world, order, wall):
    plate = ready(wall, order.id)
    nothing = "<dt>On average</dt><dd>–</dd>"
    assert nothing not in wall.get("/kitchen").text
    undo(wall, plate, order)
    assert nothing in wall.get("/kitchen").text


def test_the_eater_reads_that_a_dish_is_not_coming_and_why(world, order, wall):
    item = order.items[0]
    item.start(world.nonna)
    given_up = wall.post(f"/kitchen/items/{item.id}/void", data={"fate": "waste", "reason": "burnt"})
    assert given_up.status_code == 303
    assert "Pancakes is not coming: burnt" in world.client(world.leo).get(f"/orders/{order.id}").text


def test_the_reason_is_told_when_it_was_the_only_dish(world, table, wall):
    order = table.order(world.leo, table.pancakes)
    order.accept(world.nonna)
    item = order.items[0]
    item.start(world.nonna)
    wall.post(f"/kitchen/items/{item.id}/void", data={"fate": "waste", "reason": "burnt"})
    page = world.client(world.leo).get(f"/orders/{order.id}").text
    assert "Cancelled" in page and "Pancakes is not coming: burnt" in page


def test_a_cancelled_order_does_not_count_its_dishes_up(world, order):
    order.start(world.nonna)
    order.cancel(world.nonna)
    assert "is not coming" not in world.client(world.leo).get(f"/orders/{order.id}").text


def test_nobody_is_asked_to_say_it_was_eaten(order, wall):
    order.items[0].start(None)
    page = wall.get(f"/kitchen/tickets/{order.id}").text
    assert 'name="fate"' in page and "checked" not in page.partition('name="fate"')[2].partition("</fieldset>")[0]


@pytest.mark.parametrize("end", ["void", "cancel", "strike"])
def test_the_timer_of_what_is_not_cooked_any_more_is_silent(world, order, end):
    item = order.items[0]
    Timer.start(world.rossi, world.nonna, key="k", name="Pancakes", seconds=60, item=item)
    if end == "void":
        item.start(world.nonna)
        item.void(world.nonna, "eaten")
    elif end == "cancel":
        order.cancel(world.nonna)
    else:
        item.strike(world.leo)
    assert Timer.running(world.rossi) == []


def test_every_step_says_what_this_eater_wants_otherwise(world, table, wall):
    order = table.order(world.leo, table.pancakes, note="no butter on top please")
    order.accept(world.nonna)
    item = order.items[0]
    for step in (0, 1):
        assert "no butter on top please" in wall.get(f"/kitchen/items/{item.id}/steps?step={step}").text


def test_the_list_of_what_was_finished_ends_after_twenty(world, table, wall):
    for number in range(21):
        made = table.order(world.leo, table.pancakes, key=f"order-number-{number}")
        made.accept(world.nonna)
        made.finish(world.nonna)
    page = wall.get("/kitchen/recent").text
    assert page.count("<strong>#") == 20 and "<strong>#1 " not in page
