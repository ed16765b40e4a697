"""Every route × method × person has the status the table says; a route without a line fails."""

import pytest

from familychef.core import access, clock
from familychef.core.db import write
from familychef.core.problems import for_programs
from tests.cast import join
from tests.permissions.matrix import cases, name_of_case, rows
from tests.permissions.scene import Scene

AUTOMATIC = {"HEAD", "OPTIONS"}
POWERS = {access.MEMBER, access.CHILD, access.CHEF, access.SHOPPER, access.ADMIN, access.KITCHEN}
WITHOUT_A_LOGIN = {access.CHILD, access.KITCHEN}


@pytest.fixture
def scene(world):
    return Scene(world)


@pytest.mark.parametrize("case", list(cases()), ids=name_of_case)
def test_row_01_a_person_gets_the_answer_in_the_table(app, scene, case):
    row, people = case
    path = scene.address(app, row)
    found = {person: status(scene, scene.world.client(scene.who[person]), row, path) for person in people}
    assert found == {person: row.expected[person] for person in people}, f"{row.method} {path}"


@pytest.mark.one_database
def test_every_route_has_a_line(app):
    pages = [rule for rule in app.url_map.iter_rules() if not for_programs(rule.rule)]
    routes = {(rule.endpoint, method) for rule in pages for method in rule.methods - AUTOMATIC}
    lines = {(row.endpoint, row.method) for row in rows()}
    assert not routes - lines, "add these to tests/permissions/table.txt"
    assert not lines - routes, "these routes are gone"


@pytest.mark.one_database
def test_the_table_and_the_rules_agree(app):
    for row in rows():
        permission = app.view_functions[row.endpoint].permission
        asked = POWERS - (set() if permission in access.RULES else WITHOUT_A_LOGIN)
        refused = {power for power in asked if row.expected[power] == 403}
        strangers = asked - access.RULES.get(permission, POWERS)
        assert strangers <= refused <= strangers | {access.CHILD}, f"{row.method} {row.endpoint} needs {permission}"
        assert (row.expected["nobody"] == 401) == (permission != access.ANYONE), f"{row.method} {row.endpoint}"


@pytest.mark.parametrize("fate", ["ended", "expired", "idle"])
def test_a_dead_session_is_nobody(app, scene, fate):
    from familychef.families.models import Session

    long_ago = clock.now() - clock.minutes(60 * 24 * 100)
    for row in rows():
        if row.expected["nobody"] == 401:
            client, path = scene.world.client(scene.world.marta), scene.address(app, row)
            with write():
                Session.update({FATES[fate]: long_ago}).execute()
            assert status(scene, client, row, path) == 401, f"{row.method} {path} with a session that is {fate}"


FATES = {"ended": "ended_at", "expired": "expires_at", "idle": "seen_at"}


def test_a_removed_member_is_nobody(app, scene):
    world = scene.world
    client = world.client(world.pia)
    paths = [(row, scene.address(app, row)) for row in rows() if row.expected["nobody"] == 401]
    assert client.get("/menu").status_code == 200
    world.pia.remove(by=world.marta)
    found = {f"{row.method} {path}": status(scene, client, row, path) for row, path in paths}
    assert not {where: answer for where, answer in found.items() if answer != 401}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.method} {row.endpoint}")
@pytest.mark.one_database
def test_a_member_next_door_finds_no_more_than_their_admin(app, scene, row):
    world = scene.world
    dino = join(world.neri, name="Dino", email="dino@neri.example", roles=["member"])
    path = scene.address(app, row)
    wanted = row.expected["member" if row.endpoint in LAST_ADMIN or row.expected["member"] == 403 else "other"]
    assert status(scene, world.client(dino), row, path) == wanted, path


LAST_ADMIN = {"families.leave", "families.be_erased"}


def test_row_26_a_request_from_another_site_changes_nothing(app, scene):
    for row in rows():
        if row.changes:
            path = scene.address(app, row)
            answer = scene.world.client(scene.world.marta).from_elsewhere(row.method, path, data=scene.body(row))
            assert answer.status_code == 403, f"{row.method} {path} obeyed another site"


def test_row_37_private_answers_are_kept_by_nobody(app, scene):
    for row in rows():
        if not row.changes and row.expected["nobody"] == 401:
            answer = scene.world.client(scene.world.marta).get(scene.address(app, row))
            kept = answer.headers.get("Cache-Control", "")
            answer.close()
            picture = answer.mimetype.startswith("image/") and "private" in kept
            assert picture or "no-store" in kept, row.endpoint


def status(scene, client, row, path):
    answer = client.open(path, method=row.method, data=scene.body(row))
    answer.close()
    return answer.status_code
