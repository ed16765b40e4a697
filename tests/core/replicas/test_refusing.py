"""What may follow the replica writes nothing, whoever would answer it."""

import pytest

from familychef.core.db import database
from familychef.core.faults import Fault
from familychef.menu.models import Dish

pytestmark = pytest.mark.only("postgres")


def writes_by_its_verb(dish, member):
    dish.hide(by=member)


def writes_by_hand(_dish, _member):
    Dish.update(name="Changed").execute()


@pytest.mark.parametrize("write", [writes_by_its_verb, writes_by_hand])
def test_a_write_is_a_fault_and_not_done(house, write):
    house.app.testing = False
    house.add_page(lambda: write(house.pasta, house.world.nonna) or "done")
    with house.answered_by(replica=1):
        assert house.leo.get("/page").status_code == 500
    dish = Dish.get_by_id(house.pasta.id)
    assert (dish.name, dish.published, Fault.select().count()) == ("Pasta", True, 1)
    assert house.nobody_holds_any() or database.close()


@pytest.mark.parametrize("behind", [True, False])
def test_a_verb_is_refused_on_the_primary_too(house, behind):
    house.app.testing = False
    database.replica = database.replica if behind else None
    house.add_page(lambda: writes_by_its_verb(house.pasta, house.world.nonna) or "done")
    house.like(house.leo, house.pasta)
    assert house.leo.get("/page").status_code == 500
    assert Dish.get_by_id(house.pasta.id).published


def test_a_form_on_the_same_function_writes(house):
    view = house.app.view_functions
    house.add_page(lambda: "seen")
    assert view["page"].may_follow
    with house.app.test_request_context("/page", method="POST"):
        from familychef.core.following import may_follow

        may_follow(lambda: house.pasta.hide(by=house.world.nonna))()
    assert not Dish.get_by_id(house.pasta.id).published
