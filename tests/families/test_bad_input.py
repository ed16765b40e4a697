"""What nobody should type: a clear message beside the field, the right status, nothing half-written."""

from urllib.parse import urlencode

import pytest

from tests.families.papers import SIGN_UP, founding

NAMES = {
    "empty": "", "only spaces": "   ", "300 letters": "n" * 300, "a zero byte": "Le\x00o", "turned around": "Le\u202eo",
    "half a letter": "Le\ufffdo", "two lines": "Le\no",
}
ADDRESSES = {
    "empty": "", "no at": "leo", "two ats": "a@b@c", "a space": "le o@home.example", "endless": "l" * 300 + "@a.b",
}
PASSWORDS = {
    "empty": "", "nine letters": "n" * 9, "129 letters": "n" * 129, "half a letter": "pane e sala\ufffd",
    "everybody's": "Password123",
}
TABLE = [
    *(("name", value) for value in NAMES.values()),
    *(("email", value) for value in ADDRESSES.values()),
    *(("password", value) for value in PASSWORDS.values()),
    *(("colour", value) for value in ("0", "13", "-1", "blue", "1e1", "9" * 400, "")),
]


@pytest.fixture
def path(world, client):
    from familychef.families.models import Invitation

    client.get("/join/" + Invitation.issue(world.marta, ["member"], token="a-token-of-the-rossi")[1])
    return "/join"


def test_signing_up_with_nonsense_says_where_it_is(world, client, path):
    from familychef.families.models import Invitation, User

    people = User.select().count()
    for field, value in TABLE:
        answer = client.post(path, data=SIGN_UP | {field: value})
        assert answer.status_code == 422, f"{field}: {value[:20]!r}"
        assert f'id="field-{field}-error"' in answer.text, f"{field}: {value[:20]!r}"
    assert User.select().count() == people and Invitation.get().uses_left == 1


@pytest.mark.parametrize("field", ["name", "email", "password"])
def test_broken_bytes_are_refused(world, client, path, field):
    body = urlencode({name: value for name, value in SIGN_UP.items() if name != field}) + f"&{field}=caff%e8%20e%20pane"
    answer = client.post(path, data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422 and f'id="field-{field}-error"' in answer.text


@pytest.mark.parametrize("more", [{"roles": "admin"}, {"family_id": "2"}, {"is_admin": "1"}, {"state": "active"}])
def test_fields_nobody_asked_for_are_refused(world, client, path, more):
    from familychef.families.models import Invitation

    assert client.post(path, data=SIGN_UP | more).status_code == 422
    assert Invitation.get().uses_left == 1


@pytest.mark.parametrize("password", [
    "n\u0303" * 10, "n" * 128, " " * 10, "pass\x00word\x01!", "饭饭饭饭饭饭饭饭饭饭", "👩‍🍳" * 5,
])
def test_any_ten_characters_are_a_password(world, client, path, password):
    assert client.post(path, data=SIGN_UP | {"password": password}).status_code == 303
    fresh = client.application.test_client()
    form = {"email": SIGN_UP["email"], "password": password}
    assert fresh.post("/session", data=form | {"password": password[:-1]}).status_code == 422
    assert fresh.post("/session", data=form).status_code == 303


def test_an_accent_typed_on_another_keyboard_is_the_same_password(world, client, path):
    composed, decomposed = "caff\u00e8 e pane", "caffe\u0300 e pane"
    client.post(path, data=SIGN_UP | {"password": composed})
    fresh = client.application.test_client()
    assert fresh.post("/session", data={"email": SIGN_UP["email"], "password": decomposed}).status_code == 303


@pytest.mark.parametrize("form", [
    {}, {"email": "leo@rossi.example"}, {"email": "", "password": ""}, {"email": "a\x00b", "password": "x" * 10},
    {"email": "l" * 5000, "password": "x"}, {"email": "leo@rossi.example", "password": "x" * 100_000},
    {"email": "leo@rossi.example", "password": "buon appetito", "roles": "admin"},
])
def test_signing_in_with_nonsense_is_a_form_again(world, client, form):
    assert client.post("/session", data=form).status_code == 422


@pytest.mark.parametrize(("field", "value"), [
    ("family", ""), ("family", "n" * 300), ("name", "Le\u202eo"), ("email", "nonna"), ("password", "short"),
    ("timezone", "Nowhere/Else"), ("currency", "EURO"), ("language", "xx"),
])
def test_founding_with_nonsense_says_where_it_is(client, app, field, value):
    from familychef.families.models import Family

    answer = client.post("/families", data=founding(app.config["SETTINGS"], **{field: value}))
    assert answer.status_code == 422 and f'id="field-{field}-error"' in answer.text
    assert not Family.select().exists()


@pytest.mark.parametrize("form", [
    {"roles": "king", "key": "k" * 16}, {"key": "k" * 16}, {"roles": "member", "uses": "0", "key": "k" * 16},
    {"roles": "member", "uses": "21", "key": "k" * 16}, {"roles": "member", "uses": "many", "key": "k" * 16},
    {"roles": "member"}, {"roles": "member", "key": "k" * 16, "family": "2"},
])
def test_an_invitation_that_makes_no_sense_is_not_made(world, form):
    from familychef.families.models import Invitation

    assert world.client(world.marta).post("/invitations", data=form).status_code == 422
    assert not Invitation.select().exists()


@pytest.mark.parametrize("address", ["/members/99999999", "/members/0", f"/members/{9**30}", "/members/leo", "/join/"])
def test_addresses_of_nobody_are_404(world, address):
    assert world.client(world.marta).get(address).status_code == 404
