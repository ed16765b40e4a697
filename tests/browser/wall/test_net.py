"""What the wall says of its connection, its version and its clock, and what it does by itself."""

import datetime as dt
import re

import pytest

from tests.browser.doll_wall import later, sounds, until

AWAY = "status of 503|htmx:sse:error|ERR_|Failed to fetch"
ALERTS = """
globalThis.alerts = [];
addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  const text = document.getElementById("alert").textContent;
  if (text) globalThis.alerts.push(text);
}).observe(document.getElementById("alert"), { childList: true }));
"""


def loads(house):
    return house.asked


def quiet(page, seconds):
    """So much later, and nothing was heard."""
    page.clock.fast_forward(int(seconds * 1000))
    page.wait_for_timeout(60)


def test_the_bar_tells_how_old_the_board_is(wall, house):
    page = wall()
    until(page, "document.querySelector('[data-heard]').textContent === '0 s'")
    house.hushed = True
    page.wait_for_timeout(300)
    quiet(page, 9)
    assert page.inner_text("[data-heard]") in ("9 s", "10 s") and not page.is_visible("#net")


def test_fifteen_silent_seconds_are_told_once_and_the_return_counts_what_came(wall, house, people):
    people.allow(AWAY)
    page = wall(script=ALERTS)
    house.awake = False
    for _second in range(14):
        quiet(page, 1)
    assert not page.is_visible("#net")
    for _second in range(30):
        quiet(page, 1)
    text = page.inner_text("#net")
    assert re.fullmatch(r"Not connected since \d\d:\d\d\. Orders may be missing\.", text)
    assert page.evaluate("alerts") == [text] and page.is_visible(".heard [data-for=off]")
    house.orders |= {4: (900, "new", ""), 5: (1900, "new", "")}
    sounds(page)
    house.awake = True
    later(page, 5)
    page.wait_for_selector("[data-call=back] >> text=Connected. 2 new orders.")
    page.wait_for_selector("#ticket-5")
    assert not page.is_visible("#net") and sounds(page) == [660, 880]


def test_the_wall_knocks_again_at_least_every_five_seconds(wall, house, people):
    people.allow(AWAY)
    page, knocks = wall(), []
    page.on("response", lambda answer: answer.status == 503 and knocks.append(1))
    house.awake = False
    for _second in range(60):
        quiet(page, 1)
    assert len(knocks) >= 12


def test_a_new_version_waits_until_nobody_is_busy_and_comes_once(wall, house):
    house.build = "newer"
    page = wall()
    page.evaluate("document.querySelector('h1').toggleAttribute('data-ringing')")
    later(page, 60)
    assert loads(house) == 1
    page.evaluate("document.querySelector('h1').removeAttribute('data-ringing')")
    page.mouse.click(640, 790)
    later(page, 25)
    assert loads(house) == 1
    with page.expect_navigation():
        page.clock.fast_forward(10_000)
    until(page, "Boolean(document.getElementById('live')?._htmx?.sse?.reader)")
    assert loads(house) == 2
    later(page, 120)
    assert loads(house) == 2


@pytest.mark.parametrize("busy", ["document.getElementById('keys').showModal()",
                                  "document.querySelector('.ticket').dataset.sync = 'pending'"])
def test_a_new_version_never_comes_over_a_dialog_or_an_unsent_tap(wall, house, busy):
    house.build = "newer"
    page = wall()
    page.evaluate(busy)
    later(page, 60)
    assert loads(house) == 1


def test_every_night_at_four_the_page_is_fresh_and_every_day_the_board(wall, house):
    page = wall()
    page.clock.fast_forward(13 * 3_600_000)
    later(page, 6)
    later(page, 6)
    now = dt.datetime.fromisoformat(page.evaluate("new Date(fc.wall.now()).toLocaleString('sv')"))
    midnight = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time())
    asked = loads(house)
    house.ahead += (midnight - now).total_seconds() + 60
    until(page, "fc.wall.time() === '00:01'")
    later(page, 6)
    page.wait_for_timeout(300)
    assert loads(house) == asked + 1
    house.ahead += 4 * 3600
    with page.expect_navigation():
        until(page, "fc.wall.time() >= '04:00'")
        page.clock.fast_forward(6_000)


def test_a_tablet_whose_clock_is_three_minutes_wrong_shows_the_right_minutes(wall, house, people):
    people.allow(AWAY)
    for skew in (-180, 180):
        page = wall(time=dt.datetime.now() + dt.timedelta(seconds=skew))
        until(page, "document.querySelector('#ticket-1 .minutes').textContent === '+4'")
        assert page.inner_text("#ticket-2 [data-text]") == "due in 3 min"
        assert abs(page.evaluate("fc.wall.now()") - house.now_ms()) < 2000
        house.awake = False
        page.wait_for_timeout(400)
        quiet(page, 60)
        assert page.inner_text("#ticket-1 .minutes") == "+5" and page.inner_text("#ticket-2 .minutes") in "21"
        house.awake = True
