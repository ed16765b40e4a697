"""A page that is given again is only ever given to who may see it, as it is now."""

import datetime as dt
import re

import pytest
import time_machine

from familychef.core import clock
from familychef.families.models import Family, FamilyMember, SecondFactor, Session, User
from tests.cast import paired
from tests.kitchen import busy

KEY = re.compile(r'name="key" value="([^"]+)"')


@pytest.fixture
def dish(world):
    return busy.lasagne(world.rossi, 30)


@pytest.fixture
def leo(world, dish):
    """Leo's browser, which has the menu and knows it well."""
    client = world.client(world.leo)
    for _ in range(3):
        assert client.get("/menu").status_code == 200
    return client


def test_it_takes_one_question_to_the_database(leo, queries):
    with queries() as seen:
        answer = leo.get("/menu")
    assert answer.status_code == 200 and "Lasagne" in answer.text and len(seen) == 1


def test_it_says_the_same_in_its_head(leo, world):
    fresh, known = world.client(world.leo).get("/menu"), leo.get("/menu")
    told = {"X-Request-ID", "X-FC-Identity"}
    assert {name: value for name, value in known.headers if name not in told} == {
        name: value for name, value in fresh.headers if name not in told}
    assert known.headers["X-FC-Identity"] == leo.get("/orders").headers["X-FC-Identity"] != ""


def test_who_has_it_already_is_told_so(leo):
    tag = leo.get("/menu").headers["ETag"]
    assert leo.get("/menu", headers={"If-None-Match": tag}).status_code == 304
    assert leo.get("/menu", headers={"If-None-Match": 'W/"another"'}).status_code == 200


def test_it_ends_with_the_session(leo, world):
    Session.end_all(world.leo.user)
    assert leo.get("/menu").status_code == 401


def test_it_ends_with_the_membership(leo, world):
    FamilyMember.update(state="removed").where(FamilyMember.id == world.leo.id).execute()
    assert leo.get("/menu").status_code in (302, 303, 401, 403)


def test_it_ends_when_the_session_has_lasted_long_enough(leo):
    Session.update(expires_at=clock.now() + clock.minutes(3)).execute()
    for _ in range(3):
        assert leo.get("/menu").status_code == 200
    with time_machine.travel(clock.now() + clock.minutes(4), tick=False):
        assert leo.get("/menu").status_code == 401


def test_that_the_browser_is_used_is_still_written_down(leo):
    with time_machine.travel(clock.now() + clock.minutes(6), tick=False):
        leo.get("/menu")
        assert Session.select().order_by(Session.id.desc()).first().seen_at == clock.now()


@pytest.mark.parametrize(("model", "change"), [
    (FamilyMember, {"roles": ["member", "chef"]}), (FamilyMember, {"allergens": ["milk"]}),
    (FamilyMember, {"child": False}), (User, {"locale": "de"}), (Family, {"name": "Rossi Bianchi"}),
    (Family, {"version": 4711}),
])
def test_the_long_way_is_gone_when_any_row_behind_it_changes(leo, world, queries, model, change):
    row = {FamilyMember: world.leo, User: world.leo.user, Family: world.rossi}[model]
    model.update(**change).where(model.id == row.id).execute()
    with queries() as seen:
        assert leo.get("/menu").status_code == 200
    assert len(seen) > 1


def test_a_language_chosen_now_is_spoken_now(leo, world):
    User.update(locale="de").where(User.id == world.leo.user_id).execute()
    assert 'lang="de"' in leo.get("/menu").text


def test_it_follows_what_there_is(leo, world, dish):
    dish.out_today(world.nonna)
    assert "Out today" in leo.get("/menu").text


def test_it_ends_at_midnight(leo, world, queries):
    midnight = clock.midnight(world.rossi.today() + dt.timedelta(days=1), world.rossi.timezone)
    with time_machine.travel(midnight - clock.minutes(1), tick=False):
        for _ in range(3):
            leo.get("/menu")
    with time_machine.travel(midnight + clock.minutes(1), tick=False), queries() as seen:
        assert leo.get("/menu").status_code == 200
    assert len(seen) > 1


def test_each_address_and_each_way_of_asking_has_its_own(leo, world):
    assert "Search" in leo.get("/menu", headers={"HX-Request-Type": "partial"}).text
    assert "<html" not in leo.get("/menu", headers={"HX-Request-Type": "partial"}).text
    assert "<html" in leo.get("/menu").text
    assert "Nothing here fits" in leo.get("/menu?q=nothing+of+that+name").text
    stranger = world.client()
    assert stranger.get("/menu").status_code == 401 and "Carla" in world.client(world.carla).get("/menu").text


def test_who_loses_the_second_step_that_is_asked_for_sees_nothing_more(world, dish):
    Family.update(second_factor="all").where(Family.id == world.rossi.id).execute()
    SecondFactor.create(user=world.nonna.user, secret="S" * 32, confirmed_at=clock.now())
    nonna = world.client(world.nonna)
    for _ in range(3):
        assert nonna.get("/menu").status_code == 200
    SecondFactor.delete().execute()
    assert nonna.get("/menu").status_code != 200


def test_what_was_kept_for_somebody_else_is_not_asked_as_this_one(leo):
    assert leo.get("/menu", headers={"X-FC-Actor": "somebody-else"}).status_code == 401


def test_a_due_token_comes_with_the_next_page(leo, world):
    Session.update(renew=True).execute()
    assert "Set-Cookie" in leo.get("/menu").headers
    assert "Set-Cookie" not in leo.get("/menu").headers and leo.get("/menu").status_code == 200


def test_a_screen_of_the_house_is_always_looked_at_anew(world, dish, leo, queries):
    world.leo.tablet = paired(world.marta, "shared", name="Sofa")
    screen = world.client(world.leo)
    for _ in range(3):
        assert screen.get("/menu").status_code == 200
    with queries() as seen:
        screen.get("/menu")
    assert len(seen) > 2
    world.leo.tablet.changed_rows(revoked_at=clock.now())
    assert screen.get("/menu").status_code == 401


def test_the_form_of_a_dish_has_a_new_key_each_time(leo, dish):
    keys = [KEY.findall(leo.get(f"/dishes/{dish.id}").text) for _ in range(5)]
    assert len({key for found in keys for key in found}) == 5


def test_a_dish_that_is_gone_is_gone(leo, world, dish):
    for _ in range(3):
        assert leo.get(f"/dishes/{dish.id}").status_code == 200
    dish.hide(world.nonna)
    assert "Not on the menu" in leo.get(f"/dishes/{dish.id}").text
