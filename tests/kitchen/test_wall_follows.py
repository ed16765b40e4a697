"""The wall's stream: it hears of the kitchen and of nothing else, and ends seconds after the screen is removed."""

import pytest

from familychef.core.live import look
from familychef.families.models import Device
from tests.cast import SCREEN_COOKIE, paired
from tests.core.stream import Stream
from tests.kitchen import busy


@pytest.fixture
def wall(world):
    return paired(world.marta)


def heard(cursor, device):
    text, _cursor = look(cursor, Device.get_by_id(device.id))
    return {line.removeprefix("event: ") for line in text.splitlines() if line.startswith("event: ")}


def test_an_order_is_on_the_wall_at_once_and_a_removed_screen_hears_no_more(world, serve, wall):
    server = serve()
    stream = Stream(server, {SCREEN_COOKIE: wall.token})
    try:
        assert stream.wait_for("hello")
        dish = busy.lasagne(world.rossi, 5)
        cart = busy.fill_cart(world.leo, dish)
        assert busy.place(world.cookies(world.leo), cart, "for-the-wall-to-see").send(server.port, 15).status == 303
        assert stream.wait_for("kitchen")
        Device.get_by_id(wall.id).remove(by=world.marta)
        assert stream.ended.wait(5), "the stream of a removed screen goes on"
    finally:
        stream.close()


def test_it_hears_of_orders_and_people_and_not_of_the_pantry_or_the_links(world, tables, wall):
    from familychef.families.models import Invitation

    before = world.rossi.version
    busy.lasagne(world.rossi, 5)
    Invitation.issue(world.marta, ["member"])
    told = {"name": "Leo", "colour": 3, "allergens": ["nuts", "milk"], "diet": "", "child": True}
    world.leo.describe(world.marta, **told)
    names = heard(before, wall)
    assert "kitchen" in names and not names & {"pantry", "invitations", "devices"}


def test_the_neighbours_wall_hears_nothing_of_it(world, wall):
    theirs = paired(world.carla)
    told = {"name": "Leo", "colour": 3, "allergens": ["milk"], "diet": "", "child": True}
    world.leo.describe(world.marta, **told)
    assert heard(0, wall) and not heard(0, theirs)
