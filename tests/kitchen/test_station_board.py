"""The board of one station: its lines alone, its own clock, and the same truth on every other screen."""

import re

import pytest

from familychef.core import clock
from familychef.core.db import transaction
from familychef.core.events import Event
from familychef.kitchen import actions
from familychef.kitchen.models import Order
from tests.cast import paired


@pytest.fixture
def both(world, table, stations):
    """An accepted order of pancakes and lasagne."""
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    return order.fresh()


@pytest.fixture
def wall(world):
    return world.client(world.nonna)


def counts(page):
    return re.findall(r"<span>(\w+)</span> <span class=\"badge\">(\d+)", page)


def tickets(page):
    """The tickets of a page, without its rail."""
    return page.split('id="tickets"')[1]


def at(client, station):
    return client.get(f"/kitchen?station={station}").text


def tap_on(page, noun):
    """(address, fields) of the first form of this kind on the page."""
    action, seen = re.search(rf'action="([^"]*{noun}[^"]*)".*?name="seen" value="([\d. ]+)"', page, re.S).groups()
    return action.replace("&amp;", "&"), {"seen": seen}


def promised(order, minutes):
    with transaction(order.family):
        Order.update(promised_at=clock.now() + clock.minutes(minutes)).where(Order.id == order.id).execute()


def test_without_stations_nothing_is_to_be_chosen(world, table, wall):
    table.order(world.leo)
    assert re.search(r'<nav id="stations"[^>]* hidden', wall.get("/kitchen").text)


def test_a_button_for_each_station_says_how_many_wait_there(world, table, stations, both, wall):
    table.order(world.marta, table.pancakes, key="second-order")
    page = wall.get("/kitchen").text
    assert counts(page) == [("All", "2"), ("Stove", "2"), ("Oven", "1"), ("Cold", "0"), ("Table", "0")]
    both.items[0].finish(world.nonna)
    assert ("Stove", "1") in counts(wall.htmx("GET", "/kitchen").text)


def test_a_station_sees_its_lines_alone(world, stations, both, wall):
    stove, oven, cold = (tickets(at(wall, stations[name])) for name in ("Stove", "Oven", "Cold"))
    assert "Pancakes" in stove and "Lasagne" not in stove and "also at: Oven" in stove
    assert "Lasagne" in oven and "Pancakes" not in oven and "also at: Stove" in oven
    assert 'class="ticket"' not in cold
    whole = tickets(at(wall, 0))
    assert "Pancakes" in whole and "Lasagne" in whole and "also at" not in whole


def test_what_is_made_anywhere_is_seen_everywhere(world, table, stations, wall):
    table.order(world.marta, table.cake)
    assert all("Walnut cake" in tickets(at(wall, station)) for station in (0, *stations.values()))


def test_a_screen_of_a_station_shows_it_by_itself_and_all_of_them_when_asked(world, stations, both):
    screen = world.client(paired(world.marta))
    screen.post("/kitchen/settings", data={"station": stations["Oven"]})
    page = screen.get("/kitchen").text
    assert "Pancakes" not in tickets(page) and re.search(r'aria-current="true"><span>Oven', page)
    assert "Pancakes" in tickets(at(screen, 0))


def test_taps_lead_back_to_the_same_station(world, stations, both, wall):
    stove = stations["Stove"]
    page = tickets(at(wall, stove))
    assert f'action="/orders/{both.id}/start?station={stove}"' in page
    assert wall.post(f"/orders/{both.id}/start?station={stove}").location == f"/kitchen?station={stove}"
    answer = wall.htmx("POST", f"/kitchen/items/{both.items[0].id}/recall?station={stove}").text
    assert "Lasagne" not in answer.split("hx-partial")[0] and 'hx-target="#stations"' in answer


def test_a_station_that_is_gone_shows_everything(world, stations, both, wall):
    assert all(name in tickets(at(wall, 999)) for name in ("Pancakes", "Lasagne"))
    assert "Lasagne" in tickets(at(wall, "stove"))


def test_a_station_ages_by_its_own_dishes(world, stations, both, wall):
    """Pancakes take 20 minutes, lasagne 60: twelve minutes before, only the oven hurries."""
    promised(both, 12)
    assert 'data-age="calm"' in at(wall, stations["Stove"]) and 'data-age="soon"' in at(wall, stations["Oven"])
    promised(both, 40)
    assert "start now" not in at(wall, stations["Stove"]) and "start now" in at(wall, stations["Oven"])


