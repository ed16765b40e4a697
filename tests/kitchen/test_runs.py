"""Marking the next portions of one dish ready over all tickets, and tickets with many lines."""

import pytest

from familychef.kitchen.models import OrderItem


@pytest.fixture
def wall(world, table):
    return world.client(world.nonna)


@pytest.fixture
def three(world, table):
    """Three tickets with two, three and one portion of pancakes; the last has a cake that waits for nobody."""
    orders = []
    for number, portions in enumerate((2, 3, 1)):
        table.add(world.pia, table.pancakes, portions)
        orders.append(table.order(world.pia, table.cake, key=f"ticket-{number}"))
        orders[-1].accept(world.nonna)
    return orders


def pancakes(orders):
    return [
        (item.state, item.ready_portions)
        for item in OrderItem.select().where(OrderItem.name == "Pancakes").order_by(OrderItem.id)
    ]


def mark(wall, table, portions, left):
    said = {"portions": str(portions), "left": str(left)}
    return wall.post(f"/kitchen/dishes/{table.pancakes.id}/readiness", data=said)


def test_the_next_four_are_the_most_urgent_ones(table, three, wall):
    assert mark(wall, table, 4, left=6).status_code == 303
    assert pancakes(three) == [("ready", 2), ("started", 2), ("queued", 0)]
    page = wall.get(f"/kitchen?lit={table.pancakes.id}").text
    assert 'name="left" value="2"' in page and "2 of 3 ready" in page


def test_sent_twice_it_is_done_once(table, three, wall):
    assert [mark(wall, table, 4, left=6).status_code for _twice in range(2)] == [303, 409]
    assert pancakes(three) == [("ready", 2), ("started", 2), ("queued", 0)]


def test_a_conflict_leaves_the_tickets_where_they_are(table, three, wall):
    said = {"portions": "4", "left": "99"}
    answer = wall.htmx("POST", f"/kitchen/dishes/{table.pancakes.id}/readiness", data=said)
    assert (answer.status_code, answer.headers["HX-Reswap"]) == (409, "none") and "It changed meanwhile." in answer.text


def test_all_of_them_at_once_leaves_the_rest_of_the_tickets(table, three, wall):
    mark(wall, table, 6, left=6)
    assert {state for state, _ready in pancakes(three)} == {"ready"}
    assert [order.fresh().state for order in three] == ["preparing"] * 3


def test_what_waits_and_what_nobody_accepted_is_left_alone(world, table, three, wall):
    item = three[0].items.where(OrderItem.name == "Pancakes").get()
    item.pause(world.nonna)
    table.order(world.leo, table.pancakes, key="not-accepted")
    assert mark(wall, table, 4, left=4).status_code == 303
    assert pancakes(three) == [("queued", 0), ("ready", 3), ("ready", 1), ("queued", 0)]


def test_the_answer_is_the_board_with_its_rail(table, three, wall):
    answer = wall.htmx("POST", f"/kitchen/dishes/{table.pancakes.id}/readiness", data={"portions": "1", "left": "6"})
    assert answer.status_code == 200 and 'id="tickets"' in answer.text and 'hx-target="#all-day"' in answer.text


def test_more_than_seven_lines_fold_and_news_unfold_them(world, table, wall):
    from familychef.kitchen import actions

    for number in range(8):
        table.add(world.pia, table.cake, note=f"number {number}")
    order = table.order(world.pia, table.pancakes)
    page = wall.get("/kitchen").text
    assert "2 more" in page and '<details class="further">' in page and page.count("number ") >= 8
    actions.add_item(order.fresh(), table.pancakes, 2, world.pia)
    assert '<details class="further" open>' in wall.get("/kitchen").text
