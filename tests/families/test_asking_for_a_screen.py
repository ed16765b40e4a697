"""Before a screen is paired: the password first, an address that can be reached, and what the demo does without."""

from dataclasses import replace

import pytest
import time_machine

from familychef.core import clock
from familychef.families.models import Family
from tests.families.test_pairing import begin


def test_the_password_is_asked_for_before_a_name_is_typed(world):
    _wall, pairing = begin(world)
    admin = world.client(world.marta)
    page = f"/devices/new?code={pairing.code}"
    assert admin.get(page).status_code == 200
    with time_machine.travel(clock.now() + clock.minutes(6)):
        assert admin.get(page).location == f"/session/proof?next=/devices/new?code%3D{pairing.code}"


def test_who_asks_for_a_screen_in_a_house_nobody_else_reaches_is_told(app, world):
    admin, hint = world.client(world.marta), "This address opens on the server itself"
    assert hint in admin.get("/devices/new").text and hint in admin.get("/devices").text
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], url="https://food.example")
    assert hint not in admin.get("/devices/new", base_url="https://food.example").text


@pytest.mark.parametrize(("house", "family"), [(True, True), (True, False), (False, True)])
def test_in_the_demo_a_tap_is_proof_and_nowhere_else(app, world, house, family):
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], demo=house)
    Family.update(demo=family).where(Family.id == world.rossi.id).execute()
    admin = world.client(world.marta)
    enough = house and family
    with time_machine.travel(clock.now() + clock.minutes(6)):
        assert ("a tap is enough" in admin.get("/session/proof").text) == enough
        answer = admin.post("/session/proof", data={"password": "-", "next": "/devices"})
        assert answer.status_code == (303 if enough else 422)
