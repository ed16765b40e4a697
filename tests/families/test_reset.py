"""A forgotten password: an admin's one-time link, the letter's link, the server's own command. Row 16."""

import re
import subprocess
import sys

import pytest
import time_machine

from familychef.core import clock
from familychef.core.db import write
from familychef.core.events import Event
from tests.cast import PASSWORD, email_of
from tests.families.papers import cookie_of, kinds, session_of, text
from tests.families.phone import code, secure
from tests.fixtures.storage import ROOT, clean_environment
from tests.storm import Call, all_at_once

NEW = "una torta di mele"


def link_for(world, member, by=None):
    from familychef.families.resets import make_link

    return f"/password/reset/{make_link(member, by=by or world.marta)}"


def choose(client, password=NEW):
    return client.post("/password/new", data={"password": password})


def sign_in(client, password, who="leo"):
    return client.post("/session", data={"email": email_of(who), "password": password})


def test_marta_makes_a_link_and_leo_chooses_a_new_password(world, client):
    marta, leo = world.client(world.marta), world.client(world.leo)
    page = marta.post(f"/members/{world.leo.id}/reset-link")
    link = re.search(r'value="http://127.0.0.1:8000(/password/reset/[\w-]+)"', page.text)[1]
    assert 'class="qr"' in page.text and page.headers["Cache-Control"] == "no-store"
    assert client.get(link).location == "/password/new"
    assert "Marta made this link for you." in text(client.get("/password/new"))
    assert choose(client).location == "/" and session_of(client).user_id == world.leo.user_id
    assert leo.get("/me").status_code == 401, "every other browser is signed out"
    assert sign_in(world.client(), PASSWORD).status_code == 422 and sign_in(world.client(), NEW).status_code == 303
    told = Event.select(Event.kind, Event.actor_id, Event.needs).order_by(Event.seq.desc()).limit(2).tuples()
    assert list(told) == [
        ("member.reset", world.leo.id, "family.manage"), ("member.reset_link", world.marta.id, "family.manage"),
    ]


def test_row_40_the_token_leaves_the_address_at_once(world, client):
    answer = client.get(link_for(world, world.leo))
    assert (answer.status_code, answer.location) == (303, "/password/new")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "HttpOnly" in answer.headers["Set-Cookie"] and "Max-Age=3600" in answer.headers["Set-Cookie"]
    token = client.get_cookie("fc-passage").value
    assert token not in client.get("/password/new").text


def test_row_16_only_the_hash_is_kept_and_it_has_256_bits(world):
    from familychef.families.models import Passage, hashed

    token = link_for(world, world.leo).rpartition("/")[2]
    assert len(token) >= 43 and Passage.get().token_hash == hashed(token)


def test_row_16_a_link_works_once(world, client, app):
    other, path = app.test_client(), link_for(world, world.leo)
    client.get(path), other.get(path)
    assert choose(client).status_code == 303
    assert other.get("/password/new").status_code == 410 and choose(other, "pane e salame").status_code == 410
    assert sign_in(app.test_client(), NEW).status_code == 303


def test_row_16_of_four_at_once_one_gets_through(world, serve):
    token, house = link_for(world, world.leo).rpartition("/")[2], serve()
    calls = [Call("POST", "/password/new", {"password": f"torta number {n}"}, cookies={"fc-passage": token})
             for n in range(4)]
    assert sorted(answer.status for answer in all_at_once(house, calls)) == [303, 410, 410, 410]


def test_row_16_an_admins_link_works_for_a_day(world, client):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        path = link_for(world, world.leo)
        clocks.shift(24 * 3600 - 1)
        client.get(path)
        assert client.get("/password/new").status_code == 200
        clocks.shift(2)
        assert client.get("/password/new").status_code == 410


def test_row_16_it_does_not_skip_the_second_step(world, client, app):
    with app.app_context():
        secret, _codes = secure(world.leo)
    client.get(link_for(world, world.leo))
    assert choose(client).location == "/session/second-factor" and cookie_of(client) is None
    assert client.post("/session/second-factor", data={"code": code(secret)}).location == "/"


