"""Passkeys under strange addresses, and answers no browser gives."""

import dataclasses
import json

import pytest

from tests.families.passkeys.device import Device, web
from tests.families.passkeys.home import ask, browser

ODD = ["", "x", "{}", "[]", "null", "[" * 50_000, '"' + "x" * 30_000 + '"', "1e999"]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_answers_break_nothing(world, leo, odd):
    assert browser(world).post("/session/passkey", data={"credential": odd}).status_code == 422
    assert leo.post("/me/passkeys", data={"name": "X", "credential": odd}).status_code == 422


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature", "userHandle"])
@pytest.mark.parametrize("odd", ["A", "AAAA", web(b"\xff" * 300), web(b'{"type":"webauthn.get"}'), web(b"[" * 9000)])
def test_odd_parts_of_an_answer_break_nothing(world, phone, part, odd):
    client = browser(world)
    signed = json.loads(phone.signed(ask(client)))
    signed["response"][part] = odd
    assert client.post("/session/passkey", data={"credential": json.dumps(signed)}).status_code == 422


@pytest.mark.parametrize("odd", ["A", "AAAA", web(b"\xff" * 300), web(b"\x9f" * 9000), web(b"\xa3cfmtdnone")])
def test_odd_attestations_break_nothing(leo, odd):
    made = json.loads(Device().made(ask(leo, "/me/passkeys/challenge")))
    made["response"]["attestationObject"] = odd
    assert leo.post("/me/passkeys", data={"name": "X", "credential": json.dumps(made)}).status_code == 422


@pytest.mark.parametrize(("url", "installed", "offered"), [
    ("https://food.example", True, True), ("https://food.example", False, False), ("http://localhost:8000", True, True),
    ("http://food.example", True, False), ("http://127.0.0.1:8000", True, False), ("https://192.0.2.7", True, False),
    ("https://[2001:db8::7]", True, False),
])
def test_they_are_offered_where_browsers_keep_them(app, settings, monkeypatch, url, installed, offered):
    from familychef.families import passkeys

    monkeypatch.setattr(passkeys, "INSTALLED", installed)
    app.config["SETTINGS"] = dataclasses.replace(settings, url=url)
    with app.app_context():
        assert passkeys.offered() == offered


@pytest.mark.parametrize(("url", "origin"), [
    ("https://food.example", "https://food.example"), ("https://food.example:443", "https://food.example"),
    ("https://Food.example:8443", "https://food.example:8443"), ("http://localhost:80", "http://localhost"),
])
def test_the_house_knows_how_browsers_write_its_address(app, settings, url, origin):
    from familychef.families import ceremony

    app.config["SETTINGS"] = dataclasses.replace(settings, url=url)
    with app.app_context():
        assert ceremony.origin() == origin
