"""The paired display cooks by itself: it sees and moves the kitchen's tickets, and opens nothing else."""

import pytest

from familychef.core.events import Event
from familychef.invariants import check
from familychef.kitchen.models import Order
from tests.cast import paired

STEPS = (("acceptance", "accepted"), ("start", "preparing"), ("readiness", "ready"), ("service", "served"))


@pytest.fixture
def wall(world, table):
    return world.client(paired(world.marta))


def state(order):
    return Order.get_by_id(order.id).state


def test_a_whole_order_goes_through_the_display(world, table, wall):
    order = table.order(world.leo)
    assert "Leo" in wall.get("/kitchen").text
    for noun, after in STEPS:
        for _again in range(2):
            answer = wall.htmx("POST", f"/orders/{order.id}/{noun}")
            assert answer.status_code == 200, (noun, answer.text)
        assert state(order) == after
    done = Event.select().where(Event.subject == order.dom_id, Event.kind == "order.accepted").get()
    assert (done.actor_id, done.actor_roles) == (None, ["kitchen"]) and done.device_id
    assert check() == []


def test_it_recalls_what_it_served_and_declines_what_it_can_t_cook(world, table, wall):
    first, second = table.order(world.leo), table.order(world.leo, key="the-second-one")
    for noun in ("acceptance", "start", "readiness", "recall"):
        assert wall.post(f"/orders/{first.id}/{noun}").status_code == 303, noun
    assert state(first) == "preparing"
    assert wall.post(f"/orders/{second.id}/refusal", data={"reason": "No flour"}).status_code == 303
    assert state(second) == "declined" and check() == []


def test_a_cook_and_the_display_don_t_take_it_twice(world, table, wall):
    order = table.order(world.leo)
    assert world.client(world.nonna).post(f"/orders/{order.id}/acceptance").status_code == 303
    assert wall.post(f"/orders/{order.id}/acceptance").status_code == 409


def test_its_eater_reads_that_the_kitchen_took_it(world, table, wall):
    order = table.order(world.leo)
    wall.post(f"/orders/{order.id}/acceptance")
    wall.post(f"/orders/{order.id}/start")
    answer = world.client(world.leo).post(f"/orders/{order.id}/cancellation")
    assert answer.status_code == 409


@pytest.mark.parametrize("path", ["/", "/menu", "/orders", "/pantry", "/recipes", "/family", "/more", "/me", "/cart"])
def test_it_opens_nothing_else(world, table, wall, path):
    assert wall.get(path).status_code in (401, 403)


def test_it_speaks_the_family_s_language(world, wall):
    world.rossi.settle(world.marta, locale="de")
    assert 'lang="de"' in wall.get("/kitchen", headers={"Accept-Language": "en"}).text


def test_a_removed_display_sees_nothing(world, wall):
    from familychef.core import clock
    from familychef.core.db import write
    from familychef.families.models import Device

    with write():
        Device.update(revoked_at=clock.now()).execute()
    assert wall.get("/kitchen").status_code == 401
