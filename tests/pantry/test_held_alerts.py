"""What ends soon and is partly held for an order: the free part is used up by one tap, the rest stays for the order."""

import datetime as dt
import re

import pytest

from familychef.core.db import transaction
from familychef.core.events import Event
from familychef.pantry import actions as pantry
from familychef.pantry.models import Alert, PantryStock, StockMove
from tests import larder
from tests.families.papers import text
from tests.pantry.orders import order_item

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def yoghurt(world):
    food = larder.ingredient(world.rossi, "Yoghurt", place="fridge")
    return larder.lot(food, 450_000, use_until=world.rossi.today() + dt.timedelta(days=1))


@pytest.fixture
def item(world):
    return order_item(world.leo)


@pytest.fixture
def hold(world, yoghurt, item):
    """hold(100_000) keeps so much of it for an order."""

    def keep(quantity):
        with transaction(world.rossi):
            pantry.hold(world.rossi, item, [(yoghurt.ingredient_id, quantity)])

    return keep


@pytest.fixture
def pia(world, yoghurt):
    Alert.check(world.rossi)
    return world.client(world.pia)


def used_up(client):
    return client.post(f"/alerts/{Alert.get().id}/dismissal", data={"how": "used"})


def tapped(client):
    """Used up, as the page sends it: what it says, and the address of its Undo."""
    answer = client.htmx("POST", f"/alerts/{Alert.get().id}/dismissal", data={"how": "used"})
    return text(answer), re.search(r"/pantry/changes/\d+/reversal", answer.text)[0]


def left():
    return PantryStock.get().on_hand


def test_the_free_part_is_used_up_and_the_rest_stays_for_the_order(pia, hold):
    hold(100_000)
    for _twice in range(2):
        assert used_up(pia).status_code == 303
        assert left() == 100_000 and StockMove.select().where(StockMove.reason == "cook").count() == 1
    page = text(pia.get("/alerts"))
    assert "Yoghurt: what was free is used up. 100 g are held for orders and stay." in page
    assert Alert.get().resolved_at is None and "Used up" in page


def test_when_the_order_is_off_the_rest_is_used_up_by_another_tap(world, pia, hold, item):
    hold(100_000)
    used_up(pia)
    with transaction(world.rossi):
        pantry.release(world.rossi, item)
    for _twice in range(2):
        last = StockMove.select().order_by(StockMove.id.desc())
        assert tapped(pia)[1] == f"/pantry/changes/{last.get().id}/reversal"
    assert left() == 0 and Alert.get().resolved_at and last.get().delta == -100_000
    assert Event.select().where(Event.kind == "alert.resolved").count() == 1
    assert "Yoghurt: used up." in tapped(pia)[0]


def test_after_an_undo_it_is_used_up_by_another_tap(pia, hold):
    hold(100_000)
    for _again in range(3):
        said, undo = tapped(pia)
        assert left() == 100_000 and "what was free is used up. 100 g are held for orders and stay." in said
        assert tapped(pia)[1] == undo
        pia.post(undo)
        assert left() == 450_000 and Alert.get().resolved_at is None


def test_what_is_held_altogether_is_not_taken(pia, hold):
    hold(450_000)
    answer = used_up(pia)
    assert answer.status_code == 422 and "450 g are held for orders. 0 g are free." in text(answer)
    assert left() == 450_000 and Alert.get().resolved_at is None
