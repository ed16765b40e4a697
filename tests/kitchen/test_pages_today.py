"""Today says what is mine, what can be eaten at once, and what waits for me."""

import pytest


@pytest.mark.parametrize("name", ["leo", "nonna", "pia", "marta"])
def test_everybody_has_a_today(world, table, name):
    page = world.client(getattr(world, name)).get("/")
    assert page.status_code == 200
    assert 'id="today"' in page.text
    assert 'hx-trigger="orders from:body, menu from:body' in page.text


def test_a_stranger_is_asked_to_sign_in(app):
    assert app.test_client().get("/").status_code == 401


def test_an_open_order_is_shown_with_its_steps(world, table):
    order = table.order(world.leo)
    page = world.client(world.leo).get("/").text
    assert f'id="{order.dom_id}"' in page
    assert "Sent" in page and 'aria-current="step"' in page


def test_only_what_is_ready_is_offered(world, table):
    page = world.client(world.leo).get("/").text
    assert "Pancakes" in page and "Walnut cake" not in page, "nuts are not for Leo"


def test_empty_cards_are_absent(world):
    page = world.client(world.leo).get("/").text
    assert 'id="my-order"' not in page and 'id="ready-now"' not in page and 'id="for-you"' not in page


def test_waiting_orders_call_the_chef_and_nobody_else(world, table):
    table.order(world.leo)
    assert "1 order is waiting" in world.client(world.nonna).get("/").text
    assert "is waiting" not in world.client(world.leo).get("/").text


def test_the_primary_way_follows_the_role(world, table):
    assert "To the kitchen" in world.client(world.nonna).get("/").text
    assert "What would you like?" in world.client(world.leo).get("/").text


def test_the_neighbours_see_nothing_of_it(world, table):
    table.order(world.leo)
    page = world.client(world.carla).get("/").text
    assert "Pancakes" not in page and "waiting" not in page
