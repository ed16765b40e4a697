"""What may follow the replica writes nothing, whoever would answer it."""

import pytest

from familychef.core.db import database
from familychef.core.faults import Fault
from familychef.core.following import may_follow
from familychef.menu.models import Dish

pytestmark = pytest.mark.only("postgres")


def writes_by_its_verb(dish, member):
    dish.hide(by=member)


def writes_by_hand(_dish, _member):
    Dish.update(name="Changed").execute()


@pytest.mark.parametrize("write", [writes_by_its_verb, writes_by_hand])
def test_a_write_is_a_fault_and_not_done(house, write):
    house.app.testing = False
    house.page = lambda: write(house.polenta, house.world.nonna) or "done"
    with house.answered_by(replica=1):
        assert house.leo.get("/page").status_code == 500
    dish = Dish.get_by_id(house.polenta.id)
    assert (dish.name, dish.published, Fault.select().count()) == ("Polenta", True, 1)
    assert house.nobody_holds_any() or database.close()


@pytest.mark.parametrize("behind", [True, False])
def test_a_verb_is_refused_on_the_primary_too(house, behind):
    house.app.testing = False
    database.replica = database.replica if behind else None
    house.page = lambda: writes_by_its_verb(house.polenta, house.world.nonna) or "done"
    house.like(house.leo, house.polenta)
    assert house.leo.get("/page").status_code == 500
    assert Dish.get_by_id(house.polenta.id).published


def test_a_form_on_the_same_function_writes(house):
    with house.app.test_request_context("/page", method="POST"):
        may_follow(lambda: house.polenta.hide(by=house.world.nonna))()
    assert not Dish.get_by_id(house.polenta.id).published
