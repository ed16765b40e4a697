"""What pages of earlier releases send: the one before is understood, an older one is told to load again."""

import pytest

from familychef.core.speaking import SPEAKS


@pytest.mark.parametrize(("said", "status"), [
    (str(SPEAKS), 200), (str(SPEAKS - 1), 200), (str(SPEAKS + 1), 200), (None, 200),
    (str(SPEAKS - 2), 426), ("", 426), ("one", 426), ("²", 426), ("9" * 5000, 426),
])
def test_a_page_two_ways_of_sending_behind_has_to_load_again(world, said, status):
    headers = {} if said is None else {"X-FC-Speaks": said.encode().decode("latin-1")}
    assert world.client(world.leo).get("/menu", headers=headers).status_code == status


def test_it_is_said_in_words_and_nothing_is_done(world, client):
    answer = world.client(world.leo).htmx("POST", "/cart/items", data={"dish": 1}, headers={"X-FC-Speaks": "-1"})
    assert answer.status_code == 426 and "older than the house" in answer.text
