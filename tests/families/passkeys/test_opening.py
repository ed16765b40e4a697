"""Passkeys: whose finger opens, once for each challenge, for this house alone."""

import pytest
import time_machine

from familychef.core import clock
from familychef.core.db import write
from tests.families.papers import again, text
from tests.families.passkeys.device import PRESENT, Device, web
from tests.families.passkeys.home import HOME, add, ask, browser, is_in, key_of, session_of, sign_in
from tests.families.phone import secure
from tests.storm import Call, all_at_once


def test_leo_signs_in_with_his_phone(world, phone):
    client = browser(world)
    answer = sign_in(client, phone)
    assert (answer.status_code, answer.location) == (303, "/") and is_in(client)
    assert key_of(world.leo).sign_count == 1 and key_of(world.leo).used_at and session_of(client).is_proved


def test_a_passkey_is_the_second_step_too(world, phone):
    with world.app.app_context():
        secure(world.leo)
    client = browser(world)
    assert sign_in(client, phone).location == "/" and is_in(client)


def test_adding_one_gives_the_session_a_new_token(world, leo):
    before = leo.get_cookie("__Host-fc", domain="food.example").value
    add(leo, Device())
    leo.get("/me/passkeys")
    assert leo.get_cookie("__Host-fc", domain="food.example").value != before


