"""Wet hands, cloths and pedals: what a touch does, and what it must not do."""

import re

import pytest

from familychef.kitchen.wall import Wall
from tests.browser.doll_wall import later, until

TOUCHED_MEANWHILE = """
document.addEventListener("htmx:before:response", () => {
  document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  globalThis.touched = true;
}, { once: true })"""
MADE = "globalThis.made ?? 0"


def finger(page, *places):
    """One finger goes down at the first place and up at the last."""
    hand = page.context.new_cdp_session(page)
    for number, (x, y) in enumerate(places):
        kind = "touchMove" if number else "touchStart"
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def middle(page, selector):
    box = page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def freeze(page):
    """From now on time passes only when the test says so."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)


def test_a_tap_on_what_has_just_moved_is_ignored(wall, house):
    page = wall()
    freeze(page)
    page.keyboard.press("1")
    page.wait_for_selector("#ticket-1", state="detached")
    page.clock.run_for(390)
    finger(page, middle(page, "#ticket-2 .ready"))
    page.wait_for_timeout(200)
    assert house.bumped == [1]
    page.clock.run_for(400)
    finger(page, middle(page, "#ticket-2 .ready"))
    page.wait_for_selector("#ticket-2", state="detached")
    assert house.bumped == [1, 2]


def test_a_key_means_its_number_even_when_the_ticket_has_just_moved(wall, house):
    page = wall()
    page.keyboard.press("1")
    page.wait_for_selector("#ticket-1", state="detached")
    later(page, 0.45)
    page.evaluate("document.querySelector('#ticket-2 .line').click()")
    assert page.evaluate(MADE) >= 1
    page.keyboard.press("2")
    page.wait_for_selector("#ticket-2", state="detached")


def test_the_board_stays_still_for_two_seconds_after_a_touch(wall, house):
    page = wall()
    freeze(page)
    page.mouse.click(640, 780)
    house.orders[4] = (900, "new", "")
    house.say()
    until(page, "globalThis.told === 1")
    page.wait_for_timeout(300)
    assert page.locator("#ticket-4").count() == 0
    page.clock.run_for(2100)
    page.wait_for_selector("#ticket-4")


def test_an_answer_that_comes_while_a_finger_is_there_waits_too(wall, house):
    page = wall()
    freeze(page)
    page.clock.run_for(2500)
    page.evaluate(TOUCHED_MEANWHILE)
    house.orders[4] = (900, "new", "")
    house.say()
    until(page, "globalThis.touched")
    page.wait_for_timeout(300)
    assert page.locator("#ticket-4").count() == 0
    page.clock.run_for(2100)
    page.wait_for_selector("#ticket-4")


def test_a_second_ready_within_a_blink_is_ignored(wall, house):
    page = wall()
    freeze(page)
    page.evaluate("document.querySelectorAll('.ready').forEach(button => button.click())")
    page.wait_for_selector("#ticket-1", state="detached")
    assert house.bumped == [1]


def test_a_finger_that_slides_a_little_acts_once_where_it_lets_go(wall, house):
    page = wall()
    later(page, 1)
    x, y = middle(page, "#ticket-2 .ready")
    finger(page, (x, y), (x + 20, y + 8), (x + 40, y + 10))
    page.wait_for_selector("#ticket-2", state="detached")
    assert house.bumped == [2] and page.evaluate(MADE) == 1


@pytest.mark.parametrize("end", ["#ticket-3 .ready", "h1"])
def test_a_finger_that_ends_elsewhere_does_nothing(wall, house, end):
    page = wall()
    later(page, 1)
    finger(page, middle(page, "#ticket-1 .ready"), middle(page, end))
    page.wait_for_timeout(200)
    assert house.bumped == [] and page.evaluate(MADE) == 0


def test_a_plain_tap_acts_once(wall, house):
    page = wall()
    later(page, 1)
    finger(page, middle(page, "[data-mute]"))
    assert page.get_attribute("[data-mute]", "aria-pressed") == "false"


def test_a_cloth_does_nothing_for_twenty_seconds_that_can_be_seen_passing(wall, house):
    page = wall()
    later(page, 1)
    x, y = middle(page, "#ticket-1 .ready")
    page.click("[data-clean]")
    assert page.inner_text("#wipe .left") == "20"
    assert page.locator("#wipe").get_by_text("Wipe the screen now").is_visible()
    later(page, 9)
    assert page.inner_text("#wipe .left") == "11"
    finger(page, (x, y))
    page.mouse.click(x, y)
    later(page, 12)
    page.wait_for_selector("#wipe", state="hidden")
    assert house.bumped == []
    finger(page, (x, y))
    page.wait_for_selector("#ticket-1", state="detached")


def test_every_key_does_its_work(wall, house):
    page = wall()
    page.keyboard.press("a")
    assert page.get_attribute(".board", "data-fold") == "off"
    page.keyboard.press("m")
    assert page.get_attribute("[data-mute]", "aria-pressed") == "false"
    page.keyboard.press("?")
    page.get_by_role("heading", name="What the keys do").wait_for()
    page.keyboard.press("Escape")
    until(page, "document.activeElement.dataset.dialog === 'keys'")
    for key in ("s", "r"):
        page.keyboard.press(key)
        page.wait_for_url(re.compile({"s": "oven", "r": "recall"}[key]))


def test_a_pedal_walks_through_the_tickets_checks_a_dish_and_finishes(wall, house):
    page = wall()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "Ready 2"
    page.keyboard.press("ArrowUp")
    page.evaluate("document.activeElement.addEventListener('click', () => globalThis.checked = true)")
    page.keyboard.press("Space")
    assert page.evaluate("globalThis.checked") and house.bumped == []
    page.keyboard.press("Enter")
    page.wait_for_selector("#ticket-2", state="detached")


def test_keys_can_be_switched_off(wall, house):
    house.screen = Wall(keypad="off")
    page = wall()
    for key in ("1", "a", "m", "?", "s"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert house.bumped == [] and page.get_attribute(".board", "data-fold") == "on" and page.url.endswith("/wall")
