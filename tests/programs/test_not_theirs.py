"""What a program does and hears ends where its person's does, and is nobody else's."""

import base64
import datetime as dt
import io

import pytest
from PIL import Image

from familychef.core import clock
from familychef.core.api_events import messages
from familychef.core.db import transaction
from familychef.core.threads import PICTURES
from familychef.families import access_tokens, programs
from familychef.families.erasing import erase
from familychef.families.models import Program
from tests import larder
from tests.programs.test_daily_loop import Program as Caller

HOUSE = "https://house.example"


def short_token(app, member):
    """(the program that has just signed in, its header)"""
    program, _refresh_token = Program.sign_in(member, "Phone")
    with app.app_context():
        return program, {"Authorization": f"Bearer {access_tokens.issue(program)}"}


def test_the_token_of_who_was_erased_is_not_that_of_who_signs_in_next(world):
    stranger, (gone, token) = world.client(None), short_token(world.app, world.leo)
    assert stranger.get("/api/v1/me", headers=token).status_code == 200
    erase(world.leo.user)
    about = {"name": "Phone", "scopes": ["read"], "token_hash": "0" * 64}
    Program.create(id=gone.id, family=world.neri, member=world.carla, **about)
    assert stranger.get("/api/v1/me", headers=token).status_code == 401


def test_who_signs_in_ever_anew_is_signed_out_where_it_was_longest_ago(world, monkeypatch):
    monkeypatch.setattr(programs, "MOST", 3)
    kept, _token = Program.give(world.leo, "Radio", ["read"], None)
    first, *others = [Program.sign_in(world.leo, f"Phone {number}")[0] for number in range(4)]
    pias, _token = Program.sign_in(world.pia, "Phone")
    open_ones = {program.id for program in Program.select().where(Program.open())}
    assert open_ones == {kept.id, pias.id, *(each.id for each in others)} and first.id not in open_ones


def test_a_stream_ends_with_its_short_token(world):
    program, _token = short_token(world.app, world.leo)
    program.told_until = clock.now() + dt.timedelta(seconds=-1)
    assert list(messages(0, world.leo, program, HOUSE)) == ["retry: 1000\n\n"]


def test_a_short_token_says_how_long_its_stream_lasts(world, monkeypatch):
    seen, (_program, token) = [], short_token(world.app, world.leo)
    monkeypatch.setattr("familychef.core.api_events.messages", lambda *told: seen.append(told[2]) or [])
    world.client(None).get("/api/v1/events/stream", headers=token)
    assert clock.now() < seen[0].told_until <= clock.now() + access_tokens.LIFE


def test_a_stream_ends_when_the_family_asks_for_a_second_step(world):
    program, _token = short_token(world.app, world.marta)
    stream = messages(0, world.marta, program, HOUSE)
    assert next(stream).startswith("retry")
    world.rossi.changed_rows(second_factor="all")
    assert list(stream) == []


def test_a_token_that_may_not_look_gives_no_calendar_to_look_at(world):
    _program, token = Program.give(world.leo, "Test", ["admin"], None)
    headers = {"Authorization": f"Bearer {token}"}
    asked = world.client(None).post("/api/v1/calendars", json={"name": "The hall"}, headers=headers)
    assert asked.status_code == 403


@pytest.mark.parametrize(("name", "lacks"), [
    ("pia", 'Bearer error="insufficient_scope", scope="stock"'), ("leo", None),
])
def test_who_lacks_a_scope_is_told_which_and_who_lacks_the_right_is_not(world, name, lacks):
    milk = larder.ingredient(world.rossi, "Milk", "volume")
    _program, token = Program.give(getattr(world, name), "Test", ["read"], None)
    headers = {"Authorization": f"Bearer {token}"}
    answer = world.client(None).post(f"/api/v1/ingredients/{milk.id}/archive", json={}, headers=headers)
    assert (answer.status_code, answer.headers.get("WWW-Authenticate")) == (403, lacks)


def test_the_next_day_a_key_does_what_is_asked(world):
    from familychef.families.models import ApiAnswer

    nonna, flour = Caller(world.client(None), world.nonna), larder.ingredient(world.rossi, "Flour")
    larder.lot(flour, 9_000_000)
    for left in (8500, 8000):
        used = nonna.post(f"/ingredients/{flour.id}/uses", key="bread-of-today", quantity="500 g")
        assert used.json["there"]["base"] == left * 1000, used.text
        ApiAnswer.tidy(clock.now() + dt.timedelta(days=2))


def test_nobody_can_guess_what_another_s_key_becomes(world):
    import hashlib

    nonna, pia = (Caller(world.client(None), member) for member in (world.nonna, world.pia))
    for program in Program.select():
        guess = hashlib.sha256(f"{program.id} milk-of-today".encode()).hexdigest()[:32]
        pia.post("/shopping-items", text="dust", key=guess)
    wished = nonna.post("/shopping-items", key="milk-of-today", text="2 l milk")
    assert [each["name"] for each in wished.json] == ["milk"], wished.text


def test_a_picture_waits_for_no_transaction(world):
    nonna, dish, picture = Caller(world.client(None), world.nonna), larder.dish(world.rossi, "Lasagne"), io.BytesIO()
    Image.new("RGB", (30, 30), "tomato").save(picture, "PNG")
    path, sent = f"/api/v1/dishes/{dish.id}/picture", {"picture": base64.b64encode(picture.getvalue()).decode()}
    seen = nonna.headers | {"If-Match": "*"}
    assert nonna.client.post(path, json=sent, headers=seen).status_code == 412
    assert nonna.client.post(path, json=sent, headers=nonna.headers).status_code == 200
    with pytest.raises(RuntimeError, match="no time for a transaction"), transaction(world.rossi):
        PICTURES.apart(print)