def test_what_a_station_has_done_leaves_its_board_and_no_other(world, table, stations, both, wall):
    pancakes = both.items[0]
    wall.post(f"/kitchen/items/{pancakes.id}/readiness?station={stations['Stove']}")
    assert 'class="plate"' in tickets(at(wall, stations["Stove"]))
    assert 'aria-pressed="true"' in tickets(at(wall, 0)) and "Lasagne" in tickets(at(wall, stations["Oven"]))
    with transaction(both.family):
        pancakes.changed_rows(ready_at=clock.now() - clock.minutes(1))
    assert f"ticket-{both.id}" not in tickets(at(wall, stations["Stove"]))
    assert both.fresh().state == "preparing"


def test_ready_at_a_station_is_ready_for_its_lines_and_undo_takes_only_them_back(world, stations, both, wall):
    stove = stations["Stove"]
    pancakes, lasagne = both.items
    action, body = tap_on(at(wall, stove), f"/orders/{both.id}/readiness")
    assert wall.post(action, data=body).status_code == 303
    assert (pancakes.fresh().state, lasagne.fresh().state, both.fresh().state) == ("ready", "queued", "preparing")
    lasagne.fresh().finish(world.nonna)
    action, body = tap_on(at(wall, stove), f"/orders/{both.id}/recall")
    assert wall.post(action, data=body).location == f"/kitchen?station={stove}"
    assert (pancakes.fresh().state, lasagne.fresh().state) == ("started", "ready")


def test_a_second_screen_shows_the_same_truth(world, stations, both):
    one, other = world.client(world.nonna), world.client(paired(world.marta))
    one.post(f"/kitchen/items/{both.items[1].id}/readiness?station={stations['Oven']}")
    assert 'class="plate"' in tickets(at(other, stations["Oven"]))
    assert counts(at(other, 0)) == [("All", "1"), ("Stove", "1"), ("Oven", "0"), ("Cold", "0"), ("Table", "1")]
    again = other.htmx("POST", f"/kitchen/items/{both.items[1].id}/readiness?station={stations['Oven']}")
    assert again.status_code == 200 and both.fresh().items[1].state == "ready"


def test_a_cancelled_order_is_struck_where_it_was_cooked(world, table, stations, wall):
    order = table.order(world.leo, table.pancakes)
    order.cancel(world.leo)
    assert 'data-state="cancelled"' in at(wall, stations["Stove"])
    assert f"ticket-{order.id}" not in tickets(at(wall, stations["Oven"]))


def test_each_station_sees_for_itself_what_was_cancelled(world, stations, both, wall):
    both.cancel(world.nonna, "unused")
    tap = {name: tap_on(at(wall, stations[name]), "acknowledgement") for name in ("Stove", "Oven")}
    for _again in range(2):
        assert wall.post(tap["Stove"][0], data=tap["Stove"][1]).status_code == 303
    assert f"ticket-{both.id}" not in tickets(at(wall, stations["Stove"]))
    assert 'data-state="cancelled"' in tickets(at(wall, stations["Oven"]))
    assert wall.post(tap["Oven"][0], data=tap["Oven"][1]).status_code == 303
    assert f"ticket-{both.id}" not in tickets(at(wall, 0)) and not both.fresh().struck()
    assert Event.select().where(Event.kind == "order.acknowledged").count() == 2


def test_what_was_added_is_seen_where_it_is_made(world, table, stations, both, wall):
    actions.add_item(both, table.pancakes, 2, world.leo)
    assert "Changes seen" in at(wall, stations["Stove"]) and "Changes seen" not in at(wall, stations["Oven"])
    action, body = tap_on(at(wall, stations["Stove"]), "acknowledgement")
    wall.post(action, data=body)
    assert "ADDED" not in at(wall, 0)


def test_the_paper_has_everything_whatever_the_screen_shows(world, stations, both):
    screen = world.client(paired(world.marta))
    screen.post("/kitchen/settings", data={"station": stations["Oven"]})
    assert "Pancakes" in screen.get("/kitchen/paper").text


def test_stations_cost_the_same_few_queries_for_many_tickets(world, table, stations, wall, queries):
    table.order(world.marta, key="order-number-0")
    few = queries.during(lambda: at(wall, stations["Stove"]))
    for number in range(1, 6):
        table.order(world.marta, table.pancakes, table.cake, key=f"order-number-{number}")
    assert queries.during(lambda: at(wall, stations["Stove"])) == few
