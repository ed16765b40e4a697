"""A tap means what its screen showed: late taps of a screen without network move nothing that came or changed since."""

import pytest

from familychef.kitchen import actions
from familychef.kitchen.models import OrderItem


def seen(order):
    return {"seen": " ".join(f"{item.id}.{item.recalls}" for item in items(order))}


def items(order):
    return list(OrderItem.select().where(OrderItem.order == order.id).order_by(OrderItem.position))


def states(order):
    return [item.state for item in items(order)]


def test_every_tap_of_the_board_says_what_it_saw(order, wall):
    page = wall.get("/kitchen").text
    shown = seen(order)["seen"]
    assert page.count(f'name="seen" value="{shown}"') == 2
    for item in items(order):
        assert f'name="seen" value="{item.id}.0"' in page


def test_ready_means_the_dishes_that_were_on_the_screen(world, table, order, wall):
    before = seen(order)
    actions.add_item(order.fresh(), table.pancakes, 1, world.leo)
    assert wall.post(f"/orders/{order.id}/readiness", data=before).status_code == 303
    assert states(order) == ["ready", "ready", "queued"] and order.fresh().state == "preparing"


def test_a_late_ready_does_not_finish_what_was_called_back_since(world, order, wall):
    late = seen(order)
    order.finish(world.nonna)
    items(order)[0].recall(world.nonna)
    assert wall.post(f"/orders/{order.id}/readiness", data=late).status_code == 409
    line = items(order)[0]
    assert wall.post(f"/kitchen/items/{line.id}/readiness", data={"seen": f"{line.id}.0"}).status_code == 409
    assert states(order) == ["started", "ready"]


def test_a_recall_whose_answer_got_lost_is_done_once(world, order, wall):
    order.finish(world.nonna)
    late = seen(order)
    for _again in range(2):
        assert wall.post(f"/orders/{order.id}/recall", data=late).status_code == 303
    order.finish(world.nonna)
    assert wall.post(f"/orders/{order.id}/recall", data=late).status_code == 303
    assert states(order) == ["ready", "ready"] and [item.recalls for item in items(order)] == [1, 1]


def test_a_tap_that_says_nothing_means_the_whole_ticket(order, wall):
    assert wall.post(f"/orders/{order.id}/readiness").status_code == 303
    assert states(order) == ["ready", "ready"]


@pytest.mark.parametrize("nonsense", ["x", "1", "1.", "1.0,2.0", "99999999999.0", "1.0 " * 900])
def test_nonsense_is_refused(order, wall, nonsense):
    assert wall.post(f"/orders/{order.id}/readiness", data={"seen": nonsense}).status_code == 422
    assert states(order) == ["queued", "queued"]


def test_items_of_another_order_are_not_touched(world, table, order, wall):
    other = table.order(world.pia, table.pancakes, key="the-other-one")
    other.accept(world.nonna)
    assert wall.post(f"/orders/{order.id}/readiness", data=seen(other)).status_code == 303
    assert states(order) == ["queued", "queued"] and states(other) == ["queued"]
