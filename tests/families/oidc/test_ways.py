"""Signing in, joining and proving by the family's identity provider."""

import pytest
import time_machine

from familychef.core import clock
from familychef.core.db import write
from tests.cast import email_of
from tests.families.oidc.provider import CLIENT, question_on, way_back
from tests.families.oidc.visits import arrive, assert_refused, connect, invited, tire
from tests.families.papers import cookie_of, session_of, text
from tests.families.phone import secure

DAY = 86400
NOW = int(clock.now().timestamp())


def test_leo_signs_in_by_the_provider(client, provider, connected):
    assert "Sign in with Home login" in text(client.get("/session/new"))
    answer = arrive(client, provider, next="/menu")
    assert (answer.status_code, answer.location) == (303, "/menu")
    assert client.get("/me").status_code == 200 and not session_of(client).is_proved


def test_his_second_step_is_asked_all_the_same(world, app, client, provider, connected):
    with app.app_context():
        secure(world.leo)
    assert arrive(client, provider).location == "/session/second-factor"
    assert client.get("/session/second-factor").status_code == 200 and cookie_of(client) is None


def test_the_question_carries_no_secret_and_a_challenge(client, provider, connected):
    answer = client.post("/session/oidc")
    question = question_on(answer)
    assert question.startswith(f"{provider.issuer}/authorize?response_type=code&client_id={CLIENT}&")
    assert "code_challenge_method=S256" in question and "max_age" not in question
    assert client.get_cookie("fc-passage").value not in answer.text
    assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A8000%2Fsession%2Foidc%2Freturn" in question


def test_an_unknown_login_opens_nothing_even_with_a_known_address(client, provider, world):
    from familychef.families.models import Identity

    provider.person = {"sub": "stranger", "email": email_of("leo"), "email_verified": True}
    answer = arrive(client, provider)
    assert answer.status_code == 422 and "opens nothing here yet" in text(answer)
    assert cookie_of(client) is None and not Identity.select().exists()


def test_an_answer_counts_once(client, provider, connected):
    back = way_back(client.post("/session/oidc"), provider)
    token = client.get_cookie("fc-passage").value
    assert client.get(back).status_code == 303
    client.post("/session/removal")
    client.set_cookie("fc-passage", token)
    assert client.get(back).status_code == 422 and cookie_of(client) is None


def test_two_answers_to_one_question_count_once(client, provider, connected):
    question = client.post("/session/oidc")
    token = client.get_cookie("fc-passage").value
    assert client.get(way_back(question, provider)).status_code == 303
    client.post("/session/removal")
    client.set_cookie("fc-passage", token)
    assert_refused(client, client.get(way_back(question, provider)))


@pytest.mark.parametrize("state", ["", "x", "ü", "x" * 43])
def test_an_answer_carries_what_was_asked(client, provider, connected, state):
    question = client.post("/session/oidc")
    assert_refused(client, client.get(way_back(question, provider, state=state)))
    assert client.get(way_back(question, provider)).status_code == 303, "a stray answer spoils nothing"


def test_an_answer_counts_in_the_browser_that_asked(app, client, provider, connected):
    back = way_back(client.post("/session/oidc"), provider)
    other = app.test_client()
    assert other.get(back).status_code == 422
    other.post("/session/oidc")
    assert other.get(back).status_code == 422 and cookie_of(other) is None


def test_an_answer_that_comes_late_counts_nothing(client, provider, connected):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        back = way_back(client.post("/session/oidc"), provider)
        clocks.shift(601)
        assert client.get(back).status_code == 422 and cookie_of(client) is None


def test_nobody_else_signed_in_meanwhile(world, client, provider):
    back = way_back(world.client(world.leo).post("/me/identities"), provider)
    leo, marta = world.client(world.leo), world.client(world.marta)
    back = way_back(leo.post("/me/identities"), provider)
    marta.set_cookie("fc-passage", leo.get_cookie("fc-passage").value)
    assert marta.get(back).status_code == 422 and not world.marta.user.identities.count()


def test_leo_connects_his_login_and_signs_in_with_it(world, client, provider):
    leo = world.client(world.leo)
    answer = arrive(leo, provider, "/me/identities")
    assert answer.location == "/me/identities" and "127.0.0.1 …4711" in leo.get("/me/identities").text
    assert arrive(client, provider).location == "/" and session_of(client).user_id == world.leo.user_id
    assert arrive(leo, provider, "/me/identities").location == "/me/identities", "twice is once"
    assert world.leo.user.identities.count() == 1


