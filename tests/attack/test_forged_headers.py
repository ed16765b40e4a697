"""Addresses in headers that no browser would send: a refusal, never a fault of ours."""

import pytest

from tests.client import PARTIAL

UNREADABLE = "http://["


@pytest.mark.parametrize("path", ["/menu", "/nothing", "/health/live", "/session/new"])
@pytest.mark.parametrize("host", ["evil.example", "a b", "[::1", "localhost:x"])
def test_a_name_that_is_not_ours_is_refused_to_members_too(world, path, host):
    client = world.client()
    carried = "; ".join(f"{name}={value}" for name, value in world.cookies(world.leo).items())
    answer = client.get(path, headers={"Host": host, "Cookie": carried})
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")


def test_an_origin_nobody_can_read_is_foreign(world):
    client = world.client(world.leo)
    client.environ_base.pop("HTTP_SEC_FETCH_SITE")
    assert client.post("/session/removal", headers={"Origin": UNREADABLE}).status_code == 403


@pytest.mark.parametrize("left", [UNREADABLE, "http://h//[", "\xff"])
def test_a_page_left_that_nobody_can_read_leads_to_the_start(client, left):
    answer = client.get("/menu", headers=PARTIAL | {"HX-Current-URL": left})
    assert answer.status_code == 401 and answer.headers["HX-Redirect"].startswith("/session/new")
