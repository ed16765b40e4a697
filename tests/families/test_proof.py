"""The password once more before something dangerous: asked, checked, and back to where one was. Row 9."""

import pytest
import time_machine

from familychef.core import clock
from familychef.core.db import write
from tests.cast import PASSWORD, email_of, paired
from tests.families.papers import again, session_of, text
from tests.permissions.matrix import rows
from tests.permissions.scene import Scene


def tire(client, **changes):
    """The password of this session was typed six minutes ago."""
    with write():
        session_of(client).changed_rows(**{"proved_at": clock.now() - clock.minutes(6)} | changes)


@pytest.fixture
def leo(world):
    client = world.client(world.leo)
    tire(client)
    return client


def prove(client, password=PASSWORD, **more):
    return client.post("/session/proof", data={"password": password} | more)


def test_leo_types_his_password_and_is_where_he_wanted(leo):
    assert leo.get("/me/second-factor").location == "/session/proof?next=/me/second-factor"
    page = leo.get("/session/proof?next=/me/second-factor").text
    assert 'name="next" value="/me/second-factor"' in page and 'autocomplete="current-password"' in page
    answer = prove(leo, next="/me/second-factor")
    assert (answer.status_code, answer.location) == (303, "/me/second-factor")
    assert leo.get("/me/second-factor").status_code == 200


def test_a_button_pressed_too_late_leads_back_to_its_page(leo):
    from familychef.families.models import SecondFactor

    here = {"Referer": "http://localhost/me/second-factor?lang=de"}
    answer = leo.post("/me/second-factor", headers=here)
    assert (answer.status_code, answer.location) == (303, "/session/proof?next=/me/second-factor?lang%3Dde")
    assert leo.post("/me/second-factor", headers={"Referer": "https://evil.example/x"}).location == "/session/proof"
    assert leo.post("/me/second-factor").location == "/session/proof"
    partial = leo.htmx("POST", "/me/second-factor", headers={"HX-Current-URL": "http://localhost/me"})
    assert partial.headers["HX-Redirect"] == "/session/proof?next=/me"
    assert not SecondFactor.select().exists()


def test_another_password_proves_nothing(leo):
    answer = prove(leo, "not the password")
    assert answer.status_code == 422 and "This is not your password." in text(answer)
    assert leo.get("/me/second-factor").status_code == 303


def test_the_proof_lasts_five_minutes(world):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        client = world.client(world.leo)
        clocks.shift(299)
        assert client.get("/me/second-factor").status_code == 200
        clocks.shift(2)
        assert client.get("/me/second-factor").status_code == 303


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_only_own_pages_are_returned_to(leo, wanted):
    assert prove(leo, next=wanted).location == "/me"
    assert "evil" not in leo.get("/session/proof", query_string={"next": wanted}).text


def test_signing_in_with_the_password_is_proof_and_a_kept_cookie_is_none(world, client):
    client.post("/session", data={"email": email_of("leo"), "password": PASSWORD})
    assert session_of(client).is_proved
    with write():
        session_of(client).changed_rows(proved_at=None)
    assert client.get("/me/second-factor").status_code == 303


def test_turning_to_another_family_proves_nothing_new(world):
    client = world.client(world.leo)
    tire(client)
    client.post("/session/family", data={"family": world.rossi.id})
    assert not session_of(client).is_proved


def test_guessing_here_is_slowed_down(leo):
    statuses = [prove(leo, "not the password").status_code for _guess in range(12)]
    assert statuses[0] == 422 and statuses[-1] == 429


def test_on_a_shared_tablet_nothing_dangerous_is_done(world):
    world.marta.tablet = paired(world.marta, kind="shared")
    client = world.client(world.marta)
    assert client.get("/menu").status_code == 200
    assert client.get("/session/proof").status_code == 403
    assert prove(client).status_code == 403
    assert client.get("/me/second-factor").status_code == 403


def test_row_09_nothing_that_wants_proof_is_done_without_it(app, world):
    scene, guarded = Scene(world), []
    for row in rows():
        if app.view_functions[row.endpoint].proof and row.expected["admin"] not in (403, 404):
            client, path = world.client(scene.who["admin"]), scene.address(app, row)
            tire(client)
            answer = client.open(path, method=row.method, data=scene.body(row))
            guarded.append(row.endpoint)
            assert answer.location and answer.location.startswith("/session/proof"), f"{row.method} {path}"
    assert {"families.second_factor", "families.remove_second_factor", "families.require_second_factor"} <= set(guarded)
    assert not again(world.rossi).second_factor


def test_a_kept_cookie_lets_nobody_else_in(world):
    """A link or a screen stays when the cookie is long dead, and a link can make an admin."""
    from familychef.families.models import Invitation, Pairing

    client, (pairing, _secret) = world.client(world.marta), Pairing.begin(name="Blue Ladle")
    tire(client)
    link = {"roles": "admin", "uses": "1", "days": "7", "key": "a-key-of-the-form"}
    screen = {"code": pairing.code, "name": "Mine", "kind": "kitchen"}
    for path, body in (("/invitations", link), ("/devices", screen)):
        answer = client.post(path, data=body, headers={"Referer": f"http://localhost{path}"})
        assert answer.location == f"/session/proof?next={path}"
    assert not Invitation.select().exists() and again(pairing).device_id is None
    prove(client)
    assert client.post("/invitations", data=link).status_code == 200
    assert client.post("/devices", data=screen).status_code == 303
