"""Row 20: the list of all ways in; each goes through the gate before a secret is looked at."""

import json
import re
from dataclasses import replace

import pytest

from familychef.core.access import ANYONE
from familychef.core.throttle import TooMany
from familychef.families import gate
from tests.cast import PASSWORD, email_of, paired, password_hash
from tests.families.papers import founding, joined
from tests.house.tree import ROOT

NO_SECRET = {
    "families.sign_out": "it only ends what this browser holds",
    "families.challenge_to_sign_in": "it only asks a question",
    "families.leave_to_sign_in": "it only leads to the provider; what comes back has a door of its own",
    "families.leave_to_join": "it only leads to the provider; what comes back has a door of its own",
    "families.begin_pairing": "a screen asks for a code; limits of their own count that",
}
MAY_COMPARE = {f"familychef/families/{name}.py" for name in ("gate", "joining", "pins")}


def second_step(world, client):
    from familychef.families import entering
    from familychef.families.models import Passage

    facts = {"page": "/", "member": world.leo.id}
    _passage, token = Passage.issue(entering.STEP, entering.STEP_LIFE, user=world.leo.user, facts=facts)
    client.set_cookie("fc-passage", token)
    return client.post("/session/second-factor", data={"code": "123456"})


def invited(world, client):
    from familychef.families.models import Invitation

    _invitation, token = Invitation.issue(world.marta, ["member"])
    return joined(client, token)


def set_up(world, client):
    from familychef.families import welcome

    with pytest.MonkeyPatch.context() as before:
        before.setattr(welcome, "founded", lambda: False)
        return client.post("/families", data=founding(world.app.config["SETTINGS"]))


def letter_asked(world, client):
    settings = world.app.config["SETTINGS"]
    world.app.config["SETTINGS"] = replace(settings, smtp_url="smtp://127.0.0.1:9?from=chef@home.example")
    return client.post("/password/reset", data={"email": email_of("leo")})


def new_password(world, client):
    from familychef.families.resets import make_link

    client.get(f"/password/reset/{make_link(world.leo, by=world.marta)}")
    return client.post("/password/new", data={"password": "una torta di mele"})


def passkey(world, client):
    world.app.config["SETTINGS"] = replace(world.app.config["SETTINGS"], url="http://localhost:8000")
    fields = ("clientDataJSON", "authenticatorData", "signature", "userHandle")
    signed = {"id": "a", "rawId": "a", "type": "public-key", "response": dict.fromkeys(fields, "a")}
    return client.post("/session/passkey", data={"credential": json.dumps(signed)})


def allowed(world, client):
    from familychef.families.models import Pairing

    client.post("/pairings")
    Pairing.get().allow(world.marta, kind="kitchen", name="Wall")
    return client.post("/pairings/completion")


def code_typed(world, _client):
    return world.client(world.marta).get("/devices/new?code=BCDFGHJK")


def pin_typed(world, client):
    screen = paired(world.marta, "shared")
    world.leo.take_pin(password_hash("2580"), by=world.leo)
    client.set_cookie("fc-device", screen.token)
    return client.post("/session/pin", data={"member": world.leo.id, "pin": "2580"})


def signed_in(path, **form):
    return lambda world, _client: world.client(world.leo).post(path, data=form)


def by_program(path, **sent):
    return lambda world, client: client.post(f"/api/v1{path}", json=sent)


WAYS_IN = {
    "families.sign_in": lambda _world, client: client.post(
        "/session", data={"email": email_of("leo"), "password": PASSWORD}
    ),
    "families.take_second_step": second_step,
    "families.accept_invitation": invited,
    "families.found": set_up,
    "families.ask_for_reset": letter_asked,
    "families.set_new_password": new_password,
    "families.complete_pairing": allowed,
    "families.new_device": code_typed,
    "families.enter_pin": pin_typed,
    "families.sign_in_with_passkey": passkey,
    "families_api.sign_in": by_program("/tokens", email="leo@rossi.example", password=PASSWORD),
    "families_api.refresh": by_program("/tokens/refresh", refresh_token="a token that is long enough to be none"),
    "families.choose_password": signed_in("/me/password", old=PASSWORD, new="una torta di mele"),
    "families.prove": signed_in("/session/proof", password=PASSWORD),
}


@pytest.mark.parametrize("endpoint", WAYS_IN)
def test_row_20_nothing_is_looked_at_before_the_gate(world, monkeypatch, endpoint):
    knocked = []

    def closed(way, account):
        knocked.append(way)
        raise TooMany(7)

    monkeypatch.setattr(gate, "knock", closed)
    answer = WAYS_IN[endpoint](world, world.client())
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
    assert len(knocked) == 1 and knocked[0] in gate.WAYS
    assert not [cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith("fc=")]


@pytest.mark.one_database
def test_row_20_every_door_that_is_open_to_anyone_is_in_the_list(app):
    open_doors = {
        rule.endpoint for rule in app.url_map.iter_rules()
        if rule.methods & {"POST", "PUT", "PATCH", "DELETE"} and app.view_functions[rule.endpoint].permission == ANYONE
    }
    assert open_doors <= set(WAYS_IN) | set(NO_SECRET), "say here how a secret is shown at this door"


def test_row_20_no_other_module_compares_passwords():
    found = {
        str(path.relative_to(ROOT)) for path in ROOT.glob("familychef/**/*.py")
        if re.search(r"\bpasswords\.right(_pin)?\(|\bcheck_password|\bverify\(known", path.read_text())
    }
    assert found - {"familychef/families/passwords.py"} == MAY_COMPARE
