"""The wall: tickets by time, every tap and its undo, what is missing, what was cancelled."""

import datetime as dt
import re

import pytest
import time_machine

from familychef.core import clock
from familychef.core.db import transaction
from familychef.kitchen import actions
from familychef.kitchen.models import Order


def promised(order, minutes):
    with transaction(order.family):
        Order.update(promised_at=clock.now() + clock.minutes(minutes)).where(Order.id == order.id).execute()


@pytest.fixture
def wall(world, table):
    return world.client(world.nonna)


def test_only_those_who_cook_see_the_wall(world, table):
    order = table.order(world.leo)
    for path in ("/kitchen", "/kitchen/recent", "/kitchen/keys", f"/kitchen/tickets/{order.id}",
                 f"/orders/{order.id}/acceptance", f"/orders/{order.id}/refusal"):
        for who, status in (("nonna", 200), ("marta", 200), ("leo", 403), ("pia", 403)):
            assert world.client(getattr(world, who)).get(path).status_code == status, (path, who)


def test_the_neighbours_kitchen_is_empty(world, table):
    order = table.order(world.leo)
    carla = world.client(world.carla)
    assert "Nothing to cook." in carla.get("/kitchen").text
    for path in (f"/kitchen/tickets/{order.id}", f"/orders/{order.id}/refusal"):
        assert carla.get(path).status_code == 404
    for noun in ("acceptance", "refusal", "start", "readiness", "service", "recall", "acknowledgement"):
        assert carla.post(f"/orders/{order.id}/{noun}").status_code == 404, noun
    for noun in ("start", "readiness", "service", "recall", "void"):
        assert carla.post(f"/kitchen/items/{order.items[0].id}/{noun}").status_code == 404, noun


def test_the_wall_has_no_other_chrome_and_follows_live(world, table, wall):
    page = wall.get("/kitchen").text
    assert 'class="kds"' in page and 'class="tabs"' not in page
    assert '"pauseOnBackground":false' in page
    assert 'hx-trigger="kitchen from:body, fc:refetch' in page
    assert 'data-late="LATE by {count} min"' in page and "data-clock" in page


def test_a_ticket_says_who_what_and_until_when(world, table, wall):
    table.add(world.leo, table.pancakes, 2, note="no sugar", left_out=["Flour"])
    order = table.order(world.leo, note="In the garden")
    promised(order, 30)
    page = wall.get("/kitchen").text
    for words in ("Leo", "Pancakes", "no sugar", "without Flour", "In the garden", "Leo: no nuts", "Accept", "Decline"):
        assert words in page, words
    assert 'data-state="new"' in page and "data-due=" in page and "due " in page
    assert page.index('class="allergy"') < page.index('class="lines"')


@pytest.mark.parametrize(("minutes", "age", "words"), [
    (40.5, "calm", "due "), (3, "soon", "due in 3 min"), (-4.2, "late", "LATE by 4 min"),
])
def test_a_ticket_ages(world, table, wall, minutes, age, words):
    promised(table.order(world.leo), minutes)
    page = wall.get("/kitchen").text
    assert f'data-age="{age}"' in page and words in page


def test_tickets_stand_by_the_time_they_are_due(world, table, wall):
    late, soon = table.order(world.leo, key="late-order"), table.order(world.marta, key="soon-order")
    promised(late, 50)
    promised(soon, 10)
    assert re.findall(r'<article class="ticket" id="ticket-(\d+)"', wall.get("/kitchen").text) == [
        str(soon.id), str(late.id)]


def test_the_whole_way_of_a_ticket(world, table, wall):
    order = table.order(world.leo)
    steps = [("acceptance", "accepted", "Start"), ("start", "preparing", "Ready"), ("readiness", "ready", "Undo")]
    for noun, state, button in steps:
        answer = wall.htmx("POST", f"/orders/{order.id}/{noun}")
        assert answer.status_code == 200 and order.fresh().state == state
        assert f'id="ticket-{order.id}"' in answer.text and button in answer.text
        assert 'hx-target="#all-day"' in answer.text
    with time_machine.travel(clock.now() + dt.timedelta(seconds=40), tick=False):
        assert wall.htmx("POST", f"/orders/{order.id}/recall").status_code == 200
        assert order.fresh().state == "preparing" and "data-recalled" in wall.get("/kitchen").text


def test_without_script_each_tap_leads_back_to_the_wall(world, table, wall):
    order = table.order(world.leo)
    for noun in ("acceptance", "start", "readiness", "recall"):
        answer = wall.post(f"/orders/{order.id}/{noun}")
        assert (answer.status_code, answer.location) == (303, "/kitchen"), noun
    assert wall.post(f"/orders/{order.id}/readiness").status_code == 303
    assert wall.post(f"/orders/{order.id}/service").location == "/kitchen/recent"


def test_the_undo_plate_goes_after_eight_seconds(world, table, wall):
    order = table.order(world.leo)
    order.accept(world.nonna)
    order.fresh().finish(world.nonna)
    page = wall.get("/kitchen").text
    assert 'class="plate"' in page and re.search(r'hx-trigger="load delay:[78]s"', page)
    with transaction(order.family):
        Order.update(ready_at=clock.now() - clock.minutes(0.2)).execute()
    assert 'class="plate"' not in wall.get("/kitchen").text
    assert "Recall" in wall.get("/kitchen/recent").text and "Served" in wall.get("/kitchen/recent").text


