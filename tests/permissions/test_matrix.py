"""Every route × method × person has the status the table says; a route without a line fails."""

import pytest

from familychef.core import access, clock
from familychef.core.db import write
from tests.permissions.matrix import PEOPLE, cases, name_of_case, rows
from tests.permissions.scene import Scene

AUTOMATIC = {"HEAD", "OPTIONS"}
ROLES = PEOPLE[1:5]


@pytest.fixture
def scene(world):
    return Scene(world)


@pytest.mark.parametrize("case", list(cases()), ids=name_of_case)
def test_a_person_gets_the_answer_in_the_table(app, scene, case):
    row, people = case
    path = scene.address(app, row)
    found = {person: status(scene, scene.world.client(scene.who[person]), row, path) for person in people}
    assert found == {person: row.expected[person] for person in people}, f"{row.method} {path}"


@pytest.mark.one_database
def test_every_route_has_a_line(app):
    routes = {(rule.endpoint, method) for rule in app.url_map.iter_rules() for method in rule.methods - AUTOMATIC}
    lines = {(row.endpoint, row.method) for row in rows()}
    assert not routes - lines, "add these to tests/permissions/matrix.py"
    assert not lines - routes, "these routes are gone"


@pytest.mark.one_database
def test_the_table_and_the_rules_agree(app):
    for row in rows():
        permission = app.view_functions[row.endpoint].permission
        allowed = access.RULES.get(permission, set(ROLES))
        refused = {role for role in ROLES if row.expected[role] == 403}
        assert refused == set(ROLES) - allowed, f"{row.method} {row.endpoint} needs {permission}"
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


def test_a_request_from_another_site_changes_nothing(app, scene):
    for row in rows():
        if row.changes:
            path = scene.address(app, row)
            answer = scene.world.client(scene.world.marta).from_elsewhere(row.method, path, data=scene.body(row))
            assert answer.status_code == 403, f"{row.method} {path} obeyed another site"


def test_private_answers_are_kept_by_nobody(app, scene):
    for row in rows():
        if not row.changes and row.expected["nobody"] == 401:
            answer = scene.world.client(scene.world.marta).get(scene.address(app, row))
            kept = answer.headers.get("Cache-Control", "")
            answer.close()
            picture = answer.mimetype.startswith("image/") and "private" in kept
            assert picture or "no-store" in kept or {"private", "no-cache"} <= set(kept.split(", ")), row.endpoint


def status(scene, client, row, path):
    answer = client.open(path, method=row.method, data=scene.body(row))
    answer.close()
    return answer.status_code
