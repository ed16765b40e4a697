"""What the wall says aloud, and shows to who can't hear it."""

from familychef.kitchen.wall import Wall
from tests.browser.axe import violations
from tests.browser.doll_wall import later, shown, sounds, until
from tests.browser.looks import small_targets

FAR = 5 * 3600


def order(house, key, state="new", added="", due=FAR):
    house.orders[key] = (due, state, added)
    house.say()


def heard(page, call, tunes):
    shown(page, call)
    tunes[call] = sounds(page)


def test_each_of_five_calls_has_its_own_sound_and_its_own_sign(wall, house):
    page, tunes = wall(), {}
    order(house, 4)
    heard(page, "new", tunes)
    order(house, 4, "accepted")
    page.wait_for_selector("#ticket-4[data-state=accepted]")
    order(house, 4, "accepted", "ADDED 18:14")
    heard(page, "changed", tunes)
    order(house, 4, "cancelled")
    heard(page, "gone", tunes)
    house.ahead += 175
    heard(page, "late", tunes)
    page.evaluate("document.querySelector('h1').toggleAttribute('data-ringing')")
    later(page, 1)
    heard(page, "timer", tunes)
    assert page.locator("#calls li:visible").count() == 5 and violations(page) == []
    assert all(tunes.values()) and len({tuple(pitches) for pitches in tunes.values()}) == 5
    assert tunes["new"] == [660, 880] and len(tunes["changed"]) == 1


def test_a_new_order_rings_again_until_somebody_touches_the_wall(wall, house):
    page = wall()
    order(house, 4)
    shown(page, "new")
    assert sounds(page) == [660, 880]
    later(page, 21)
    assert sounds(page) == [660, 880]
    page.mouse.click(5, 300)
    later(page, 60)
    assert sounds(page) == [] and page.get_attribute("body", "data-call") is None


def test_a_timer_rings_until_it_is_stopped_and_no_touch_elsewhere_helps(wall, house):
    house.ringing = True
    page = wall()
    later(page, 1)
    page.mouse.click(5, 300)
    assert sounds(page) == [988] * 4
    later(page, 21)
    assert sounds(page) == [988] * 4
    page.evaluate("document.querySelector('[data-ringing]').remove()")
    later(page, 30)
    assert sounds(page) == [] and page.locator("#calls li:visible").count() == 0


def test_what_came_while_the_cook_was_on_another_page_rings_on_the_way_back(wall, house):
    page = wall()
    page.goto("/form")
    order(house, 4)
    page.goto("/wall")
    shown(page, "new")
    page.mouse.click(5, 300)
    page.goto("/wall")
    later(page, 2)
    assert page.locator("#calls li:visible").count() == 0


def test_until_the_browser_lets_it_sound_a_large_bar_asks_for_a_tap(wall, house):
    page = wall(silent=True)
    bar = page.get_by_role("button", name="Tap for sound")
    assert bar.bounding_box()["width"] > 1200 and violations(page) == [] and small_targets(page, 64) == []
    bar.click()
    bar.wait_for(state="hidden")
    order(house, 4)
    shown(page, "new")
    assert sounds(page)
    page.evaluate("air.be('suspended')")
    bar.wait_for(state="visible")


def test_it_is_as_loud_as_it_was_set_and_m_silences_it(wall, house):
    house.screen = Wall(volume=3)
    page = wall()
    order(house, 4)
    shown(page, "new")
    assert 0.05 < page.evaluate("peak") < 0.15 and sounds(page)
    page.keyboard.press("m")
    assert page.get_attribute("[data-mute]", "aria-pressed") == "false"
    order(house, 5)
    page.wait_for_selector("#ticket-5", state="attached")
    page.reload()
    assert page.get_attribute("[data-mute]", "aria-pressed") == "false" and sounds(page) == []
    page.keyboard.press("m")
    assert sounds(page) == [660, 880]


def test_in_quiet_hours_it_only_shows(wall, house):
    house.screen = Wall(quiet_from="00:00", quiet_until="23:59")
    page = wall()
    order(house, 4)
    shown(page, "new")
    assert sounds(page) == []


def test_a_wall_set_to_silence_asks_for_no_tap_and_still_shows(wall, house):
    house.screen = Wall(sound="off")
    page = wall(silent=True)
    assert page.locator("[data-tap-for-sound]:visible").count() == 0
    order(house, 4)
    shown(page, "new")
    until(page, "document.getElementById('say').textContent.includes('New order')")
    assert sounds(page) == []
