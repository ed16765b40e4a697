"""A program that looks at everything there is to look at."""

from familychef.core.access import SCOPES
from familychef.core.api import OPERATIONS
from familychef.core.openapi import address
from familychef.families.models import Program
from tests.permissions import programs

QUESTIONS = programs.QUESTIONS | {"shopping_api.search": "?q=o", "events_api.events": "?since=0"}


class Looker:
    """Marta's: `look(operation)` is the answer of a GET, of the thing of `crowd` that is made of most."""

    def __init__(self, crowd):
        _program, token = Program.give(crowd.marta, "Looker", SCOPES, None)
        self.client, self.crowd = crowd.world.client(None), crowd
        self.headers = {"Authorization": f"Bearer {token}"}
        self.rows = {row.endpoint: row.ids for row in programs.rows()}

    @staticmethod
    def gets():
        """All of them, once the rooms are open."""
        return [each for each in OPERATIONS if each.method == "GET"]

    def look(self, operation):
        ids = {name: self.crowd.ids[row] for name, row in self.rows[operation.name].items()}
        path = address(operation).format(**ids) + QUESTIONS.get(operation.name, "")
        answer = self.client.get(path, headers=self.headers)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer
