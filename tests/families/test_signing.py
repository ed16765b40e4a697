"""Signing in and out: a session is a row in the house, the cookie only its key."""

import pytest

from tests.cast import PASSWORD, email_of
from tests.families.papers import cookie_of, text


def sign_in(client, who="leo", password=PASSWORD, **more):
    return client.post("/session", data={"email": email_of(who), "password": password} | more)


def test_leo_signs_in_and_out(world, client):
    from familychef.families.models import Session

    answer = sign_in(client)
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Leo" in text(client.get("/me"))
    session = Session.get()
    assert (session.user_id, session.member_id) == (world.leo.user_id, world.leo.id)
    assert cookie_of(client) not in session.token_hash
    assert client.post("/session/removal").location == "/session/new"
    assert client.get("/me").status_code == 401 and cookie_of(client) is None


def test_a_cookie_kept_aside_opens_nothing_after_signing_out(world, client):
    sign_in(client)
    kept = cookie_of(client)
    client.post("/session/removal")
    client.set_cookie("fc", kept)
    assert client.get("/me").status_code == 401


def test_signing_out_twice_is_fine(world, client):
    assert client.post("/session/removal").status_code == 303


def test_the_cookie_is_for_this_house_and_for_no_script(world, client):
    cookie = sign_in(client).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie and "Domain" not in cookie


def test_signing_in_gives_a_new_token_and_the_old_one_is_dead(world, client):
    sign_in(client)
    planted = cookie_of(client)
    sign_in(client, "marta")
    assert cookie_of(client) != planted
    client.set_cookie("fc", planted)
    assert client.get("/me").status_code == 401


def test_a_token_nobody_issued_is_not_taken_over(world, client):
    client.set_cookie("fc", "planted-by-somebody")
    sign_in(client)
    assert cookie_of(client) != "planted-by-somebody"


def test_an_unknown_address_gets_the_same_answer_and_the_same_work(world, client, monkeypatch):
    from familychef.families import passwords

    checked = []
    fits = passwords._fits
    monkeypatch.setattr(passwords, "_fits", lambda *args: checked.append(1) or fits(*args))
    wrong = sign_in(client, password="not the password")
    unknown = sign_in(client, "nobody@nowhere.example", password="not the password")
    assert wrong.status_code == unknown.status_code == 422 and len(checked) == 2
    assert wrong.text.replace(email_of("leo"), "") == unknown.text.replace("nobody@nowhere.example", "")


def test_capitals_in_the_address_don_t_matter(world, client):
    assert sign_in(client, "LEO@Rossi.Example").status_code == 303


def test_a_password_is_never_trimmed(world, client):
    assert sign_in(client, password=f" {PASSWORD} ").status_code == 422


@pytest.mark.parametrize(("wanted", "reached"), [
    ("/pantry?show=soon", "/pantry?show=soon"), ("/", "/"), ("", "/"), ("//evil.example", "/"),
    ("/\\evil.example", "/"),
    ("https://evil.example", "/"), ("javascript:alert(1)", "/"), ("/a\tb", "/"),
])
def test_after_signing_in_only_own_pages_are_reached(world, client, wanted, reached):
    assert sign_in(client, next=wanted).location == reached


def test_the_page_that_asked_for_a_sign_in_is_come_back_to(world, client):
    assert 'href="/session/new?next=/family' in client.get("/family").text
    assert client.get("/family", headers={"Accept": "text/html,*/*"}).location == "/session/new?next=/family"
    assert 'name="next" value="/family"' in client.get("/session/new?next=/family").text
    partial = client.htmx("GET", "/invitations", headers={"HX-Current-URL": "http://localhost/family?a=1"})
    assert partial.headers["HX-Redirect"] == "/session/new?next=/family?a%3D1"


def test_who_is_signed_in_already_needs_no_door(world):
    assert world.client(world.leo).get("/session/new").location == "/"


def test_a_form_on_another_site_signs_nobody_in(world, client):
    form = {"email": email_of("leo"), "password": PASSWORD}
    assert client.from_elsewhere("POST", "/session", data=form).status_code == 403
    assert cookie_of(client) is None


def test_a_stronger_cost_is_taken_up_when_somebody_signs_in(world, client):
    from familychef.core.db import write
    from familychef.families import passwords
    from familychef.families.models import User

    with write():
        User.update(password_hash=weak_hash()).where(User.id == world.leo.user_id).execute()
    assert sign_in(client).status_code == 303
    assert not passwords._hasher("low").check_needs_rehash(User.get_by_id(world.leo.user_id).password_hash)


def weak_hash():
    import argon2

    return argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, hash_len=16).hash(PASSWORD)


def test_the_normal_cost_is_19_mib_twice():
    from familychef.families.passwords import hashed_password

    assert hashed_password("pane e salame", "normal").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_person_of_no_family_reaches_their_own_page(world, client):
    world.leo.remove(by=world.marta)
    assert sign_in(client).location == "/me"
    assert "You are in no family now" in text(client.get("/me"))
    assert client.get("/family").status_code == 403


def test_carla_in_two_families_turns_from_one_to_the_other(world):
    from familychef.families.actions import join
    from familychef.families.models import Invitation, Session

    invitation, _token = Invitation.issue(world.marta, ["member"])
    join(invitation, world.carla.user, name="Carla", colour=7)
    client = world.client(world.carla)
    before = cookie_of(client)
    assert "Neri" in text(client.get("/me")) and "Rossi" in text(client.get("/me"))
    assert client.post("/session/family", data={"family": world.rossi.id}).location == "/"
    assert "Nonna" in text(client.get("/family")) and cookie_of(client) != before
    assert Session.select().where(Session.ended_at.is_null()).count() == 1


def test_nobody_turns_to_a_family_they_are_not_of(world):
    client = world.client(world.leo)
    assert client.post("/session/family", data={"family": world.neri.id}).status_code == 404
    assert "Rossi" in text(client.get("/family"))
