"""The screen of the wall: it stays on, does not burn in, rests when nothing is cooked, and is dim at night."""

import pytest

from familychef.kitchen.wall import Wall
from tests.browser.axe import violations
from tests.browser.doll_wall import later, leap, until
from tests.people import WALL

TEN_MINUTES = 606
LOCKS = """
globalThis.locks = [];
Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => {
  const lock = new EventTarget();
  locks.push(lock);
  return lock;
} } });
"""
REFUSED = "Object.defineProperty(navigator, 'wakeLock', {value: {request: () => Promise.reject(new Error('no'))}})"
NONE = "Object.defineProperty(navigator, 'wakeLock', {value: undefined})"


def shift(page):
    style = page.evaluate("getComputedStyle(document.querySelector('main')).transform")
    return tuple(float(part) for part in style[7:-1].split(",")[4:]) if style != "none" else (0, 0)


def test_the_screen_is_kept_on_from_the_first_touch_and_after_it_was_covered(wall):
    page = wall(script=LOCKS)
    assert page.evaluate("locks.length") == 0
    page.mouse.click(640, 790)
    until(page, "locks.length === 1")
    page.mouse.click(640, 790)
    page.evaluate("locks[0].dispatchEvent(new Event('release'))")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(page, "locks.length === 2")


@pytest.mark.parametrize(("script", "line"), [
    (LOCKS, "This browser keeps the screen on."), (REFUSED, "This browser does not keep the screen on."),
    (NONE, "This browser does not keep the screen on."),
])
def test_the_settings_say_whether_the_screen_can_be_kept_on(people, show_house, script, line):
    page = people("nonna", show_house, WALL)
    page.add_init_script(script)
    page.goto("/kitchen/settings")
    page.wait_for_selector(f".advice:visible >> text={line}")
    assert page.locator("[data-awake]:visible").count() == 1


@pytest.mark.parametrize("script", [LOCKS, REFUSED, NONE])
def test_cook_mode_stays_on_the_page_whatever_the_browser_says(people, show_house, script):
    page = people("nonna", show_house, WALL)
    page.add_init_script(script)
    page.goto("/kitchen")
    page.goto(page.locator("#tickets a[href*='/kitchen/tickets/']").first.get_attribute("href"))
    page.get_by_role("link", name="Step by step").first.click()
    page.wait_for_url("**/steps**")
    page.wait_for_selector("[data-htmx-powered]", state="attached")
    page.mouse.click(5, 5)
    page.evaluate("new Promise(done => setTimeout(done))")
    assert page.locator(".cook").is_visible()


def test_nothing_stands_still_for_more_than_three_minutes(wall):
    page, places = wall(), []
    for _move in range(8):
        leap(page, 181)
        places.append(shift(page))
    assert all(one != other for one, other in zip(places, places[1:], strict=False))
    assert all(0 <= way <= 4 for place in places for way in place) and len(set(places)) > 5
    assert page.evaluate("getComputedStyle(document.querySelector('main')).transitionDuration") == "0s"


def test_after_ten_empty_minutes_it_shows_a_clock_and_the_plan_and_moves(wall, house):
    house.orders = {}
    page = wall()
    leap(page, 580)
    assert not page.is_visible("#rest")
    leap(page, 30)
    page.wait_for_selector("#rest #idle >> text=18:30 Leo: Soup")
    assert page.inner_text("#rest .clock") == page.inner_text(".bar .clock") and violations(page) == []
    places = {page.get_attribute("#rest", "data-place")}
    for _minute in range(3):
        leap(page, 61)
        places.add(page.get_attribute("#rest", "data-place"))
    assert len(places) >= 3
    page.mouse.click(640, 400)
    page.wait_for_selector("#rest", state="hidden")


def test_an_order_ends_the_rest_at_once(wall, house):
    house.orders = {}
    page = wall()
    leap(page, TEN_MINUTES)
    page.wait_for_selector("#rest")
    house.orders[4] = (900, "new", "")
    house.say()
    page.wait_for_selector("#ticket-4")
    page.wait_for_selector("#rest", state="hidden")


def test_the_touch_that_wakes_it_presses_nothing_below(wall, house):
    house.orders = {}
    page = wall()
    box = page.locator("[data-mute]").bounding_box()
    leap(page, TEN_MINUTES)
    page.wait_for_selector("#rest")
    page.touchscreen.tap(box["x"] + 10, box["y"] + 10)
    page.wait_for_selector("#rest", state="hidden")
    assert page.get_attribute("[data-mute]", "aria-pressed") == "true"


def test_a_board_with_tickets_does_not_rest(wall):
    page = wall()
    leap(page, TEN_MINUTES)
    assert not page.is_visible("#rest")


def test_in_quiet_hours_it_is_a_dim_clock_on_black_or_a_dimmed_board(wall, house):
    house.screen = Wall(quiet_from="00:00", quiet_until="23:59")
    house.orders = {}
    page = wall()
    leap(page, 63)
    page.wait_for_selector("#rest[data-kind=night]")
    ground = "getComputedStyle(document.getElementById('rest')).backgroundColor"
    assert page.evaluate(ground) == "rgb(0, 0, 0)" and not page.is_visible("#idle") and violations(page) == []
    house.orders[4] = (900, "accepted", "")
    house.say()
    page.wait_for_selector("#rest", state="hidden")
    assert page.evaluate("document.body.hasAttribute('data-night')")
    page.mouse.click(640, 790)
    later(page, 2)
    assert not page.evaluate("document.body.hasAttribute('data-night')")
