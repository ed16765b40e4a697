"""The shared tablet: a face and a PIN, for ten minutes; nobody is an admin there, and a PIN is good nowhere else."""

import pytest
import time_machine

from familychef.core import clock
from familychef.families.models import Device, Session
from tests.cast import COOKIE, PASSWORD, email_of, join, paired, password_hash
from tests.families.papers import text

PIN = "2580"
PAGE = {"Accept": "text/html"}


@pytest.fixture
def tablet(world):
    return paired(world.marta, "shared", name="Sofa")


@pytest.fixture
def mia(world):
    return join(world.rossi, "Mia", None, child=True, face="cat", pin_hash=password_hash(PIN))


@pytest.fixture
def marta(world):
    """Marta, who runs the house and has a PIN too."""
    world.marta.take_pin(password_hash("7391"), by=world.marta)
    return world.marta


def enter(browser, who, pin=PIN):
    return browser.post("/session/pin", data={"member": who.id, "pin": pin})


def test_a_child_taps_its_face_and_types_its_pin(world, tablet, mia):
    browser = world.client(tablet)
    shown = text(browser.get("/session/faces"))
    assert "Mia" in shown and "Leo" not in shown
    assert "Mia" in browser.get(f"/session/faces/{mia.id}").text
    answer = enter(browser, mia)
    assert (answer.status_code, answer.location) == (303, "/menu")
    assert browser.get("/menu").status_code == 200
    session = Session.select().order_by(Session.id.desc()).get()
    assert (session.device_id, session.member_id, session.proved_at) == (tablet.id, mia.id, None)


def test_a_child_has_three_tabs_and_no_pantry(world, tablet, mia):
    browser = world.client(tablet)
    enter(browser, mia)
    tabs = browser.get("/menu").text.partition('id="tabs"')[2].partition("</nav>")[0]
    assert [word for word in ("Today", "Menu", "Orders", "Me<", "Pantry", "More") if word in tabs] == [
        "Menu", "Orders", "Me<",
    ]
    assert browser.get("/pantry").status_code == 403 and browser.get("/members/new").status_code == 403


@pytest.mark.parametrize("path", ["/menu", "/pantry", "/kitchen"])
def test_every_page_of_a_person_on_the_tablet_can_be_covered(world, tablet, marta, path):
    """The kitchen's board too: what it keeps for a network is Marta's."""
    browser, own = world.client(tablet), world.client(world.leo)
    enter(browser, marta, "7391")
    page = browser.get(path).text
    assert 'id="cover"' in page and "cover." in page and f'data-reader="{marta.id}.' in page
    assert 'id="cover"' not in own.get("/menu").text


def test_a_wrong_pin_is_told_kindly(world, tablet, mia):
    answer = enter(world.client(tablet), mia, "1111")
    assert answer.status_code == 422 and "not the PIN of Mia" in answer.text


def test_after_five_wrong_pins_it_takes_longer_and_longer(world, tablet, mia):
    browser = world.client(tablet)
    with time_machine.travel(clock.now(), tick=False) as time:
        assert [enter(browser, mia, "1111").status_code for _try in range(6)] == [422] * 5 + [429]
        answer = enter(browser, mia)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
        time.shift(31)
        assert enter(browser, mia, "1111").status_code == 422
        assert enter(browser, mia).headers["Retry-After"] == "60"
        time.shift(61)
        assert enter(browser, mia).status_code == 303


def test_one_child_s_mistakes_keep_nobody_else_out(world, tablet, mia, marta):
    browser = world.client(tablet)
    for _try in range(6):
        enter(browser, mia, "1111")
    assert enter(browser, marta, "7391").status_code == 303


@pytest.mark.parametrize("screen", ["nobody", "kitchen", "neighbours", "removed"])
def test_a_pin_is_good_on_no_other_screen(world, mia, screen):
    browser = world.client()
    if screen != "nobody":
        by = world.carla if screen == "neighbours" else world.marta
        device = paired(by, "kitchen" if screen == "kitchen" else "shared")
        browser = world.client(device)
        if screen == "removed":
            device.remove(by=by)
    assert enter(browser, mia).status_code == 404
    assert not browser.get_cookie(COOKIE)


def test_who_has_no_pin_is_not_among_the_faces(world, tablet, mia):
    browser = world.client(tablet)
    assert enter(browser, world.leo, "").status_code == 404 and enter(browser, world.leo).status_code == 404
    mia.remove(by=world.marta)
    assert enter(browser, mia).status_code == 404 and "Mia" not in browser.get("/session/faces").text


