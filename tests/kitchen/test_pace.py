"""What waits until it is called, what comes first, what comes later than promised, and so many of its portions."""

import pytest

from familychef.core import clock
from familychef.kitchen.models import Order, OrderItem


@pytest.fixture
def wall(world, table):
    return world.client(world.nonna)


@pytest.fixture
def order(world, table):
    table.add(world.leo, table.pancakes, 5)
    order = table.order(world.leo, table.lasagne)
    order.accept(world.nonna)
    return order


def line(order, name="Pancakes"):
    return OrderItem.get(OrderItem.order == order.id, OrderItem.name == name)


def test_three_of_five_are_ready_and_two_are_left_on_the_rail(order, wall):
    for _again in range(2):
        assert wall.post(f"/kitchen/items/{line(order).id}/portions", data={"portions": "3"}).status_code == 303
    assert (line(order).state, line(order).ready_portions) == ("started", 3)
    page = wall.get("/kitchen").text
    assert "3 of 5 ready" in page and "<b>2</b><span>Pancakes</span>" in page


def test_the_last_portion_makes_it_ready_and_a_recall_begins_anew(world, order, wall):
    wall.post(f"/kitchen/items/{line(order).id}/portions", data={"portions": "5"})
    assert (line(order).state, line(order).ready_portions) == ("ready", 5)
    line(order).recall(world.nonna)
    assert (line(order).state, line(order).ready_portions, line(order).recalls) == ("started", 0, 1)


def test_what_waits_is_left_out_of_ready_until_it_is_called(world, order, wall):
    assert wall.post(f"/kitchen/items/{line(order).id}/waiting", data={"waits": "1"}).status_code == 303
    wall.post(f"/orders/{order.id}/readiness")
    assert (line(order).state, line(order, "Lasagne").state) == ("queued", "ready")
    page = wall.get("/kitchen").text
    assert "WAITS until called" in page and f'action="/orders/{order.id}/waiting"' in page
    wall.post(f"/orders/{order.id}/waiting", data={"waits": "0"})
    wall.post(f"/orders/{order.id}/readiness")
    assert line(order).state == "ready" and order.fresh().state == "ready"


def test_a_line_that_is_begun_cannot_wait(world, order, wall):
    order.start(world.nonna)
    assert wall.post(f"/kitchen/items/{line(order).id}/waiting", data={"waits": "1"}).status_code == 409
    assert not line(order).waits


def test_what_waits_neither_hurries_nor_asks_to_be_begun(world, order, wall):
    from familychef.kitchen.board import Board

    assert Board.of(order.family).ticket(order).cooking == clock.minutes(60)
    line(order, "Lasagne").pause(world.nonna)
    assert Board.of(order.family).ticket(order).cooking == clock.minutes(20)
    line(order).pause(world.nonna)
    ticket = Board.of(order.family).ticket(order)
    assert ticket.waits and not ticket.startable and not ticket.start_now


def test_a_rushed_ticket_comes_first_and_can_go_back_to_its_turn(world, table, order, wall):
    later = table.order(world.pia, table.lasagne, key="the-later-one")

    def first():
        return wall.get("/kitchen").text.partition('id="ticket-')[2].partition('"')[0]

    before = first()
    for _again in range(2):
        assert wall.post(f"/orders/{later.id}/rush", data={"rush": "1"}).status_code == 303
    assert before == str(order.id) and first() == str(later.id) and "RUSH" in wall.get("/kitchen").text
    assert Order.get_by_id(later.id).version == later.fresh().version == 2
    wall.post(f"/orders/{later.id}/rush", data={"rush": "0"})
    assert first() == str(order.id)


def test_ten_minutes_later_moves_the_promise_once_and_tells_the_eater(world, order, wall):
    promised = order.fresh().promised_at
    for _again in range(3):
        assert wall.post(f"/orders/{order.id}/delay", data={"minutes": "10"}).status_code == 303
    assert order.fresh().promised_at - promised == clock.minutes(10)
    assert "10 minutes later: about" in world.client(world.leo).get("/orders").text
    wall.post(f"/orders/{order.id}/delay", data={"minutes": "15"})
    wall.post(f"/orders/{order.id}/delay", data={"minutes": "0"})
    assert order.fresh().promised_at == promised


def test_what_is_over_is_neither_hurried_nor_put_off(world, order, wall):
    order.finish(world.nonna)
    for noun, said in (("rush", {"rush": "1"}), ("delay", {"minutes": "5"}), ("waiting", {"waits": "1"})):
        assert wall.post(f"/orders/{order.id}/{noun}", data=said).status_code == 409, noun


@pytest.mark.parametrize(
    ("noun", "said"),
    [("rush", {}), ("delay", {"minutes": "-5"}), ("delay", {"minutes": "999"}), ("waiting", {"waits": "perhaps"})],
)
def test_a_forged_button_is_refused(order, wall, noun, said):
    before = order.fresh().version
    assert wall.post(f"/orders/{order.id}/{noun}", data=said).status_code == 422
    assert order.fresh().version == before


def test_the_ticket_page_has_every_button(order, wall):
    page = wall.get(f"/kitchen/tickets/{order.id}").text
    for words in ("5 min later", "10 min later", "Rush", "Wait until called", "1 of 5 ready"):
        assert words in page, words


def test_a_late_count_of_what_was_called_back_since_is_not_taken(world, order, wall):
    item = line(order)
    wall.post(f"/kitchen/items/{item.id}/portions", data={"portions": "5"})
    line(order).recall(world.nonna)
    said = {"portions": "3", "seen": f"{item.id}.0"}
    assert wall.post(f"/kitchen/items/{item.id}/portions", data=said).status_code == 409
    assert f'name="seen" value="{item.id}.1"' in wall.get(f"/kitchen/tickets/{order.id}").text


def test_no_portion_at_all_begins_nothing(order, wall):
    assert wall.post(f"/kitchen/items/{line(order).id}/portions", data={"portions": "0"}).status_code == 409
    assert line(order).state == "queued"


def test_go_now_means_the_dishes_on_the_screen(world, order, wall):
    order.pause(world.nonna)
    shown = line(order)
    wall.post(f"/orders/{order.id}/waiting", data={"waits": "0", "seen": f"{shown.id}.0"})
    assert not line(order).waits and line(order, "Lasagne").waits
