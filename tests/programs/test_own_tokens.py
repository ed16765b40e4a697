"""A token of one's own for a program: shown once, for what was allowed, until it ends."""

import re

import pytest

from familychef.core.db import transaction
from familychef.families.models import Program
from tests.cast import PASSWORD

TOKEN = re.compile(r"fc_[\w-]{40,}")


def proven(browser):
    browser.post("/session/proof", data={"password": PASSWORD})
    return browser


@pytest.fixture
def marta(world):
    return proven(world.client(world.marta))


def given(browser, **form):
    return browser.post("/me/programs", data={"name": "Dashboard", "scope": ["read"], "life": "365"} | form)


def me(world, token):
    return world.client(None).get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})


def test_it_is_shown_once_and_does_what_was_allowed(world, marta):
    page = given(marta)
    (token,) = TOKEN.findall(page.text)
    assert me(world, token).json["scopes"] == ["read"]
    headers = {"Authorization": f"Bearer {token}"}
    stranger = world.client(None)
    assert stranger.get("/api/v1/menu", headers=headers).status_code == 200
    assert stranger.post("/api/v1/shopping-items", json={"text": "milk"}, headers=headers).status_code == 403
    assert not TOKEN.findall(marta.get("/me/programs").text) and "Dashboard" in marta.get("/me/programs").text


def test_it_ends_when_its_owner_says_so_and_nobody_else(world, marta):
    (token,) = TOKEN.findall(given(marta).text)
    program = Program.get()
    assert world.client(world.leo).post(f"/me/programs/{program.id}/removal").status_code == 404
    assert marta.post(f"/me/programs/{program.id}/removal").status_code == 303
    assert me(world, token).status_code == 401


def test_it_ends_with_the_membership(world, marta):
    (token,) = TOKEN.findall(given(proven(world.client(world.leo))).text)
    world.leo.remove(by=world.marta)
    assert me(world, token).status_code == 401


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scope": []}, {"scope": ["all"]}, {"life": "9"}])
def test_what_is_wrong_is_said_beside_its_field(marta, wrong):
    answer = given(marta, **wrong)
    assert answer.status_code == 422 and "error" in answer.text and not Program.select().exists()


def test_who_comes_back_finds_no_old_token_open(world):
    (token,) = TOKEN.findall(given(proven(world.client(world.leo))).text)
    world.leo.remove(by=world.marta)
    with transaction(world.rossi):
        world.leo.come_back(name="Leo", colour=3, roles=["member"])
    assert me(world, token).status_code == 401
