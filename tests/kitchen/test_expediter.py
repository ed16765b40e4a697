"""The board of who serves: all lines of every order, how far the stations are, and what goes to the table."""

import re

import pytest

from familychef.core import clock
from familychef.core.db import transaction
from familychef.kitchen.models import Order
from familychef.menu.models import DishStation, Station
from tests.cast import paired

TABLE = "/kitchen?view=expediter"


@pytest.fixture
def order(world, table):
    """Pancakes from the stove and lasagne from the oven, accepted."""
    with transaction(world.rossi):
        stove, oven = (Station.add(world.rossi, world.nonna, name) for name in ("Stove", "Oven"))
        DishStation.create(family=world.rossi, dish=table.pancakes, station=stove)
        DishStation.create(family=world.rossi, dish=table.lasagne, station=oven)
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    return order.fresh()


@pytest.fixture
def screen(world):
    """A paired display that stands where the plates go out."""
    screen = world.client(paired(world.marta))
    screen.post("/kitchen/settings", data={"view": "expediter"})
    return screen


def stages(page):
    return re.findall(r'<li data-state="(\w+)">.*?<span>(\w+ \d/\d)</span>', page)


def badge(page):
    return re.search(r'<span>Table</span> <span class="badge">(\d+)', page)[1]


def test_it_shows_all_lines_and_how_far_each_station_is(world, order, screen):
    page = screen.get("/kitchen").text
    assert "Pancakes" in page and "Lasagne" in page and 'id="all-day"' not in page
    assert stages(page) == [("waiting", "Stove 0/1"), ("waiting", "Oven 0/1")]
    order.items[0].finish(world.nonna)
    order.items[1].start(world.nonna)
    page = screen.htmx("GET", "/kitchen").text
    assert stages(page) == [("ready", "Stove 1/1"), ("cooking", "Oven 0/1")] and badge(page) == "1"


def test_what_is_not_accepted_yet_is_seen_and_what_is_cancelled_is_not(world, table, order, screen):
    other = table.order(world.marta, key="not-yet-accepted")
    assert f'id="ticket-{other.id}" data-state="new"' in screen.get("/kitchen").text
    other.cancel(world.marta)
    assert f"ticket-{other.id}" not in screen.get("/kitchen").text


def test_a_ready_line_goes_to_the_table_by_itself(world, order, screen):
    assert "To the table" not in screen.get("/kitchen").text
    order.items[0].finish(world.nonna)
    assert "To the table" in screen.get("/kitchen").text
    answer = screen.htmx("POST", f"/kitchen/items/{order.items[0].id}/service")
    assert answer.status_code == 200 and "data-served" in answer.text and "on the table" in answer.text
    assert 'class="ticket handed"' in answer.text and order.items[0].fresh().state == "served"
    assert order.fresh().state == "preparing"


def test_a_whole_order_goes_to_the_table_and_leaves(world, order, screen):
    order.finish(world.nonna)
    with transaction(order.family):
        Order.update(ready_at=clock.now() - clock.minutes(20)).execute()
    page = screen.get("/kitchen").text
    assert 'data-state="ready"' in page and "ready since" in page and badge(page) == "1"
    for _again in range(2):
        answer = screen.post(f"/orders/{order.id}/service")
        assert (answer.status_code, answer.location) == (303, "/kitchen")
    assert order.fresh().state == "served"
    page = screen.get("/kitchen").text
    assert "Nothing to bring." in page and badge(page) == "0"


def test_what_is_complete_stands_first(world, table, order, screen):
    second = table.order(world.marta, table.cake, key="second-order")
    second.accept(world.nonna)
    second.fresh().finish(world.nonna)
    with transaction(order.family):
        Order.update(promised_at=clock.now()).where(Order.id == order.id).execute()
    assert re.findall(r'id="ticket-(\d+)"', screen.get("/kitchen").text) == [str(second.id), str(order.id)]


def test_a_cook_looks_at_the_table_and_comes_back(world, order):
    nonna = world.client(world.nonna)
    page = nonna.get(TABLE).text
    assert re.search(r'view=expediter" aria-current="true"><span>Table', page) and 'href="/kitchen?station=0"' in page
    order.finish(world.nonna)
    assert nonna.post(f"/orders/{order.id}/service?view=expediter").location == TABLE
    assert 'class="ticket handed"' not in nonna.get("/kitchen?station=0").text


def test_a_screen_of_the_table_leads_to_the_stations_and_back(world, order, screen):
    page = screen.get("/kitchen").text
    assert "/kitchen?station=0&amp;view=tickets" in page
    tickets = screen.get("/kitchen?station=0&view=tickets").text
    assert 'class="ticket handed"' not in tickets and "Pancakes" in tickets


def test_allergies_stand_before_the_dishes_and_the_neighbours_see_nothing(world, order, screen):
    page = screen.get("/kitchen").text
    assert page.index("Leo: no nuts") < page.index('class="lines"')
    assert "Nothing to bring." in world.client(world.carla).get(TABLE).text


def test_without_stations_the_table_has_no_button_until_a_screen_shows_it(world, table):
    table.order(world.leo)
    nonna = world.client(world.nonna)
    assert 'id="stations"' in nonna.get("/kitchen").text
    assert re.search(r'<nav id="stations"[^>]* hidden', nonna.get("/kitchen").text)
    assert not re.search(r'<nav id="stations"[^>]* hidden', nonna.get(TABLE).text)


def test_a_conflict_shows_the_ticket_of_the_table(world, order, screen):
    order.items[0].finish(world.nonna)
    order.fresh().items[0].recall(world.nonna)
    answer = screen.htmx("POST", f"/kitchen/items/{order.items[0].id}/service")
    assert answer.status_code == 409 and 'class="ticket handed"' in answer.text


def test_many_orders_cost_no_more_queries_than_one(world, table, order, screen, queries):
    few = queries.during(lambda: screen.get("/kitchen"))
    for number in range(4):
        table.order(world.marta, table.pancakes, key=f"order-number-{number}")
    assert queries.during(lambda: screen.get("/kitchen")) == few


def test_a_station_whose_dish_was_struck_follows_the_rest_of_the_order(world, table, stations):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    pancakes, lasagne = order.items
    lasagne.strike(world.leo)
    pancakes.finish(world.nonna)
    wall = world.client(world.nonna)
    assert [wall.get(f"/kitchen?station={id}").status_code for id in stations.values()] == [200] * len(stations)


def test_what_was_ready_of_an_order_that_was_cancelled_is_not_to_be_brought(world, table):
    from familychef.kitchen import book

    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    order.items[0].finish(world.nonna)
    assert book.servable(world.rossi) == 1
    order.cancel(world.nonna)
    assert book.servable(world.rossi) == 0
