"""A screen is paired by a code: shown on the wall, allowed on a phone, good once and for ten minutes."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from familychef.core import clock
from familychef.core.db import write
from familychef.core.events import Event
from familychef.families.models import Device, Pairing, Session, hashed
from tests.cast import PASSWORD, SCREEN_COOKIE, email_of, paired
from tests.storm import Call, all_at_once

TABLET = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"


def begin(world):
    """A screen that shows its code; (its browser, the pairing)."""
    wall = world.client()
    wall.environ_base["HTTP_USER_AGENT"] = TABLET
    assert wall.post("/pairings").status_code == 303
    return wall, Pairing.select().order_by(Pairing.id.desc()).get()


def allow(world, pairing, who, kind="kitchen", name="By the stove"):
    return world.client(who).post("/devices", data={"code": pairing.code, "kind": kind, "name": name})


def token_of(client):
    cookie = client.get_cookie(SCREEN_COOKIE)
    return cookie and cookie.value


def test_a_wall_becomes_the_kitchen(world):
    wall, pairing = begin(world)
    shown = wall.get("/pair").text
    assert all(group in shown for group in pairing.groups) and pairing.name in shown
    asked = world.client(world.nonna).get(f"/devices/new?code={pairing.code}").text
    assert pairing.name in asked and "127.0.0.1" in asked and "Chrome · Android" in asked
    assert "completion" not in wall.get("/pair/waiting").text
    assert allow(world, pairing, world.nonna).status_code == 303
    assert "completion" in wall.get("/pair/waiting").text
    answer = wall.post("/pairings/completion")
    assert (answer.status_code, answer.location) == (303, "/kitchen")
    assert wall.get("/kitchen").status_code == 200
    device = Device.get()
    assert (device.family_id, device.kind, device.name) == (world.rossi.id, "kitchen", "By the stove")
    told = Event.get(Event.kind == "device.paired")
    assert (told.actor_id, told.needs) == (world.nonna.id, "devices.pair")


@pytest.mark.wide_limits
def test_the_code_is_eight_consonants_and_the_name_two_words(world):
    for _screen in range(20):
        _wall, pairing = begin(world)
        assert re.fullmatch("[BCDFGHJKLMNPQRSTVWXZ]{8}", pairing.code)
        assert len(pairing.name.split()) >= 2


def test_only_hashes_of_its_secrets_are_kept(world):
    wall, pairing = begin(world)
    secret = wall.get_cookie("fc-pairing").value
    assert pairing.secret_hash == hashed(secret)
    allow(world, pairing, world.marta)
    answer = wall.post("/pairings/completion")
    flags = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith(SCREEN_COOKIE))
    assert "HttpOnly" in flags and "SameSite=Lax" in flags and "Path=/" in flags
    assert len(token_of(wall)) >= 43 and Device.get().token_hash == hashed(token_of(wall))


def test_row_04_over_https_its_cookies_are_for_this_house_alone(world):
    world.app.config["SETTINGS"] = replace(world.app.config["SETTINGS"], url="https://localhost")
    wall = world.client()
    begun = wall.post("/pairings", base_url="https://localhost")
    Pairing.get().allow(world.marta, kind="kitchen", name="Wall")
    done = wall.post("/pairings/completion", base_url="https://localhost")
    for answer, name in ((begun, "__Host-fc-pairing="), (done, "__Host-fc-device=")):
        flags = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith(name))
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags.split("; ")) and "Domain" not in flags


def test_who_scans_the_picture_signed_out_comes_back_to_it(world):
    _wall, pairing = begin(world)
    phone, path = world.client(), f"/devices/new?code={pairing.code}"
    away = phone.get(path, headers={"Accept": "text/html"}).location
    login = {"email": email_of("nonna"), "password": PASSWORD, "next": parse_qs(urlsplit(away).query)["next"][0]}
    back = phone.post("/session", data=login)
    assert back.location == path and pairing.name in phone.get(path).text


def test_a_code_is_typed_as_people_type(world):
    _wall, pairing = begin(world)
    typed = f" {pairing.code[:4].lower()}-{pairing.code[4:]} "
    assert pairing.name in world.client(world.marta).get("/devices/new", query_string={"code": typed}).text


def test_after_ten_minutes_the_code_is_good_for_nothing(world):
    wall, pairing = begin(world)
    with write():
        Pairing.update(expires_at=clock.now()).execute()
    assert world.client(world.marta).get(f"/devices/new?code={pairing.code}").status_code == 422
    assert allow(world, pairing, world.marta).status_code == 422
    assert "Pair this screen" in wall.get("/pair").text and not Device.select().exists()


def test_allowed_too_late_it_gets_no_token(world):
    wall, pairing = begin(world)
    allow(world, pairing, world.marta)
    with write():
        Pairing.update(expires_at=clock.now()).execute()
    assert wall.post("/pairings/completion").location == "/pair" and not token_of(wall)


def test_without_a_word_from_the_family_it_gets_no_token(world):
    wall, _pairing = begin(world)
    assert wall.post("/pairings/completion").location == "/pair" and not token_of(wall)
    assert wall.get("/kitchen").status_code == 401


def test_the_secret_of_another_screen_opens_nothing(world):
    _wall, pairing = begin(world)
    other, _its_own = begin(world)
    allow(world, pairing, world.marta)
    assert other.post("/pairings/completion").location == "/pair" and not token_of(other)


def test_of_two_tabs_with_the_same_secret_one_gets_the_token(world, serve):
    wall, pairing = begin(world)
    allow(world, pairing, world.marta)
    jar = {"fc-pairing": wall.get_cookie("fc-pairing").value}
    answers = all_at_once(serve(), [Call("POST", "/pairings/completion", cookies=jar) for _tab in range(8)])
    tokens = [answer.cookies[SCREEN_COOKIE] for answer in answers if answer.cookies.get(SCREEN_COOKIE)]
    assert len(tokens) == 1 and Device.get().token_hash == hashed(tokens[0])
    assert not Pairing.select().exists()


def test_of_three_who_allow_a_screen_at_once_one_gets_it(world, serve):
    _wall, pairing = begin(world)
    form = {"code": pairing.code, "kind": "kitchen", "name": "Wall"}
    people = [world.cookies(who) for who in (world.nonna, world.marta, world.carla)]
    answers = all_at_once(serve(), [Call("POST", "/devices", form, cookies=jar) for jar in people])
    assert sorted(answer.status for answer in answers) == [303, 409, 409]
    assert Device.select().count() == 1 and Event.select().where(Event.kind == "device.paired").count() == 1


def test_pressed_twice_it_is_allowed_once(world):
    _wall, pairing = begin(world)
    assert [allow(world, pairing, world.marta).status_code for _press in range(2)] == [303, 303]
    assert Device.select().count() == 1 and Event.select().where(Event.kind == "device.paired").count() == 1


def test_a_chef_pairs_walls_and_only_an_admin_tablets(world):
    _wall, pairing = begin(world)
    assert "Shared tablet" not in world.client(world.nonna).get(f"/devices/new?code={pairing.code}").text
    assert allow(world, pairing, world.nonna, kind="shared").status_code == 403
    assert allow(world, pairing, world.leo).status_code == 403
    assert not Device.select().exists()
    assert allow(world, pairing, world.marta, kind="shared").status_code == 303


def test_row_21_guessing_codes_ends_after_five(world):
    marta = world.client(world.marta)
    codes = [f"BCDFGHJ{letter}" for letter in "BCDFGH"]
    answers = [marta.get(f"/devices/new?code={code}").status_code for code in codes]
    assert answers == [422] * 5 + [429]
    _wall, pairing = begin(world)
    assert allow(world, pairing, world.marta).status_code == 429


def test_right_codes_are_not_counted(world):
    marta = world.client(world.marta)
    for _screen in range(7):
        _wall, pairing = begin(world)
        assert marta.get(f"/devices/new?code={pairing.code}").status_code == 200


def test_row_22_a_flood_of_screens_is_stopped(world):
    wall = world.client()
    answers = [wall.post("/pairings").status_code for _screen in range(11)]
    assert answers == [303] * 10 + [429]


def test_whoever_was_signed_in_on_the_tablet_is_out(world):
    tablet = world.client(world.marta)
    tablet.post("/pairings")
    allow(world, Pairing.get(), world.marta, kind="shared")
    mine = Session.select().order_by(Session.id).get()
    assert tablet.post("/pairings/completion").location == "/session/faces"
    assert Session.get_by_id(mine.id).ended_at and tablet.get("/menu").status_code == 401


def test_a_chef_sees_the_walls_and_an_admin_all(world):
    wall, tablet = paired(world.marta, name="Wall"), paired(world.marta, "shared", name="Sofa")
    nonna, marta = world.client(world.nonna), world.client(world.marta)
    assert "Wall" in nonna.get("/devices").text and "Sofa" not in nonna.get("/devices").text
    assert "Wall" in marta.get("/devices").text and "Sofa" in marta.get("/devices").text
    assert nonna.post(f"/devices/{tablet.id}/removal").status_code == 404
    assert nonna.post(f"/devices/{wall.id}/removal").status_code == 303


def test_the_neighbours_see_and_remove_none_of_it(world):
    wall = paired(world.marta, name="Wall")
    carla = world.client(world.carla)
    assert "Wall" not in carla.get("/devices").text
    assert carla.post(f"/devices/{wall.id}/removal").status_code == 404
    assert Device.get_by_id(wall.id).revoked_at is None


def test_a_removed_screen_falls_back_to_pairing(world):
    wall = paired(world.marta)
    browser = world.client(wall)
    for _press in range(2):
        assert world.client(world.marta).post(f"/devices/{wall.id}/removal").status_code in (303, 404)
    answer = browser.htmx("GET", "/kitchen")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/pair")
    page = browser.get("/kitchen", headers={"Accept": "text/html"})
    assert (page.status_code, page.location) == (303, "/pair")
    assert browser.get("/pair").status_code == 200
    assert Event.select().where(Event.kind == "device.removed").count() == 1


def test_who_signs_in_on_a_removed_screen_has_a_browser_of_their_own(world):
    wall = paired(world.marta)
    browser = world.client(wall)
    wall.remove(by=world.marta)
    browser.post("/session", data={"email": email_of("leo"), "password": PASSWORD})
    assert not token_of(browser) and browser.get("/me").status_code == 200


def test_the_cookie_of_a_screen_in_use_lives_on(world):
    browser = world.client(paired(world.marta))
    answer = browser.get("/kitchen")
    kept = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith(SCREEN_COOKIE)]
    assert kept and "Max-Age=31536000" in kept[0]


@pytest.mark.parametrize("path", ["/pair", "/pair/waiting"])
def test_looking_changes_nothing(world, path):
    wall, pairing = begin(world)
    before = (Pairing.select().count(), Device.select().count())
    wall.get(path)
    assert (Pairing.select().count(), Device.select().count()) == before


def test_old_codes_are_forgotten(world):
    _wall, _pairing = begin(world)
    Pairing.tidy(clock.now() + clock.minutes(11))
    assert not Pairing.select().exists()
