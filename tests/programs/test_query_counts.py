"""How many queries a GET takes does not depend on how much there is: of anything, and in anything."""

from collections import Counter

import pytest

from familychef.core.access import SCOPES
from familychef.core.api import OPERATIONS
from familychef.core.openapi import address
from familychef.families.models import Program
from tests.permissions import programs
from tests.programs.crowd import Crowd

QUESTIONS = programs.QUESTIONS | {"shopping_api.search": "?q=o", "events_api.events": "?since=0"}
FEW, MORE = 2, 5


def gets():
    """All of them, once the rooms are open."""
    return [each for each in OPERATIONS if each.method == "GET"]


class Looker:
    """Marta's program: what each GET answers, and with how many queries."""

    def __init__(self, crowd, queries):
        _program, token = Program.give(crowd.marta, "Looker", SCOPES, None)
        self.client, self.crowd, self.queries = crowd.world.client(None), crowd, queries
        self.headers = {"Authorization": f"Bearer {token}"}
        self.rows = {row.endpoint: row.ids for row in programs.rows()}

    def counts(self):
        """{operation: (queries, the answer)}"""
        return {each.name: self._look(each) for each in gets()}

    def _look(self, operation):
        ids = {name: self.crowd.ids[row] for name, row in self.rows[operation.name].items()}
        path = address(operation).format(**ids) + QUESTIONS.get(operation.name, "")
        self.client.get(path, headers=self.headers)
        with self.queries() as seen:
            answer = self.client.get(path, headers=self.headers)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return seen, answer.json


@pytest.fixture
def measured(world, queries):
    """What was seen of a small family, and of the same when there was more of everything."""
    crowd = Crowd(world)
    looker = Looker(crowd, queries)
    crowd.grow(FEW)
    few = looker.counts()
    crowd.grow(MORE)
    return few, looker.counts()


def test_more_of_everything_takes_no_more_queries(measured):
    few, more = measured
    worse = [name for name in few if len(more[name][0]) > len(few[name][0])]
    assert len(few) > 30 and not worse, "\n".join(told(name, more[name][0]) for name in worse)


def test_there_was_more_of_everything(measured):
    """A list that didn't grow proves nothing: let tests/programs/crowd.py make one more of it."""
    few, more = measured
    lists = [each.name for each in gets() if isinstance(rows_of(few[each.name][1]), list)]
    same = [name for name in lists if len(rows_of(more[name][1])) <= len(rows_of(few[name][1]))]
    assert lists and not same, same


def told(name, seen):
    """What it asks again and again."""
    often = [f"{count} × {sql[sql.find(' FROM '):][:150]}" for sql, count in Counter(seen).items() if count > 2]
    return "\n  ".join([f"{name}: {len(seen)} queries", *often])


def rows_of(answer):
    return answer.get("items") or answer.get("lines") if isinstance(answer, dict) else answer
