"""Every operation × person has the status the table says, and the same powers as on the page that does it."""

import pytest

from familychef.core.access import ANYONE, SCOPES
from familychef.core.api import OPERATIONS
from familychef.core.problems import for_programs
from familychef.families.models import Program
from tests.cast import join
from tests.permissions import matrix
from tests.permissions.programs import QUESTIONS, body, cases, rows
from tests.permissions.scene import Scene

ALIKE = ("member", "chef", "shopper", "admin", "other")


def known():
    return {operation.name: operation for operation in OPERATIONS}


class Programs(Scene):
    """The scene, with a token for each of its people."""

    def headers(self, person):
        if person == "nobody":
            return {}
        thief = join(self.world.rossi, name="Tito", email="tito@rossi.example") if person == "thief" else None
        member = thief or self.who["chef" if person == "reader" else person]
        _program, token = Program.give(member, "Test", ["read"] if person == "reader" else SCOPES, None)
        if thief:
            thief.remove(by=self.world.marta)
        return {"Authorization": f"Bearer {token}"}

    def status(self, row, person):
        path = self.address(self.world.app, row) + QUESTIONS.get(row.endpoint, "")
        sent = {"json": body(self, known().get(row.endpoint))} if row.changes else {}
        answer = self.world.client(None).open(path, method=row.method, headers=self.headers(person), **sent)
        answer.close()
        return answer.status_code


@pytest.fixture
def scene(world):
    return Programs(world)


@pytest.mark.parametrize("case", list(cases()), ids=matrix.name_of_case)
def test_a_program_gets_the_answer_in_the_table(scene, case):
    row, people = case
    found = {person: scene.status(row, person) for person in people}
    assert found == {person: row.expected[person] for person in people}, f"{row.method} {row.endpoint}"


@pytest.mark.one_database
def test_every_operation_has_a_line(app):
    rules = [rule for rule in app.url_map.iter_rules() if for_programs(rule.rule)]
    routes = {(rule.endpoint, method) for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}}
    lines = {(row.endpoint, row.method) for row in rows()}
    assert not routes - lines, "add these to tests/permissions/programs.txt"
    assert not lines - routes, "these operations are gone"


@pytest.mark.one_database
def test_without_a_token_or_with_a_dead_one_nothing_opens():
    for row in rows():
        operation = known().get(row.endpoint)
        open_to_all = operation is not None and operation.permission == ANYONE
        assert open_to_all or row.expected["nobody"] == row.expected["thief"] == 401, row.endpoint


@pytest.mark.one_database
def test_a_token_that_may_only_read_changes_nothing():
    for row in rows():
        if row.changes and known()[row.endpoint].permission != ANYONE:
            assert row.expected["reader"] >= 400, row.endpoint


@pytest.mark.one_database
def test_nobody_may_more_by_program_than_by_page():
    pages = {row.endpoint: row for row in matrix.rows()}
    for row in rows():
        operation = known().get(row.endpoint)
        for page in operation.twin.split() if operation else ():
            asked = pages[page].expected
            lost = {who for who in ALIKE if asked[who] == 403} - {who for who in ALIKE if row.expected[who] == 403}
            assert page in SAID or not lost, f"{row.endpoint} lets {lost} do what {page} does not"


SAID = {"families.copy_family"}