def test_row_06_after_ten_minutes_alone_the_faces_are_back(world, tablet, mia):
    browser = world.client(tablet)
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(browser, mia)
        for _page in range(3):
            time.shift(9 * 60)
            assert browser.get("/menu", headers=PAGE).status_code == 200
        time.shift(11 * 60)
        answer = browser.get("/menu", headers=PAGE)
        assert (answer.status_code, answer.location) == (303, "/session/faces")
        assert browser.htmx("GET", "/menu").headers["HX-Redirect"] == "/session/faces"


def test_row_06_what_the_page_fetches_by_itself_keeps_nobody_in(world, tablet, mia):
    browser = world.client(tablet)
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(browser, mia)
        for _minute in range(9):
            time.shift(60)
            assert browser.htmx("GET", "/orders", headers=PAGE).status_code == 200
        time.shift(120)
        assert browser.htmx("GET", "/orders", headers=PAGE).status_code == 401


def test_row_06_after_twelve_hours_it_is_over(world, tablet, mia):
    browser = world.client(tablet)
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(browser, mia)
        for _page in range(12 * 60 // 9 - 1):
            time.shift(9 * 60)
            assert browser.get("/menu", headers=PAGE).status_code == 200
        time.shift(9 * 60 + 1)
        time.shift(9 * 60)
        assert browser.get("/menu", headers=PAGE).status_code == 303


def test_row_06_its_stream_ends_with_it(world, tablet, mia):
    browser = world.client(tablet)
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(browser, mia)
        session = Session.select().order_by(Session.id.desc()).get()
        assert session.lives(mia)
        time.shift(11 * 60)
        assert not session.lives(mia)


def test_that_s_enough_leads_back_to_the_faces(world, tablet, mia):
    browser = world.client(tablet)
    enter(browser, mia)
    assert "That&#39;s enough" in browser.get("/menu").text
    assert browser.post("/session/removal").location == "/session/faces"
    assert browser.get("/menu").status_code == 401


def test_an_admin_is_no_admin_there(world, tablet, marta):
    browser = world.client(tablet)
    enter(browser, marta, "7391")
    assert browser.get("/kitchen").status_code == 200
    for path in ("/invitations", "/members/new", "/devices", "/session/proof", "/family/removal"):
        assert browser.get(path).status_code == 403, path
    for path in ("/family", f"/members/{world.leo.id}/roles", "/me/password", "/session/proof", f"/members/{marta.id}"):
        assert browser.post(path, data={"old": PASSWORD, "new": "una torta di mele"}).status_code == 403, path
    assert "Settings of the family" not in browser.get("/family").text


def test_a_password_typed_there_makes_nobody_more(world, tablet, marta):
    browser = world.client(tablet)
    browser.post("/session", data={"email": email_of("marta"), "password": PASSWORD})
    session = Session.select().order_by(Session.id.desc()).get()
    assert session.device_id == tablet.id and session.proved_at is None
    assert session.expires_at < clock.now() + clock.minutes(12 * 60 + 1)
    assert browser.get("/invitations").status_code == 403


def test_a_session_of_the_tablet_is_good_on_the_tablet_alone(world, tablet, mia):
    browser, elsewhere = world.client(tablet), world.client()
    enter(browser, mia)
    elsewhere.set_cookie(COOKIE, browser.get_cookie(COOKIE).value)
    assert elsewhere.get("/menu").status_code == 401


@pytest.mark.parametrize("end", ["device", "member", "pin"])
def test_taking_it_away_ends_who_is_in(world, tablet, mia, end):
    browser = world.client(tablet)
    enter(browser, mia)
    session = Session.select().order_by(Session.id.desc()).get()
    if end == "device":
        Device.get_by_id(tablet.id).remove(by=world.marta)
    elif end == "member":
        mia.remove(by=world.marta)
    else:
        mia.take_pin("", by=world.marta)
    assert not session.lives(mia)
    assert browser.get("/menu").status_code == 401


@pytest.mark.parametrize("number", ["9" * 30, "-1", "0", "mia", ""])
def test_a_person_no_family_has_is_nowhere(world, tablet, mia, number):
    answer = world.client(tablet).post("/session/pin", data={"member": number, "pin": PIN})
    assert answer.status_code == 404


def test_the_faces_follow_what_happens_to_the_tablet(world, tablet, mia):
    browser = world.client(tablet)
    assert 'hx-trigger="every 15s"' in browser.get("/session/faces").text
    tablet.remove(by=world.marta)
    assert browser.htmx("GET", "/session/faces").headers["HX-Redirect"] == "/pair"