def test_the_question_asks_for_a_key_of_this_house_that_knows_its_owner(world, leo, phone):
    asked = ask(leo, "/me/passkeys/challenge")
    assert asked["rp"] == {"name": "FamilyChef", "id": "food.example"} and asked["excludeCredentials"][0]["id"]
    chosen = asked["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    asked = ask(browser(world))
    assert asked["rpId"] == "food.example" and asked["userVerification"] == "required"
    assert not asked["allowCredentials"] and len(asked["challenge"]) == 43


def test_a_signature_that_was_seen_opens_nothing_again(world, phone):
    client, other = browser(world), browser(world)
    signed = phone.signed(ask(client))
    token = client.get_cookie("__Host-fc-passage", domain="food.example").value
    assert client.post("/session/passkey", data={"credential": signed}).status_code == 303
    for thief in (other, browser(world)):
        thief.set_cookie("__Host-fc-passage", token, domain="food.example", secure=True)
        assert thief.post("/session/passkey", data={"credential": signed}).status_code == 422 and not is_in(thief)


def test_a_challenge_is_spent_by_a_wrong_answer(world, phone):
    client = browser(world)
    asked = ask(client)
    wrong = phone.signed(asked, origin="https://evil.example")
    assert client.post("/session/passkey", data={"credential": wrong}).status_code == 422
    assert client.post("/session/passkey", data={"credential": phone.signed(asked)}).status_code == 422


def test_a_challenge_belongs_to_one_browser_and_lasts_five_minutes(world, phone):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        asked, client = ask(browser(world)), browser(world)
        assert client.post("/session/passkey", data={"credential": phone.signed(asked)}).status_code == 422
        asked = ask(client)
        clocks.shift(301)
        assert client.post("/session/passkey", data={"credential": phone.signed(asked)}).status_code == 422


@pytest.mark.parametrize("wrong", [
    {"origin": "https://evil.example"}, {"origin": "http://food.example"}, {"origin": "https://food.example:8443"},
    {"site": "evil.example"}, {"flags": PRESENT}, {"flags": 0}, {"owner": b"\0" * 8}, {"owner": b"x"},
    {"key": Device().key},
], ids=["a", "b", "c", "another site", "no finger", "nobody there", "another person", "a stranger", "another key"])
def test_what_is_not_signed_for_this_house_by_its_owner_opens_nothing(world, phone, wrong):
    client = browser(world)
    answer = sign_in(client, phone, **wrong)
    assert answer.status_code == 422 and "opens nothing here" in text(answer) and not is_in(client)


@pytest.mark.parametrize("wrong", [
    {"origin": "https://evil.example"}, {"site": "evil.example"}, {"flags": PRESENT},
])
def test_what_is_not_made_for_this_house_is_not_kept(world, leo, wrong):
    answer = add(leo, Device(), **wrong)
    assert answer.status_code == 422 and "can&#39;t be used" in answer.text and not world.leo.user.passkeys.count()


def test_a_copy_gives_itself_away_by_its_count(world, phone, settings):
    for _time in range(3):
        assert sign_in(browser(world), phone).status_code == 303
    client = browser(world)
    assert sign_in(client, phone, count=3).status_code == 422 and not is_in(client)
    assert sign_in(client, phone, count=0).status_code == 422
    assert key_of(world.leo).sign_count == 3
    assert '"what":"passkey.copied"' in (settings.data / "security.log").read_text()
    assert sign_in(browser(world), phone).status_code == 303


def test_devices_that_never_count_are_let_in(world, phone):
    for _time in range(2):
        assert sign_in(browser(world), phone, count=0).status_code == 303


def test_of_four_signatures_with_one_count_one_opens(world, phone, serve, settings):
    house = serve(env={"FAMILYCHEF_SECRET": settings.secret, "FAMILYCHEF_URL": HOME})
    calls = []
    for _call in range(4):
        client = browser(world)
        signed = phone.signed(ask(client), count=1)
        token = client.get_cookie("__Host-fc-passage", domain="food.example").value
        calls.append(Call("POST", "/session/passkey", {"credential": signed}, cookies={"__Host-fc-passage": token}))
    assert sorted(answer.status for answer in all_at_once(house, calls)) == [303, 422, 422, 422]


def test_a_removed_passkey_opens_nothing(world, leo, phone):
    marta = browser(world, world.marta)
    assert marta.post(f"/me/passkeys/{key_of(world.leo).id}/removal").status_code == 404
    assert leo.post(f"/me/passkeys/{key_of(world.leo).id}/removal").status_code == 303
    client = browser(world)
    assert sign_in(client, phone).status_code == 422 and not is_in(client)


def test_the_only_way_in_is_kept(world, leo, phone):
    with write():
        world.leo.user.changed_rows(password_hash="")
    answer = leo.post(f"/me/passkeys/{key_of(world.leo).id}/removal")
    assert answer.status_code == 422 and "Nothing else signs you in" in text(answer) and key_of(world.leo)


def test_a_passkey_belongs_to_one_person(world, phone):
    marta = browser(world, world.marta)
    answer = add(marta, phone)
    assert answer.status_code == 422 and "known here already" in text(answer) and not world.marta.user.passkeys.count()


def test_a_key_made_for_leo_is_not_added_to_marta(world, leo):
    device, marta = Device(), browser(world, world.marta)
    made = device.made(ask(leo, "/me/passkeys/challenge"))
    token = leo.get_cookie("__Host-fc-passage", domain="food.example").value
    marta.set_cookie("__Host-fc-passage", token, domain="food.example", secure=True)
    assert marta.post("/me/passkeys", data={"name": "X", "credential": made}).status_code == 422
    assert not world.marta.user.passkeys.count()


def test_a_question_for_signing_in_adds_nothing(world, leo):
    asked = ask(leo) | {"user": {"id": web(world.leo.user_id.to_bytes(8))}}
    assert leo.post("/me/passkeys", data={"name": "X", "credential": Device().made(asked)}).status_code == 422


def test_the_finger_proves_who_leo_is_and_nobody_else(world, leo, phone):
    marta = browser(world, world.marta)
    for client, status in ((leo, 303), (marta, 422)):
        with write():
            session_of(client).changed_rows(proved_at=None)
        signed = phone.signed(ask(client))
        answer = client.post("/session/proof/passkey", data={"credential": signed, "next": "/me/passkeys"})
        assert answer.status_code == status and session_of(client).is_proved == (status == 303)


def test_adding_and_removing_ask_for_the_password_first(world, leo, phone):
    with write():
        session_of(leo).changed_rows(proved_at=None)
    paths = ["/me/passkeys/challenge", "/me/passkeys", f"/me/passkeys/{key_of(world.leo).id}/removal"]
    for path in paths:
        assert leo.post(path).location.startswith("/session/proof")
    assert leo.get("/me/passkeys").location.startswith("/session/proof") and key_of(world.leo)


def test_trying_is_slowed_down(world, phone):
    client = browser(world)
    statuses = [sign_in(client, phone, origin="https://evil.example").status_code for _try in range(31)]
    assert statuses[0] == 422 and statuses[-1] == 429


def test_an_erased_persons_passkey_opens_nothing(world, phone):
    with write():
        world.leo.user.changed_rows(erased_at=clock.now())
    assert sign_in(browser(world), phone).status_code == 422


def test_another_site_can_not_begin_it(world, phone):
    client = browser(world)
    for path in ("/session/passkey/challenge", "/session/passkey"):
        assert client.from_elsewhere("POST", path).status_code == 403


def test_what_is_done_with_them_stands_in_the_security_log(world, leo, phone, settings):
    sign_in(browser(world), phone)
    leo.post(f"/me/passkeys/{again(key_of(world.leo)).id}/removal")
    log = (settings.data / "security.log").read_text()
    assert all(f'"what":"{what}"' in log for what in ("passkey.added", "passkey.removed", "sign_in.ok"))
    assert '"way":"passkey"' in log and "Phone" not in log