def test_connecting_asks_for_the_password_first(world, provider):
    leo = world.client(world.leo)
    tire(leo)
    for method, path in (("GET", "/me/identities"), ("POST", "/me/identities"), ("POST", "/me/identities/1/removal")):
        assert leo.open(path, method=method).location.startswith("/session/proof")


def test_a_login_belongs_to_one_person(world, provider, connected):
    marta = world.client(world.marta)
    answer = arrive(marta, provider, "/me/identities")
    assert answer.status_code == 422 and "belongs to somebody else" in text(answer)
    assert not world.marta.user.identities.count()


def test_a_removed_login_opens_nothing(world, client, provider, connected):
    assert world.client(world.marta).post(f"/me/identities/{connected.id}/removal").status_code == 404
    assert world.client(world.leo).post(f"/me/identities/{connected.id}/removal").status_code == 303
    assert_refused(client, arrive(client, provider))


def test_the_only_way_in_is_kept(world, provider, connected):
    with write():
        world.leo.user.changed_rows(password_hash="")
    answer = world.client(world.leo).post(f"/me/identities/{connected.id}/removal")
    assert answer.status_code == 422 and "Nothing else signs you in" in text(answer)
    assert world.leo.user.identities.count() == 1


@pytest.mark.parametrize(("lies", "proved"), [
    ({}, True), ({"auth_time": NOW - DAY}, False), ({"auth_time": None}, False), ({"auth_time": True}, False),
])
def test_who_has_just_signed_in_there_has_proved_who_they_are(world, provider, connected, lies, proved):
    leo = world.client(world.leo)
    tire(leo)
    provider.lies = lies
    assert "Use Home login" in text(leo.get("/session/proof"))
    asked = leo.post("/session/proof/oidc", data={"next": "/me/second-factor"})
    assert "max_age=0" in question_on(asked)
    answer = leo.get(way_back(asked, provider))
    assert (answer.location == "/me/second-factor") == proved and session_of(leo).is_proved == proved


def test_anothers_login_proves_nothing(world, provider, connected):
    marta = world.client(world.marta)
    tire(marta)
    answer = arrive(marta, provider, "/session/proof/oidc")
    assert answer.status_code == 422 and not session_of(marta).is_proved


def test_ugo_joins_with_what_the_provider_vouches_for(world, client, provider):
    provider.person = {"sub": "u", "name": "Ugo", "email": "Ugo@Rossi.example", "email_verified": True}
    invited(world, client)
    assert "Continue with Home login" in text(client.get("/join"))
    assert arrive(client, provider, "/join/oidc").location == "/"
    ugo = session_of(client).member
    assert (ugo.name, ugo.roles) == ("Ugo", ["shopper"])
    assert (ugo.user.email, ugo.user.password_hash) == ("ugo@rossi.example", "")
    assert ugo.user.identities.get().subject == "u" and client.get("/join").status_code == 410


@pytest.mark.parametrize("claims", [
    {}, {"email": "ugo@rossi.example"}, {"email": "ugo@rossi.example", "email_verified": "true"},
    {"email": "no address", "email_verified": True}, {"email": ["x"], "email_verified": True},
    {"email": email_of("leo"), "email_verified": True},
])
def test_nobody_joins_by_an_address_that_is_not_checked_or_not_free(world, client, provider, claims):
    provider.person = {"sub": "u", "name": "Ugo"} | claims
    invited(world, client)
    assert arrive(client, provider, "/join/oidc").status_code == 422
    assert cookie_of(client) is None and not world.leo.user.identities.count()
    assert world.rossi.active_members().count() == 4


def test_who_is_known_signs_in_and_is_asked_to_join_then(world, client, provider):
    provider.person = {"sub": "c"}
    connect(world.carla, provider)
    invited(world, client)
    assert arrive(client, provider, "/join/oidc").location == "/join"
    assert "Join Rossi" in text(client.get("/join")) and world.rossi.active_members().count() == 4


def test_without_an_invitation_nobody_joins(client, provider):
    assert client.post("/join/oidc").status_code == 410


def test_guessing_is_slowed_down(client, provider, connected):
    provider.lies = {"nonce": "another"}
    statuses = [arrive(client, provider).status_code for _try in range(31)]
    assert statuses[0] == 422 and statuses[-1] == 429


def test_the_security_log_knows_ways_and_numbers_only(world, client, provider, settings):
    arrive(world.client(world.leo), provider, "/me/identities")
    arrive(client, provider)
    log = (settings.data / "security.log").read_text()
    assert '"what":"identity.added"' in log and '"way":"oidc"' in log and "leo-4711" not in log
