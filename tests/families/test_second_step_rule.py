"""The family asks for a second step: whoever has none reaches the page that sets it up, and nothing of the family."""

import html
import re

import pytest

from familychef.core.db import write
from tests.cast import paired
from tests.families.papers import again, last_event, text
from tests.families.phone import code, secure
from tests.permissions.matrix import rows
from tests.permissions.scene import Scene

OWN = {"anyone", "person"}


@pytest.fixture
def strict(app, world):
    """Marta has a second step and lets the whole family need one."""
    with app.app_context():
        secure(world.marta)
    return world.client(world.marta)


def ask(client, rule):
    return client.post("/family/second-factor", data={"rule": rule})


def let_rule(family, rule):
    with write():
        family.changed_rows(second_factor=rule)


def test_marta_asks_for_it_and_who_has_none_is_signed_out(world, strict):
    leo = world.client(world.leo)
    assert "Without it now: Nonna, Leo, zia Pia." in text(strict.get("/family"))
    assert ask(strict, "all").location == "/family"
    assert again(world.rossi).second_factor == "all"
    event = last_event(world.rossi)
    assert (event.kind, event.actor_id) == ("family.secured", world.marta.id)
    assert event.changes == {"second_factor": ["", "all"]}
    assert leo.get("/me").status_code == 401 and strict.get("/family").status_code == 200


def test_asking_twice_is_one_event(world, strict):
    ask(strict, "all")
    seq = last_event(world.rossi).seq
    ask(strict, "all")
    assert last_event(world.rossi).seq == seq


def test_who_asks_has_one_first(world):
    answer = ask(world.client(world.marta), "admins")
    assert answer.status_code == 422 and "Set up your own second step first." in text(answer)
    assert again(world.rossi).second_factor == ""


def test_only_admins_ask(world):
    assert ask(world.client(world.pia), "all").status_code == 403


def test_row_18_nothing_of_the_family_is_shown_or_changed_until_it_is_set_up(app, world):
    from tests.isolation.ledger import rows_of

    scene = Scene(world)
    paths = [(row, scene.address(app, row)) for row in rows()]
    let_rule(world.rossi, "all")
    client = world.client(scene.who["admin"])
    before, tried = rows_of(world.rossi), 0
    for row, path in paths:
        if app.view_functions[row.endpoint].permission not in OWN:
            answer = client.open(path, method=row.method, data=scene.body(row))
            assert (answer.status_code, answer.location) == (303, "/me/second-factor"), f"{row.method} {path}"
            answer.close()
            tried += 1
    assert tried > 80 and rows_of(world.rossi) == before


def test_after_setting_it_up_the_family_is_there_again(world):
    client = world.client(world.leo)
    let_rule(world.rossi, "all")
    page = client.get("/me/second-factor")
    assert "The family Rossi asks for a second step" in text(page) and "Menu" not in text(page)
    assert client.get("/me").status_code == 200
    client.post("/me/second-factor")
    secret = re.search(r"secret=([A-Z2-7]+)", html.unescape(client.get("/me/second-factor").text))[1]
    assert client.post("/me/second-factor/confirmation", data={"code": code(secret)}).status_code == 200
    assert client.get("/family").status_code == 200


def test_asked_of_admins_the_others_go_on(world):
    let_rule(world.rossi, "admins")
    assert world.client(world.leo).get("/family").status_code == 200
    assert world.client(world.marta).get("/family").location == "/me/second-factor"


def test_the_neighbours_are_not_asked(world):
    let_rule(world.rossi, "all")
    assert world.client(world.carla).get("/family").status_code == 200


def test_a_child_without_e_mail_and_a_screen_of_the_house_are_let_be(world):
    let_rule(world.rossi, "all")
    with write():
        world.leo.user.changed_rows(email=None)
    assert world.client(world.leo).get("/menu").status_code == 200
    world.pia.tablet = paired(world.marta, kind="shared")
    assert world.client(world.pia).get("/menu").status_code == 200


def test_taking_it_away_closes_the_family_again(world, strict):
    ask(strict, "all")
    strict.post("/me/second-factor/removal")
    assert strict.get("/family").location == "/me/second-factor"