def test_a_line_is_ticked_and_unticked(world, table, wall):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    line = order.items[0].id
    assert 'aria-pressed="true"' in wall.htmx("POST", f"/kitchen/items/{line}/readiness").text
    assert 'aria-pressed="true"' not in wall.htmx("POST", f"/kitchen/items/{line}/recall").text


def test_the_counts_of_the_day(world, table, wall):
    table.add(world.leo, table.pancakes, 2)
    table.order(world.leo)
    table.order(world.marta, table.pancakes, key="another-one")
    day = wall.htmx("GET", "/kitchen").text.split('id="all-day"')[1]
    assert re.search(r"<b>4</b><span>Pancakes</span>", day)


def test_added_and_struck_lines_stay_until_they_were_seen(world, table, wall):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    actions.add_item(order.fresh(), table.pancakes, 2, world.leo)
    actions.remove_item(order.fresh(), order.items[1], world.leo)
    page = wall.get("/kitchen").text
    assert "ADDED " in page and "data-struck" in page and "Changes seen" in page
    answer = wall.htmx("POST", f"/orders/{order.id}/acknowledgement").text
    assert "ADDED " not in answer and "data-struck" not in answer


def test_a_cancelled_ticket_stays_until_it_was_seen(world, table, wall):
    order = table.order(world.leo)
    order.cancel(world.leo)
    page = wall.get("/kitchen").text
    assert 'data-state="cancelled"' in page and "Seen" in page
    assert "hidden" in wall.htmx("POST", f"/orders/{order.id}/acknowledgement").text
    assert "Nothing to cook." in wall.get("/kitchen").text


def test_what_was_changed_and_then_cancelled_is_seen_twice(world, table, wall):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    actions.remove_item(order, order.items[1], world.leo)
    wall.post(f"/orders/{order.id}/acknowledgement")
    order.fresh().cancel(world.leo)
    assert 'data-state="cancelled"' in wall.get("/kitchen").text
    wall.post(f"/orders/{order.id}/acknowledgement")
    assert "Nothing to cook." in wall.get("/kitchen").text


def test_declining_needs_a_reason(world, table, wall):
    order = table.order(world.leo)
    empty = wall.post(f"/orders/{order.id}/refusal", data={"reason": "  "})
    assert empty.status_code == 422 and 'id="field-reason-error"' in empty.text
    assert wall.post(f"/orders/{order.id}/refusal", data={"reason": "Dinner is soon"}).location == "/kitchen"
    assert order.fresh().state == "declined"


def test_a_shortage_asks_the_chef(world, table, wall):
    order = table.asked(world.leo, 3)
    answer = wall.htmx("POST", f"/orders/{order.id}/acceptance")
    assert answer.headers["HX-Redirect"] == f"/orders/{order.id}/acceptance"
    page = wall.get(f"/orders/{order.id}/acceptance").text
    assert "100 g Lasagne sheets missing" in page and "Flour (3 kg)" in page
    assert wall.post(f"/orders/{order.id}/acceptance", data={"choice": "fewer"}).location == "/kitchen"
    assert order.fresh().state == "accepted" and order.items[0].portions == 2


def test_something_else_is_used_instead(world, table, wall):
    from familychef.pantry.models import Ingredient

    order = table.asked(world.leo, 3)
    sheets, flour = (Ingredient.get(name=name).id for name in ("Lasagne sheets", "Flour"))
    body = {"choice": "swap", "item": [order.items[0].id], "missing": [sheets], "swap": [flour], "amount": ["99999"]}
    refused = wall.post(f"/orders/{order.id}/acceptance", data=body)
    assert refused.status_code == 422 and "99999" in refused.text and "not that much" in refused.text
    assert wall.post(f"/orders/{order.id}/acceptance", data=body | {"amount": ["120"]}).status_code == 303
    assert order.fresh().state == "accepted"


def test_a_dish_is_given_up_with_a_word_where_it_went(world, table, wall):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    order.fresh().start(world.nonna)
    item = order.items[0]
    assert "Give up Pancakes" in wall.get(f"/kitchen/tickets/{order.id}").text
    refused = wall.post(f"/kitchen/items/{item.id}/void", data={"fate": "waste", "reason": ""})
    assert refused.status_code == 422 and 'id="field-reason-error"' in refused.text
    assert wall.post(f"/kitchen/items/{item.id}/void", data={"fate": "waste", "reason": "Burnt"}).status_code == 303
    assert item.fresh().state == "void"


def test_a_tap_on_what_has_changed_shows_how_it_is_now(world, table, wall):
    order = table.order(world.leo)
    order.decline(world.marta, "No time")
    answer = wall.htmx("POST", f"/orders/{order.id}/acceptance")
    assert answer.status_code == 409 and f'id="ticket-{order.id}"' in answer.text
    assert 'hx-target="#notices"' in answer.text and f'id="{order.dom_id}"' not in answer.text


def test_many_tickets_cost_no_more_queries_than_one(world, table, wall, queries):
    table.order(world.leo, key="order-number-0")
    few = queries.during(lambda: wall.get("/kitchen"))
    for number in range(1, 8):
        table.order(world.leo, table.pancakes, table.pancakes, key=f"order-number-{number}")
    assert queries.during(lambda: wall.get("/kitchen")) == few


def test_a_key_belongs_to_one_ticket(world, table, wall):
    for number in range(11):
        table.order(world.leo, key=f"order-number-{number}")
    keys = re.findall(r'data-number="(\d)"', wall.get("/kitchen").text)
    assert sorted(keys) == list("123456789")
