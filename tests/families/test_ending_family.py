"""The end of a family: its name typed, a week to think again, and any admin keeps it meanwhile."""

import pytest
import time_machine

from familychef.core import clock
from tests.families.endings import DAY, delete, due, rows_of
from tests.families.papers import again, kinds, last_event, text


@pytest.fixture
def marta(world):
    return world.client(world.marta)


def test_marta_types_the_name_and_everybody_sees_what_is_coming(world, marta):
    assert marta.post("/family/removal", data={"name": "Neri"}).status_code == 422
    assert again(world.rossi).deletes_at is None
    assert marta.post("/family/removal", data={"name": "rossi"}).location == "/family"
    family, event = again(world.rossi), last_event(world.rossi)
    assert DAY * 7 - clock.minutes(1) < family.deletes_at - clock.now() <= DAY * 7
    assert event.kind == "family.ending" and event.changes["deletes_at"][0] is None
    for one in (world.leo, world.marta):
        page = world.client(one).get("/menu")
        assert "The family Rossi will be deleted on" in text(page)
        assert ("Keep the family" in page.text) == (one is world.marta)
    assert "will be deleted" not in text(world.client(world.carla).get("/menu"))


def test_any_admin_keeps_the_family(world, marta):
    marta.post("/family/removal", data={"name": "Rossi"})
    nonna = world.client(world.nonna)
    assert nonna.post("/family/removal/reversal").status_code == 403
    world.nonna.grant(["admin"], by=world.marta)
    for _time in range(2):
        assert nonna.post("/family/removal/reversal").location == "/family"
    assert again(world.rossi).deletes_at is None and kinds(world.rossi)[-1] == "family.kept"
    marta.get("/menu")
    assert "will be deleted" not in text(marta.get("/menu"))


def test_asked_for_again_it_is_still_the_same_day(world, marta):
    marta.post("/family/removal", data={"name": "Rossi"})
    day = again(world.rossi).deletes_at
    with time_machine.travel(clock.now() + DAY, tick=False):
        world.rossi.end_later(by=world.marta)
    assert again(world.rossi).deletes_at == day and kinds(world.rossi) == ["family.ending"]


def test_before_its_day_nothing_is_deleted(world, marta, files):
    marta.post("/family/removal", data={"name": "Rossi"})
    before = rows_of(world.rossi)
    delete(files)
    assert rows_of(world.rossi) == before and marta.get("/menu").status_code == 200


def test_after_its_day_nobody_keeps_it_any_more(world):
    from familychef.core.errors import Refusal

    due(world.rossi)
    with pytest.raises(Refusal):
        world.rossi.keep(by=world.marta)
    assert again(world.rossi).deletes_at


def test_the_families_of_the_demo_stay(world, marta):
    from familychef.core.db import write

    with write():
        world.rossi.changed_rows(demo=True)
    assert marta.post("/family/removal", data={"name": "Rossi"}).status_code == 422
    assert again(world.rossi).deletes_at is None and "Delete the family" not in text(marta.get("/family"))


def test_row_09_deleting_asks_for_the_password_again(world, marta):
    from tests.families.test_proof import tire

    tire(marta)
    assert marta.post("/family/removal", data={"name": "Rossi"}).location.startswith("/session/proof")
    assert again(world.rossi).deletes_at is None
