"""Webhooks by program: set up with the admin's scope, listed, tried, removed; nobody hears more than they may."""

import re

import pytest

from familychef.alerts.hook_sending import send_due
from familychef.alerts.hooks import Webhook
from familychef.families.models import Program as Acting
from tests.alerts.hooked import HOOK, happens, hooked, is_ours, numbers, types
from tests.alerts.moments import later
from tests.alerts.outside import receiver
from tests.house.tree import ROOT
from tests.programs.test_daily_loop import Program

FORM = {"name": "Hall light", "url": HOOK, "kinds": ["orders", "lists"]}


@pytest.fixture
def outside(monkeypatch):
    with receiver(monkeypatch) as found:
        yield found


@pytest.fixture
def marta(world):
    return Program(world.client(None), world.marta)


def with_token(world, member, *scopes):
    """The headers of a program of theirs that may do just that."""
    return {"Authorization": f"Bearer {Acting.give(member, 'Dashboard', scopes, None)[1]}"}


def test_a_program_sets_one_up_and_hears(world, marta, settings, outside):
    made = marta.post("/webhooks", key="hall", **FORM)
    assert made.status_code == 201 and made.json["url"] == HOOK, made.text
    assert marta.post("/webhooks", key="hall", **FORM).json == made.json
    (listed,) = marta.get("/webhooks").json
    assert listed == marta.get(f"/webhooks/{made.json['id']}").json and listed["kinds"] == ["lists", "orders"]
    assert listed["state"] == "working" and not {"secret", "url"} & set(listed)
    happens(world.rossi, "order.placed", "stock.taken", "shopping.made")
    assert send_due(settings) == 2 and types(outside) == ["order.placed", "shopping.made"]
    assert all(is_ours(made.json["secret"], head, body) for _path, head, body in outside.heard)


def test_the_lines_of_the_handbook_believe_us_and_nobody_else(world, settings, outside):
    lines = re.search("```python\n(.*?)```", (ROOT / "docs/api.md").read_text(), re.DOTALL)[1]
    exec(lines, known := {})
    hook = hooked(world.marta)
    happens(world.rossi, "order.placed")
    send_due(settings)
    _path, headers, body = outside.heard[0]
    assert known["is_genuine"](hook.secret, headers, body)
    assert not known["is_genuine"](hook.secret, headers, body + b" ")
    assert not known["is_genuine"]("whsec_b3RoZXI=", headers, body)
    with later(minutes=6):
        assert not known["is_genuine"](hook.secret, headers, body)


def test_what_was_sent_is_told_a_page_at_a_time(world, marta, settings, outside):
    hook, _other = hooked(world.marta), hooked(world.marta, ["lists"], key="another-key")
    happens(world.rossi, "order.placed", "order.accepted", "shopping.made")
    assert send_due(settings) == 3
    outside.says = 500
    tried = marta.post(f"/webhooks/{hook.id}/trial")
    assert tried.status_code == 202 and (tried.json["type"], tried.json["state"]) == ("ping", "waiting"), tried.text
    send_due(settings)
    page = marta.get(f"/webhooks/{hook.id}/deliveries?limit=2").json
    assert [(each["type"], each["state"], each["status"]) for each in page["items"]] == [
        ("ping", "failed", 500), ("order.accepted", "taken", 200)]
    (first,) = marta.get(f"/webhooks/{hook.id}/deliveries?cursor={page['next']}").json["items"]
    assert first["webhook_id"] == numbers(outside)[0] and first["tries"] == 1 and first["next_try_at"] is None


def test_it_is_removed_switched_on_and_tried_no_more_when_it_is_off(world, marta):
    hook = hooked(world.marta)
    hook.switch_off("failed")
    assert marta.post(f"/webhooks/{hook.id}/trial").status_code == 422
    assert marta.post(f"/webhooks/{hook.id}/resumption").json["state"] == "working"
    gone = marta.client.delete(f"/api/v1/webhooks/{hook.id}", headers=marta.headers)
    assert gone.status_code == 204 and marta.get(f"/webhooks/{hook.id}").status_code == 404


@pytest.mark.parametrize("wrong", [{"url": "http://hook.example/"}, {"kinds": []}, {"kinds": ["all"]}, {"name": ""}])
def test_what_is_wrong_is_said_field_by_field(marta, wrong):
    answer = marta.post("/webhooks", **FORM | wrong)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == next(iter(wrong))


def test_nobody_lets_others_hear_what_they_may_not(world):
    client, hook = world.client(None), hooked(world.marta)
    hook.switch_off("failed")
    blind, seeing = with_token(world, world.marta, "admin"), with_token(world, world.marta, "admin", "read")
    reader, other = with_token(world, world.marta, "read"), with_token(world, world.carla, "admin", "read")
    for headers, status in ((blind, 403), (reader, 403), (seeing, 201)):
        assert client.post("/api/v1/webhooks", json=FORM, headers=headers).status_code == status
    again = f"/api/v1/webhooks/{hook.id}/resumption"
    for headers, status in ((blind, 403), (reader, 403), (other, 404), (seeing, 200)):
        assert client.post(again, headers=headers).status_code == status
    for path in ("", "/deliveries"):
        assert client.get(f"/api/v1/webhooks/{hook.id}{path}", headers=other).status_code == 404
    assert client.post(f"/api/v1/webhooks/{hook.id}/trial", headers=other).status_code == 404
    assert client.delete(f"/api/v1/webhooks/{hook.id}", headers=other).status_code == 404
    assert Webhook.select().count() == 2


def test_who_is_no_admin_has_none(world):
    leo = Program(world.client(None), world.leo)
    assert leo.get("/webhooks").status_code == leo.post("/webhooks", **FORM).status_code == 403


def test_ten_tests_an_hour(world, marta):
    hook = hooked(world.marta)
    answers = [marta.post(f"/webhooks/{hook.id}/trial").status_code for _each in range(11)]
    assert answers == [202] * 10 + [429]
