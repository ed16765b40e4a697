"""A screen on the wall is set up once: how large it writes, its keys and sounds, and when it is quiet."""

import pytest

from familychef.core.events import Event
from familychef.families.models import Device
from familychef.kitchen.reading import Advice, reach
from familychef.menu.models import Station
from tests.cast import paired

FAR = {"distance": "far", "keypad": "off", "sound": "off", "volume": "3", "quiet_from": "21:30", "quiet_until": "06:30"}
MARKS = ('data-distance="far"', 'data-keys="off"', 'data-sound="off"', 'data-volume="3"', 'data-quiet="21:30-06:30"')


@pytest.fixture
def wall(world):
    return world.client(paired(world.marta))


def test_a_new_screen_is_in_the_middle_with_keys_and_sound(world, wall):
    page = wall.get("/kitchen").text
    for mark in ('data-distance="middle"', 'data-keys="on"', 'data-sound="on"', 'data-volume="6"', 'data-quiet=""'):
        assert mark in page, mark
    assert 'href="/kitchen/settings"' in page


def test_a_paired_display_keeps_its_settings(world, wall):
    answer = wall.post("/kitchen/settings", data=FAR)
    assert (answer.status_code, answer.location) == (303, "/kitchen") and "fc-wall" not in str(answer.headers)
    page = wall.get("/kitchen").text
    assert all(mark in page for mark in MARKS)
    assert 'value="far" checked' in wall.get("/kitchen/settings").text
    told = Event.get(Event.kind == "device.set_up")
    assert told.changes["distance"] == ["middle", "far"] or told.changes["distance"] == [None, "far"]
    assert told.device_id == Device.get().id and told.actor_id is None
    assert 'data-distance="middle"' in world.client(paired(world.marta)).get("/kitchen").text


def test_saving_the_same_twice_is_told_once(world, wall):
    for _again in range(2):
        assert wall.post("/kitchen/settings", data=FAR).status_code == 303
    assert Event.select().where(Event.kind == "device.set_up").count() == 1


def test_the_browser_of_a_cook_remembers_its_own(world):
    nonna = world.client(world.nonna)
    answer = nonna.post("/kitchen/settings", data=FAR)
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("fc-wall="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Max-Age=34560000" in cookie
    page = nonna.get("/kitchen").text
    assert all(mark in page for mark in MARKS)
    assert 'data-distance="middle"' in world.client(world.marta).get("/kitchen").text


def test_a_cookie_nobody_signed_sets_nothing(world):
    nonna = world.client(world.nonna)
    nonna.set_cookie("fc-wall", "eyJkaXN0YW5jZSI6ImZhciJ9.forged")
    assert 'data-distance="middle"' in nonna.get("/kitchen").text


def test_settings_of_another_version_do_no_harm(world):
    screen = paired(world.marta)
    Device.update(settings={"distance": "moon", "gone": 1}).execute()
    assert 'data-distance="middle"' in world.client(screen).get("/kitchen").text
    Device.update(settings={"distance": "far", "gone": 1}).execute()
    assert 'data-distance="far"' in world.client(screen).get("/kitchen").text


def test_nonsense_is_said_beside_its_field(world, wall):
    answer = wall.post("/kitchen/settings", data=FAR | {"quiet_from": "late", "volume": "99"})
    assert answer.status_code == 422 and 'id="field-quiet_from-error"' in answer.text
    assert 'data-distance="middle"' in wall.get("/kitchen").text


@pytest.mark.parametrize(("size", "stand", "distance", "fits"), [
    ("10", "1", "near", True), ("10", "2", "far", False), ("10", "3", "far", False),
    ("15", "1", "near", True), ("15", "2", "far", True), ("15", "3", "far", False),
    ("21", "1", "near", True), ("21", "2", "middle", True), ("21", "3", "far", True), ("24", "3", "far", True),
])
def test_what_fits_follows_from_how_large_a_letter_must_be(size, stand, distance, fits):
    advice = Advice(size, stand)
    assert (advice.distance, advice.fits) == (distance, fits)


def test_the_distances_are_those_of_the_design():
    assert [reach("10", each) for each in ("near", "middle", "far")] == [(1.1, 0.9), (1.6, 1.1), (2.3, 1.6)]
    assert [reach("21", each) for each in ("near", "middle", "far")] == [(1.8, 1.4), (2.7, 1.8), (3.6, 2.7)]


def test_the_screen_suggests_and_shows_a_line_to_read_aloud(world, wall):
    before = wall.get("/kitchen/settings").text
    assert "built-in" not in before and before.count('class="choice sample"') == 3 and "can be read from" not in before
    asked = wall.get("/kitchen/settings?size=10&stand=3&volume=10&suggest=1").text
    assert 'value="far" checked' in asked and "21 inches or more" in asked and 'value="10" checked' in asked
    assert "can be read from 2.3 m, notes from 1.6 m" in asked
    assert "small for that" not in wall.get("/kitchen/settings?size=21&stand=3&suggest=1").text
    assert not Event.select().where(Event.kind == "device.set_up").exists()


def test_what_is_looked_at_is_not_what_is_set(world, wall):
    stove, oven = (Station.add(world.rossi, world.nonna, name).id for name in ("Stove", "Oven"))
    assert 'href="/kitchen/settings"' in wall.get(f"/kitchen?station={stove}&view=tickets").text
    page = wall.get(f"/kitchen/settings?size=10&stand=1&station={oven}&view=tickets&suggest=1").text
    assert 'action="/kitchen/settings"' in page and f'value="{oven}" checked' in page
    assert wall.post(f"/kitchen/settings?station={stove}", data={"station": oven}).location == "/kitchen"


def test_it_says_how_to_keep_the_screen_on(wall):
    page = wall.get("/kitchen/settings").text
    assert "Guided Access" in page and "Stay awake" in page and "https" in page


def test_a_screen_belongs_to_a_station_of_its_own_family(world, wall):
    assert "All stations" not in wall.get("/kitchen/settings").text
    stove = Station.add(world.rossi, world.nonna, "Stove")
    foreign = Station.add(world.neri, world.carla, "Grill")
    assert "Stove" in wall.get("/kitchen/settings").text
    assert wall.post("/kitchen/settings", data={"station": foreign.id}).status_code == 422
    assert wall.post("/kitchen/settings", data={"station": stove.id}).status_code == 303
    assert f'value="{stove.id}" checked' in wall.get("/kitchen/settings").text
