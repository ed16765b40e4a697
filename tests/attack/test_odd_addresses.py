"""Zero bytes, broken letters and nonsense in addresses: an answer of ours on both databases."""

import pytest

ODD = [
    "%00", "%ff%fe", "%ed%a0%80", "%E2%80%AE", "%22%3E%3Csvg%20onload=alert(1)%3E", "%7B%7B7*7%7D%7D", "%25(x)s",
    "9" * 60,
]
PLACES = [
    "/menu?q=", "/menu?show=", "/menu?for=", "/menu?lang=", "/recipes?q=", "/recipes?show=", "/recipes/reading?line=",
    "/recipes/reading?at=", "/pantry?q=", "/pantry?show=", "/ingredients?q=", "/ingredients/suggestions?q=",
    "/ingredients/new?name=", "/join/", "/join/x", "/files/", "/static/", "/orders/", "/dishes/", "/pantry/batches/",
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_letters_in_an_address_are_no_fault(world, dish, odd):
    client = world.client(world.marta)
    for place in PLACES:
        answer = client.get(place + odd)
        assert answer.status_code < 500 and "<svg onload" not in answer.text, place


def test_a_file_s_name_with_a_zero_byte_is_nobody_s(world):
    assert world.client(world.leo).get("/files/" + "a" * 63 + "%00.webp").status_code == 404


@pytest.mark.parametrize("cursor", ["-1", "9" * 15, "9" * 40, "abc", "%C2%B2", "%00", "%EF%BC%91"])
def test_odd_cursors_begin_a_stream_all_the_same(world, cursor):
    answer = world.client(world.leo).get(f"/live?since={cursor}", buffered=False)
    assert answer.status_code == 200 and b"event: hello" in next(answer.response)
    answer.close()
