"""Programs: signing in, tokens that take turns, a token of one's own, and what is not believed."""

import jwt
import pytest

from tests import larder
from tests.cast import PASSWORD

WHO = "/api/v1/me"


def tokens(client, who, **more):
    return client.post("/api/v1/tokens", json={"email": who.user.email, "password": PASSWORD} | more)


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def stranger(world):
    return world.client(None)


def test_with_mail_and_password_a_program_is_somebody(world, stranger):
    given = tokens(stranger, world.marta)
    assert given.status_code == 201 and given.json["expires_in"] == 600, given.text
    answer = stranger.get(WHO, headers=bearer(given.json["access_token"]))
    assert answer.status_code == 200 and answer.json["member"]["name"] == "Marta", answer.text


def test_without_a_token_and_with_a_cookie_it_is_nobody(world):
    answer = world.client(world.marta).get(WHO)
    assert answer.status_code == 401 and answer.mimetype == "application/problem+json"
    assert answer.json["status"] == 401 and answer.json["error"] and answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_used_refresh_token_ends_all_that_grew_from_it(world, stranger):
    first = tokens(stranger, world.marta).json
    second = stranger.post("/api/v1/tokens/refresh", json={"refresh_token": first["refresh_token"]})
    assert second.status_code == 200
    assert stranger.get(WHO, headers=bearer(second.json["access_token"])).status_code == 200
    stolen = stranger.post("/api/v1/tokens/refresh", json={"refresh_token": first["refresh_token"]})
    assert stolen.status_code == 401
    assert stranger.get(WHO, headers=bearer(second.json["access_token"])).status_code == 401
    again = stranger.post("/api/v1/tokens/refresh", json={"refresh_token": second.json["refresh_token"]})
    assert again.status_code == 401


def test_who_guesses_keeps_nobody_beside_them_waiting(world, stranger):
    given = tokens(stranger, world.marta).json
    guesses = [stranger.post("/api/v1/tokens/refresh", json={"refresh_token": f"guess-{n}"}) for n in range(31)]
    assert [answer.status_code for answer in guesses] == [401] * 30 + [429]
    beside = stranger.post("/api/v1/tokens/refresh", json={"refresh_token": given["refresh_token"]})
    assert beside.status_code == 200, beside.text


@pytest.mark.parametrize("claims", [{"aud": "other"}, {"purpose": "mail"}, {"exp": 1}, {"sub": "x"}, {"sub": "999999"}])
def test_a_token_that_is_not_ours_opens_nothing(world, stranger, claims, settings):
    import hashlib
    import hmac

    token = tokens(stranger, world.marta).json["access_token"]
    key = hmac.digest(settings.secret.encode(), b"tokens of programs", hashlib.sha256)
    body = jwt.decode(token, key, algorithms=["HS256"], audience="familychef")
    forged = jwt.encode(body | claims, key, "HS256")
    assert stranger.get(WHO, headers=bearer(forged)).status_code == 401
    foreign, unsigned = jwt.encode(body, "another key of thirty-two letters", "HS256"), jwt.encode(body, None, "none")
    for token in (foreign, unsigned):
        assert stranger.get(WHO, headers=bearer(token)).status_code == 401


def test_dish_management_to_the_letter(world, stranger):
    larder.dish(world.rossi, "Lasagne")
    chef = bearer(tokens(stranger, world.nonna).json["access_token"])
    found = stranger.get("/api/dishes", headers=chef)
    assert found.status_code == 200, found.text
    dish = found.json[0]
    assert set(dish) == {"dishId", "dishName", "imageUrl", "isPublished", "createdAt", "updatedAt"}
    path, once = f"/api/dishes/{dish['dishId']}/toggle", chef | {"Idempotency-Key": "toggle-1"}
    toggled = stranger.patch(path, headers=once)
    assert toggled.status_code == 200 and toggled.json["isPublished"] is not dish["isPublished"], toggled.text
    assert stranger.patch(path, headers=once).json == toggled.json
    gone = stranger.patch("/api/dishes/999999/toggle", headers=chef)
    assert gone.status_code == 404 and gone.json["error"] == "There is nothing here." and gone.json["status"] == 404


@pytest.mark.parametrize(("sent", "status"), [
    (b"[" * 200_000, 400), (b'{"text": ' + b"[" * 200_000, 400), (b"[]", 400), (b"{", 400), (b"\xff", 400),
    (b'{"text": "' + b"m" * 1_000_001 + b'"}', 413), (b'{"text": "\\ud800"}', 422), (b'{"text": 1e999}', 422),
])
def test_a_body_that_is_none_is_refused(world, stranger, sent, status):
    leo = bearer(tokens(stranger, world.leo).json["access_token"])
    answer = stranger.post("/api/v1/shopping-items", data=sent, headers=leo | {"Content-Type": "application/json"})
    assert answer.status_code == status and answer.json["status"] == status, answer.text


def test_no_secret_is_kept_with_the_answer_it_was_in(world, stranger):
    from familychef.families.models import ApiAnswer

    leo = bearer(tokens(stranger, world.leo).json["access_token"]) | {"Idempotency-Key": "sign-in"}
    again = stranger.post("/api/v1/tokens", json={"email": world.leo.user.email, "password": PASSWORD}, headers=leo)
    assert again.status_code == 201 and not ApiAnswer.select().exists()


def test_what_is_over_goes_with_time(world, stranger):
    from familychef.core import clock
    from familychef.families.models import Program, RefreshToken

    first = tokens(stranger, world.leo).json
    stranger.post("/api/v1/tokens/refresh", json={"refresh_token": first["refresh_token"]})
    _given, _token = Program.give(world.leo, "Dashboard", ["read"], None)
    later = clock.now() + clock.minutes(60 * 24 * 31)
    RefreshToken.tidy(later)
    Program.tidy(later)
    assert RefreshToken.select().count() == 1 and Program.select().count() == 2
    Program.tidy(later + clock.minutes(60 * 24 * 90))
    assert [each.name for each in Program.select()] == ["Dashboard"] and not RefreshToken.select().exists()
