"""Scripts of other sites: none may read an answer, but those the house's settings name, and by a token alone."""

from dataclasses import replace

import pytest

from familychef import settings as house
from familychef.values import BadSettings
from tests.programs.test_daily_loop import Program

PANEL, OTHER = "https://panel.example", "https://elsewhere.example"
SAID = "Access-Control-Allow-Origin"


@pytest.fixture
def leo(world):
    return Program(world.client(None), world.leo)


@pytest.fixture
def named(world):
    world.app.config["SETTINGS"] = replace(world.app.config["SETTINGS"], api_origins=(PANEL,))


def asked(leo, origin, method="GET", path="/api/v1/me", **more):
    return leo.client.open(path, method=method, headers=leo.headers | {"Origin": origin} | more)


def test_nobody_is_let_in_unless_they_are_named(leo):
    for method in ("GET", "OPTIONS"):
        assert [name for name in asked(leo, PANEL, method).headers.keys() if name.startswith("Access-Control")] == []


def test_who_is_named_may_read_and_ask_first(leo, named):
    answer, before = asked(leo, PANEL), asked(leo, PANEL, "OPTIONS", "/api/v1/orders")
    assert answer.status_code == 200 and answer.headers[SAID] == PANEL and "Origin" in answer.vary
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert before.headers[SAID] == PANEL and "Idempotency-Key" in before.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    refused = leo.client.get("/api/v1/me", headers={"Origin": PANEL})
    assert refused.status_code == 401 and refused.headers[SAID] == PANEL


def test_the_others_are_not_and_no_page_is_for_either(leo, named):
    assert SAID not in asked(leo, OTHER).headers and SAID not in asked(leo, "null").headers
    assert SAID not in leo.client.get("/menu", headers={"Origin": PANEL}).headers


@pytest.mark.parametrize("wrong", ["*", "panel.example", "https://panel.example/", "https://a@panel.example", "null"])
def test_what_is_no_site_stops_the_start(tmp_path, wrong):
    with pytest.raises(BadSettings, match="FAMILYCHEF_API_ORIGINS"):
        house.read({"FAMILYCHEF_DATA": str(tmp_path), "FAMILYCHEF_API_ORIGINS": wrong})


def test_several_are_read(tmp_path):
    read = house.read({"FAMILYCHEF_DATA": str(tmp_path), "FAMILYCHEF_API_ORIGINS": f"{PANEL}  http://127.0.0.1:8123"})
    assert read.api_origins == (PANEL, "http://127.0.0.1:8123")
