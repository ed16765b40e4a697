"""Whatever a program sends: no fault, no answer the document doesn't know, nothing without a token, nothing twice dead.

The long run is `python -m tests.bench.fuzz_api`.
"""

import json

import pytest

from tests.programs import fuzzing

SEED = ("--seed", "20261122")
WIDE = (*SEED, "--phases", "examples,fuzzing,stateful", "--max-examples", "3")
QUICK = (*SEED, "--phases", "fuzzing,stateful", "--max-examples", "2")
WHOLE = (*SEED, "--max-examples", "10")


def check(house, tmp_path, who, *options, **more):
    told = fuzzing.run(house, fuzzing.lasting(house, who), tmp_path / "run", *options, **more)
    assert not told.failures and "Traceback" not in house.log, f"{told.words}\n{house.log[-4000:]}"
    return told


@pytest.mark.one_database
def test_nothing_that_is_sent_breaks_anything(house, tmp_path):
    assert check(house, tmp_path, "marta", *WIDE).requests > 500


def test_nor_from_who_may_do_less(house, tmp_path):
    assert check(house, tmp_path, "leo", *QUICK).requests > 100


@pytest.mark.one_database
def test_nor_at_the_door_itself(house, tmp_path):
    assert check(house, tmp_path, "marta", *WHOLE, only="tokens").requests > 100


def test_a_sign_in_is_nothing_to_remember(house):
    """With a token and an Idempotency-Key it once ended in a fault, and its tokens would have been kept as they are."""
    header = fuzzing.program(house, "leo") | {"Idempotency-Key": "twice", "Content-Type": "application/json"}
    body = json.dumps({"email": "leo@rossi.example", "password": fuzzing.PASSWORD})
    first, second = (house.request("POST", fuzzing.OWN_TOKENS, body, header) for _ in range(2))
    assert first.status == second.status == 201 and first.json != second.json
    assert house.rows("select count(*) from api_answer") == [(0,)]


@pytest.mark.one_database
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("number", "status"), [
    ("1", 401), ("999999999", 401), ("2147483639", 401), ("2147483647", 401),
    ("2147483648", 404), ("2147483650", 404), ("3000000000", 404), ("9" * 40, 404),
])
def test_a_number_no_row_can_have_is_nowhere_by_any_method(client, method, number, status):
    assert client.open(f"/api/v1/dishes/{number}/recipe", method=method).status_code == status


def test_options_are_told_to_who_holds_a_token(house):
    answer = house.request("OPTIONS", "/api/v1/tickets", headers=fuzzing.program(house, "leo"))
    assert answer.status == 200 and "GET" in answer.headers["Allow"]
