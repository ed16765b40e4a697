"""The examples of docs/api.md, run one after the other as they stand there, by the shell and curl, on a real house."""

import json
import os
import re
import subprocess

import pytest

from tests.fixtures.storage import ROOT
from tests.serving import Server

PASSWORD = "buon appetito"
EXAMPLES = re.findall(r"```sh\n(.*?)```", (ROOT / "docs/api.md").read_text(), re.DOTALL)
SIGN_IN = "/api/v1/tokens"


@pytest.fixture
def house(tmp_path):
    server = Server(tmp_path, f"sqlite:///{tmp_path}/family.db", demo=True).start()
    yield server
    server.stop()


@pytest.fixture
def shell(house, tmp_path):
    """shell(words) -> what the house answered; an answer that is no success fails."""
    (tmp_path / ".curlrc").write_text("fail-with-body\nshow-error\n")
    known = {"HOUSE": house.url, "PASSWORD": PASSWORD, "CURL_HOME": str(tmp_path), "PATH": os.environ["PATH"]}

    def run(words):
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", words], env=known, capture_output=True, text=True)
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
        return json.loads(done.stdout)

    run.known = known
    return run


def token(shell, who):
    body = json.dumps({"email": f"{who}@rossi.example", "password": PASSWORD})
    asked = f"""curl -s -X POST "$HOUSE{SIGN_IN}" -H "Content-Type: application/json" -d '{body}'"""
    return shell(asked)["access_token"]


@pytest.mark.only("sqlite")
def test_every_example_works_as_it_stands(shell):
    bearer = '-H "Authorization: Bearer $CHEF"'
    shell.known |= {"CHEF": token(shell, "nonna"), "ADMIN": token(shell, "marta")}
    shell.known["INGREDIENT"] = str(next(
        each["id"] for each in shell(f'curl -s "$HOUSE/api/v1/ingredients" {bearer}') if each["base"] == "volume"
    ))
    answers = []
    for example in EXAMPLES:
        answers.append(shell(example))
        learn(shell.known, answers[-1])
    assert len(answers) >= 10 and shell(f'curl -s "$HOUSE/api/v1/orders/$ORDER" {bearer}')["state"] == "accepted"


def learn(known, answer):
    """What the page says is kept for the next example."""
    if isinstance(answer, list):
        dishes = [each["id"] for each in answer if each.get("orderable")]
        known.update({"DISH": str(dishes[0])} if dishes else {})
    elif "access_token" in answer:
        known.update({"TOKEN": answer["access_token"], "REFRESH_TOKEN": answer["refresh_token"]})
    elif "placed_at" in answer:
        known["ORDER"] = str(answer["id"])
