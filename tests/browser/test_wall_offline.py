"""The wall without network: its tickets stay, taps wait and are sent once, and what changed meanwhile is shown."""

import contextlib
import re

import pytest
from playwright.sync_api import expect

from tests.browser.phones import until
from tests.people import PHONE, WALL
from tests.wire import LOST

SOON = 20_000


@pytest.fixture
def wall(people, wire):
    people.allow(LOST)
    page = people("nonna", wire, WALL)
    page.goto("/kitchen")
    expect(page.locator(".ticket").first).to_be_visible()
    return page


def accepted(wall, house):
    """The number of a ticket that is accepted and not started."""
    ticket = wall.locator(".ticket[data-state=accepted]").first
    expect(ticket).to_be_visible()
    return int(ticket.get_attribute("id").rpartition("-")[2])


def events(house, number):
    rows = house.rows("SELECT kind FROM event WHERE subject = ? ORDER BY id", f"order-{number}")
    return [kind for (kind,) in rows]


def states(house, number):
    return {state for (state,) in house.rows("SELECT state FROM order_item WHERE order_id = ?", number)}


def tap(wall, number, what):
    """Tap until it waits: what has just moved ignores a tap."""
    for _ in range(10):
        wall.locator(f"#ticket-{number}-{what}").click()
        with contextlib.suppress(AssertionError):
            button = wall.locator(f"#ticket-{number}-{what}")
            return expect(button).to_have_attribute("data-sync", "pending", timeout=700)
    raise AssertionError(f"{what} does not wait")


def test_taps_wait_without_network_and_are_sent_once_in_order(wall, wire, house):
    number = accepted(wall, house)
    ticket = wall.locator(f"#ticket-{number}")
    wire.cut()
    for what in ("start", "start", "finish"):
        tap(wall, number, what)
    expect(ticket).to_have_attribute("data-unsent", "Not sent yet")
    assert states(house, number) == {"queued"}
    wire.mend()
    expect(wall.locator(f"#ticket-{number}.ticket")).to_have_count(0, timeout=SOON)
    assert states(house, number) == {"ready"}
    assert events(house, number)[-2:] == ["order.preparing", "order.ready"]


def test_taps_outlive_the_page(wall, wire, house, people):
    number = accepted(wall, house)
    wire.cut()
    tap(wall, number, "start")
    browser = wall.context
    wall.close()
    wire.mend()
    again = browser.new_page()
    again.goto("/kitchen")
    expect(again.locator(f"#ticket-{number}")).to_have_attribute("data-state", "preparing", timeout=SOON)
    assert states(house, number) == {"started"}


def test_two_tabs_of_one_screen_send_a_tap_once(wall, wire, house, people):
    number, held = accepted(wall, house), []
    other = wall.context.new_page()
    other.goto("/kitchen")
    expect(other.locator(f"#ticket-{number}")).to_be_visible()
    wire.cut()
    tap(wall, number, "start")
    wall.context.route("**/orders/**", lambda route: held.append(route))
    wire.mend()
    for page in (wall, other, wall, other):
        page.evaluate("() => dispatchEvent(new Event('online'))")
        until(page, lambda: held)
        page.evaluate("() => fetch('/health/live').then((answer) => answer.text())")
    assert len(held) == 1
    held.pop().continue_()
    expect(wall.locator(f"#ticket-{number}")).to_have_attribute("data-state", "preparing", timeout=SOON)
    assert states(house, number) == {"started"}


def test_what_was_done_although_its_answer_got_lost_is_done_once(wall, wire, house):
    number = accepted(wall, house)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    wall.route("**/readiness", lose_the_answer, times=1)
    wall.wait_for_timeout(500)
    wall.locator(f"#ticket-{number}-finish").click()
    expect(wall.locator(f"#ticket-{number}.ticket")).to_have_count(0, timeout=SOON)
    moves = house.rows(
        "SELECT COUNT(*) FROM stock_move m JOIN order_item i ON i.id = m.order_item_id "
        "WHERE i.order_id = ? AND m.reason = 'undo'", number)
    assert events(house, number).count("order.ready") == 1 and moves == [(0,)]


def test_a_cancel_that_came_meanwhile_is_shown_and_the_tap_is_not_done(wall, wire, house, people):
    people.allow("status of 409")
    number = accepted(wall, house)
    owner = house.rows(
        'SELECT m.name FROM "order" o JOIN family_member m ON m.id = o.placed_by_id WHERE o.id = ?', number)
    wire.cut()
    tap(wall, number, "start")
    eater = people(owner[0][0].lower(), house, PHONE)
    eater.goto(f"/orders/{number}/cancellation")
    eater.get_by_role("button", name=re.compile("Cancel")).last.click()
    eater.wait_for_url(re.compile("/orders"))
    wire.mend()
    expect(wall.locator(f"#ticket-{number}")).to_have_attribute("data-state", "cancelled", timeout=SOON)
    expect(wall.locator("#notices")).to_contain_text("was not done")
    assert states(house, number) == {"void"}


def test_links_do_not_lead_a_wall_without_network_into_nowhere(wall, wire):
    wire.cut()
    expect(wall.locator("#net")).to_be_visible(timeout=40_000)
    wall.locator("[data-key=r]").click()
    expect(wall.locator("#alert")).to_contain_text("offline", timeout=10_000)
    assert wall.url.endswith("/kitchen") and wall.locator(".ticket").count() > 0