def test_row_16_not_even_on_a_browser_that_is_signed_in(world, app):
    with app.app_context():
        secure(world.leo)
    client = world.client(world.leo)
    client.get(link_for(world, world.leo))
    assert choose(client).location == "/session/second-factor" and client.get("/me").status_code == 401


def test_a_weak_password_is_refused_and_the_link_stays(world, client):
    client.get(link_for(world, world.leo))
    assert choose(client, "short").status_code == 422 and choose(client, "1234567890").status_code == 422
    assert choose(client).status_code == 303


def test_a_newer_link_kills_the_older(world, client):
    older = link_for(world, world.leo)
    newer = link_for(world, world.leo)
    client.get(older)
    assert client.get("/password/new").status_code == 410
    client.get(newer)
    assert client.get("/password/new").status_code == 200


def test_a_link_of_somebody_who_is_no_admin_any_more_is_dead(world, client):
    from tests.cast import join

    aldo = join(world.rossi, name="Aldo", email="aldo@rossi.example", roles=["admin"])
    client.get(link_for(world, world.leo, by=aldo))
    aldo.grant(["member"], by=world.marta)
    assert client.get("/password/new").status_code == 410


def test_no_admin_takes_over_a_login_that_opens_another_family(world, client):
    from familychef.families.actions import join
    from familychef.families.models import Invitation, Passage

    path = link_for(world, world.leo)
    join(Invitation.issue(world.carla, ["member"])[0], world.leo.user, name="Leo", colour=5)
    answer = world.client(world.marta).post(f"/members/{world.leo.id}/reset-link")
    assert answer.status_code == 422 and "not of this family alone" in text(answer) and "Neri" not in answer.text
    client.get(path)
    assert choose(client).status_code == 410, "nor with a link made before"
    assert Passage.select().count() == 1 and kinds(world.rossi).count("member.reset_link") == 1


def test_only_admins_of_the_family_make_links_and_only_with_proof(world):
    path = f"/members/{world.leo.id}/reset-link"
    assert world.client(world.nonna).post(path).status_code == 403
    assert world.client(world.carla).post(path).status_code == 404
    client = world.client(world.marta)
    with write():
        session_of(client).changed_rows(proved_at=None)
    assert client.post(path).location == "/session/proof"


def test_a_child_without_e_mail_has_no_password(world):
    with write():
        world.leo.user.changed_rows(email=None)
    answer = world.client(world.marta).post(f"/members/{world.leo.id}/reset-link")
    assert answer.status_code == 422 and "Leo has no password." in text(answer)


@pytest.mark.parametrize("token", ["never-made", "x" * 5000])
def test_a_token_nobody_made_opens_nothing(client, world, token):
    assert client.get(f"/password/reset/{token}").status_code == 303
    assert client.get("/password/new").status_code == 410
    assert choose(client).status_code == 410


def test_a_token_of_another_purpose_opens_nothing(world, client):
    from familychef.families.models import Passage

    facts = {"page": "/", "member": None}
    _passage, token = Passage.issue("second_factor", clock.minutes(10), user=world.leo.user, facts=facts)
    client.set_cookie("fc-passage", token)
    assert choose(client).status_code == 410


def test_without_mail_the_page_says_whom_to_ask(world, client, monkeypatch):
    from familychef.families import welcome

    monkeypatch.setattr(welcome, "founded", lambda: True)
    assert 'href="/password/reset"' in client.get("/session/new").text
    page = client.get("/password/reset")
    assert "Ask an admin of your family." in text(page) and 'name="email"' not in page.text
    assert client.post("/password/reset", data={"email": email_of("leo")}).location == "/password/reset"


@pytest.mark.parametrize("flag", [[], ["--without-second-step"]])
def test_who_runs_the_server_makes_a_link_there(app, world, settings, client, database_url, flag):
    from familychef.families.models import SecondFactor

    with app.app_context():
        secure(world.marta)
    environment = clean_environment(DATABASE_URL=database_url, FAMILYCHEF_DATA=settings.data)
    command = [sys.executable, "app.py", "reset-link", email_of("marta").upper(), *flag]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    client.get(said.strip().removeprefix("http://127.0.0.1:8000"))
    assert choose(client).location == ("/" if flag else "/session/second-factor")
    assert bool(SecondFactor.of_user(world.marta.user)) == (not flag)
