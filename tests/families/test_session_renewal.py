"""Row 5: whoever may do more or less than before gets a new token, and the old one soon opens nothing."""

import pytest
import time_machine

from familychef.core import clock
from tests.families.papers import again, cookie_of

AS_CHEF = {"roles": ["member", "chef"]}


@pytest.fixture
def promoted(world):
    """Leo's browser, before its first page after Marta made him a chef."""
    leo = world.client(world.leo)
    assert leo.get("/me").status_code == 200
    world.client(world.marta).post(f"/members/{world.leo.id}/roles", data=AS_CHEF)
    return leo


def with_token(world, token):
    client = world.client()
    client.set_cookie("fc", token)
    return client


def test_row_05_a_new_role_brings_a_new_token_with_the_next_page(promoted):
    before = cookie_of(promoted)
    assert promoted.get("/more").status_code == 200
    after = cookie_of(promoted)
    assert after != before and promoted.get("/recipes").status_code == 200
    assert cookie_of(promoted) == after


def test_row_05_the_token_from_before_dies_ten_seconds_later(world, promoted):
    old = with_token(world, cookie_of(promoted))
    promoted.get("/more")
    assert old.get("/more").status_code == 200
    with time_machine.travel(clock.now() + clock.minutes(11 / 60), tick=False):
        assert old.get("/more").status_code == 401
        assert promoted.get("/more").status_code == 200


def test_row_05_what_was_under_way_gets_no_token_of_its_own(world, promoted):
    old = with_token(world, cookie_of(promoted))
    promoted.get("/more")
    held = cookie_of(old)
    assert old.get("/more").status_code == 200 and cookie_of(old) == held
    assert promoted.get("/more").status_code == 200


def test_row_05_of_two_requests_at_once_one_brings_the_token(world, promoted):
    from familychef.families.models import Session

    token = cookie_of(promoted)
    first = Session.get(Session.user == world.leo.user_id)
    second = Session.get_by_id(first.id)
    assert first.renewed(token) and second.renewed(token) is None


def test_row_05_pictures_and_streams_bring_no_cookie(world, promoted):
    style = world.app.jinja_env.globals["asset"]("app.css")
    answer = promoted.get(style)
    assert "Set-Cookie" not in answer.headers
    answer.close()


def test_row_05_a_token_somebody_planted_is_never_signed_in(world, client):
    from tests.cast import PASSWORD, email_of

    client.set_cookie("fc", "planted-by-a-stranger")
    assert client.post("/session", data={"email": email_of("leo"), "password": PASSWORD}).status_code == 303
    assert cookie_of(client) != "planted-by-a-stranger"
    assert with_token(world, "planted-by-a-stranger").get("/me").status_code == 401


def test_row_05_showing_the_password_again_brings_a_new_token(world):
    from tests.cast import PASSWORD

    leo = world.client(world.leo)
    before = cookie_of(leo)
    assert leo.post("/session/proof", data={"password": PASSWORD}).status_code == 303
    assert cookie_of(leo) != before and with_token(world, before).get("/me").status_code == 200


def test_row_05_a_role_is_news_for_all_browsers_of_that_person_alone(world, promoted):
    from familychef.families.models import Session

    second = world.client(world.leo)
    world.client(world.marta).post(f"/members/{world.leo.id}/roles", data={"roles": ["shopper"]})
    due = {session.user_id for session in Session.select().where(Session.renew)}
    assert due == {world.leo.user_id} and Session.select().where(Session.renew).count() == 2
    token = cookie_of(second)
    assert second.get("/me").status_code == 200 and cookie_of(second) != token


def test_row_05_an_ended_session_is_not_renewed(world, promoted):
    from familychef.families.models import Session

    session = Session.get(Session.user == world.leo.user_id)
    session.end()
    assert session.renewed(cookie_of(promoted)) is None and not again(session).prior_hash
