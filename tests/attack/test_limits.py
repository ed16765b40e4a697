"""Row 22: what one person or family may do so and so often, and what the house says to the next try."""

import re

import pytest

from familychef.core.throttle import LIMITS, TooMany
from familychef.families.models import Program
from tests.client import PARTIAL
from tests.families.papers import text
from tests.house.tree import ROOT


def order(client, _number, **more):
    return client.post("/orders", data={}, **more)


def upload(client, _number, **more):
    return client.post("/dishes/1/picture", data={}, **more)


def invite(client, number, **more):
    return client.post("/invitations", data={"roles": "member", "key": f"invitation-{number}"}, **more)


@pytest.mark.parametrize(("name", "do", "most", "wait"), [
    ("orders", order, 30, "(minute|seconds)"),
    ("uploads", upload, 60, "(hour|minutes)"),
    ("invitations", invite, 20, "hours"),
])
def test_row_22_who_does_it_too_often_waits(world, dish, name, do, most, wait):
    marta, carla = world.client(world.marta), world.client(world.carla)
    assert LIMITS[name][0] == most and dish.id == 1
    assert 429 not in [do(marta, number).status_code for number in range(most)]
    page, piece = do(marta, most), do(marta, most, headers=PARTIAL)
    assert page.status_code == piece.status_code == 429 and int(page.headers["Retry-After"]) > 0
    assert re.search(rf"Please wait [0-9]+ {wait}\.", text(page))
    assert "Please wait" in text(piece) and piece.headers["HX-Reswap"] == "none"
    assert do(carla, 0).status_code != 429


def test_row_22_a_program_that_asks_too_often_waits(world, monkeypatch):
    monkeypatch.setitem(LIMITS, "api", (3, 60))
    leo, pia = bearer(world.leo), bearer(world.pia)
    stranger = world.client(None)
    assert [stranger.get("/api/v1/me", headers=leo).status_code for _try in range(4)] == [200, 200, 200, 429]
    answer = stranger.get("/api/v1/me", headers=leo)
    assert answer.mimetype == "application/problem+json" and 0 < int(answer.headers["Retry-After"]) <= 60
    for path in ("/api/v1/events?wait=0", "/api/v1/events/stream", "/api/v1/nowhere", "/api/v1/openapi.json"):
        assert stranger.get(path, headers=leo).status_code == 429, path
    assert stranger.get("/api/v1/me", headers=pia).status_code == 200


def bearer(member):
    return {"Authorization": f"Bearer {Program.give(member, 'Test', ['read'], None)[1]}"}


@pytest.mark.parametrize(("seconds", "words"), [
    (1, "1 second."), (59, "59 seconds."), (60, "1 minute."), (61, "2 minutes."),
    (3599, "60 minutes."), (3600, "1 hour."), (3601, "2 hours."), (0.2, "1 second."),
])
def test_the_wait_is_said_as_a_person_would(app, seconds, words):
    from familychef.core.errors import too_many

    with app.test_request_context(headers={"Accept-Language": "en"}):
        app.preprocess_request()
        answer = too_many(TooMany(seconds))
    assert words in answer.get_data(as_text=True) and int(answer.headers["Retry-After"]) >= seconds


@pytest.mark.parametrize(("name", "line"), [
    ("orders", "| orders of one person | 30 a minute |"),
    ("api", "| what one program asks | 300 a minute |"),
    ("uploads", "| pictures of one family | 60 an hour |"),
    ("photos", "| photos of barcodes of one family | 240 an hour |"),
    ("lookups", "| packs that one family looks up at Open Food Facts | 6 a minute |"),
    ("products", "| the same in the whole house | 12 a minute, however wide the limits are |"),
    ("invitations", "| invitations of one family | 20 a day |"),
    ("calendars", "| addresses for calendars of one person | 20 a day |"),
    ("calendar_tries", "| wrong addresses of calendars from one network | 30 in 15 minutes |"),
    ("exports", "| exports of one family | 5 a day |"),
    ("trials", "| tests of one person's channels of news and webhooks | 10 an hour |"),
    ("networks", "| 30 in 15 minutes |"),
    ("accounts", "| 10 in 15 minutes,"),
    ("browsers", "ten tries of its own"),
])
def test_row_22_the_handbook_names_the_limits_that_are_kept(name, line):
    most, seconds = LIMITS[name]
    period = {60: "a minute", 900: "in 15 minutes", 3600: "an hour", 86400: "a day"}[seconds]
    assert line in (ROOT / "docs/running.md").read_text()
    assert f"{most} {period}" in line or (name, most) == ("browsers", 10)
