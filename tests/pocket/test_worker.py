"""The worker's script, and what the house tells a browser about whose page it is."""

import json
import re

import pytest

from familychef.core.db import transaction
from familychef.families.models import FamilyMember
from tests import cast

NAME = "X-FC-Identity"


def name_of(client, path="/menu"):
    return client.get(path).headers[NAME]


def test_each_member_in_each_session_has_a_name_of_its_own(world):
    leo, again, marta = world.client(world.leo), world.client(world.leo), world.client(world.marta)
    names = [name_of(leo), name_of(again), name_of(marta)]
    assert len(set(names)) == 3 and all(re.fullmatch("[0-9a-f]{24}", name) for name in names)
    assert name_of(leo) == name_of(leo, "/orders") == name_of(leo, "/dishes/4711") == names[0]


def test_in_the_other_family_one_is_somebody_else(world):
    with transaction(world.neri):
        FamilyMember.create(family=world.neri, user=world.leo.user_id, name="Leo")
    leo = world.client(world.leo)
    before = name_of(leo)
    assert leo.post("/session/family", data={"family": world.neri.id}).status_code == 303
    assert name_of(leo) not in ("", before)


def test_nobody_has_no_name(world, client):
    assert client.get("/session/new").headers[NAME] == "" == client.get("/menu").headers[NAME]
    leo = world.client(world.leo)
    name_of(leo)
    leo.post("/session/removal")
    assert name_of(leo) == ""


def test_a_screen_of_the_house_keeps_nothing(world):
    wall = world.client(cast.paired(world.marta))
    assert name_of(wall, "/kitchen") == ""
    tablet = cast.paired(world.marta, kind="shared")
    world.leo.tablet = tablet
    answer = world.client(world.leo).get("/menu")
    assert answer.status_code == 200 and answer.headers[NAME] == "" and "data-worker" not in answer.text


def test_the_script_knows_this_release_and_what_every_page_needs(client, app):
    answer = client.get("/sw.js")
    build, files = re.match(r"const BUILD = (.+?), FILES = (.+?);\n", answer.text).groups()
    assert json.loads(build) == app.jinja_env.globals["build"]
    assert all(client.get(file).status_code == 200 for file in json.loads(files)) and len(json.loads(files)) > 5
    assert answer.headers["Cache-Control"] == "no-cache" and "Set-Cookie" not in answer.headers
    assert client.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_page_that_is_fetched_ahead_says_nothing_that_is_to_be_said_once(world):
    leo = world.client(world.leo)
    assert leo.post("/session/family", data={"family": world.rossi.id}).status_code == 303
    said = "You are with the family Rossi now."
    assert said not in leo.get("/orders", headers={"X-FC-Ahead": "1"}).text
    assert said in leo.get("/orders").text and said not in leo.get("/orders").text


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_page_for_no_network_is_in_the_readers_language_and_nobody_s(client, language):
    page = client.get("/offline", headers={"Accept-Language": language})
    assert f'lang="{language}"' in page.text and page.headers[NAME] == ""
