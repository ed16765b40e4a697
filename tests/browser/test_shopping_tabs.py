"""One phone, several tabs and several people: what waits is sent once, by whom it is from, and nobody else."""

import re
from collections import Counter
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.browser.test_shopping import SOON, all_sent, wish
from tests.people import PHONE, SAME, sign_in
from tests.wire import LOST

HOUSE = {"X-FC-Identity": ""}
WISHES = ("candles", "matches", "napkins", "string", "corks", "glue")


@pytest.fixture
def pia(people, wire):
    people.allow(LOST)
    page = people("pia", wire, PHONE)
    page.goto("/shopping")
    return page


@pytest.fixture
def sent(pia):
    """How often each key went out, from whichever tab."""
    keys = Counter()

    def look(request):
        if request.method == "POST" and "/shopping/" in request.url:
            keys.update(parse_qs(request.post_data or "").get("key", []))

    pia.context.on("requestfinished", look)
    return keys


def names(house):
    return [name for (name,) in house.rows("SELECT name FROM shopping_list_item WHERE state = 'open'")]


def test_two_tabs_send_each_thing_once_and_both_see_it(pia, wire, house, sent):
    other = pia.context.new_page()
    other.goto("/shopping")
    wire.cut()
    for number, text in enumerate(WISHES):
        wish((pia, other)[number % 2], text)
    for tab in (pia, other):
        expect(tab.locator("#waiting li")).to_have_count(len(WISHES))
    wire.mend()
    for tab in (pia, other):
        expect(tab.locator("#waiting")).to_be_hidden(timeout=SOON)
        expect(tab.locator("[data-name=glue]")).to_be_visible(timeout=SOON)
    assert len(sent) == len(WISHES) and set(sent.values()) == {1}
    assert sorted(set(names(house)) & set(WISHES)) == sorted(WISHES)


def test_who_signs_out_with_something_unsent_hears_it_and_nobody_sends_it_for_them(pia, wire, house, people):
    people.allow("status of 401|favicon")
    pia.route("**/shopping/entries", lambda route: route.abort())
    wish(pia, "candles")
    expect(pia.locator("#waiting li")).to_have_count(1)
    leave_after_all(pia)
    pia.unroute_all()
    hand_over(pia, wire, "leo")
    pia.goto("/shopping")
    wish(pia, "matches")
    expect(pia.locator("[data-shopping]")).to_contain_text("matches", timeout=SOON)
    expect(pia.locator("#waiting")).to_be_hidden()
    assert "candles" not in names(house)
    hand_over(pia, wire, "pia")
    pia.goto("/shopping")
    expect(pia.locator("[data-name=candles]")).to_be_visible(timeout=SOON)
    by = "SELECT m.name FROM shopping_list_item i JOIN family_member m ON m.id = i.added_by_id WHERE i.name = 'candles'"
    assert house.rows(by) == [("zia Pia",)]


def test_who_sends_it_first_is_signed_out_when_it_is_sent(pia, wire, house, people):
    people.allow("status of 401|favicon")
    pia.route("**/shopping/entries", lambda route: route.abort())
    wish(pia, "candles")
    expect(pia.locator("#waiting li")).to_have_count(1)
    pia.goto("/more")
    pia.get_by_role("button", name="Sign out").click()
    first = pia.get_by_role("button", name="Send it first")
    first.click()
    expect(pia.locator("[data-leaving]")).to_contain_text("That did not work. Please try again. Not sent yet: 1.")
    expect(first).to_be_focused()
    assert pia.url.endswith("/more") and "candles" not in names(house)
    pia.unroute_all()
    first.click()
    pia.wait_for_url(re.compile("/session/new"))
    assert "candles" in names(house)


def leave_after_all(pia):
    pia.goto("/more")
    leave = pia.get_by_role("button", name="Sign out")
    leave.click()
    word = pia.locator("[data-leaving]")
    expect(word).to_contain_text("Not sent yet: 1.")
    expect(word.get_by_role("button", name="Send it first")).to_be_focused()
    leave.click()
    pia.wait_for_url(re.compile("/session/new"))


def hand_over(page, wire, who):
    page.context.request.delete(f"{wire.url}/session", headers=SAME)
    sign_in(page.context, wire, who)


def test_who_has_nothing_unsent_signs_out_at_once(pia):
    pia.goto("/more")
    pia.get_by_role("button", name="Sign out").click()
    pia.wait_for_url(re.compile("/session/new"))


@pytest.mark.parametrize("status", [404, 409, 422])
def test_what_is_refused_needs_somebody_until_it_is_closed(pia, people, status):
    people.allow(f"status of {status}")
    answer = '<div class="notice"><p>There is nothing here.</p></div>'
    said = {"status": status, "body": answer, "content_type": "text/html", "headers": HOUSE}
    pia.route("**/shopping/entries", lambda route: route.fulfill(**said))
    wish(pia, "candles")
    needs = pia.get_by_role("region", name="Needs you")
    for _look in range(2):
        expect(needs).to_contain_text("Not done: candles. There is nothing here.", timeout=SOON)
        expect(pia.locator("#waiting")).to_be_hidden()
        pia.reload()
    needs.get_by_role("button", name="Close message").click()
    expect(pia.locator("#unsent")).to_be_hidden()


def test_a_clock_that_is_set_back_between_two_taps_keeps_their_order(pia, wire, house):
    wish(pia, "candles")
    box = pia.locator("[data-name=candles]")
    expect(box).to_be_visible(timeout=SOON)
    wire.cut()
    pia.evaluate("() => { const real = Date.now; Date.now = () => real() + (globalThis.shift ?? 259200000); }")
    box.check()
    pia.evaluate("() => { globalThis.shift = 0; }")
    box.uncheck()
    expect(pia.locator("#unsent")).to_contain_text("2 to send", timeout=SOON)
    wire.mend()
    all_sent(pia)
    row = house.rows("SELECT ticked_at FROM shopping_list_item WHERE name = 'candles'")
    assert row == [(None,)]
    assert house.rows("SELECT COUNT(*) FROM shopping_tap WHERE done IS NOT NULL") == [(2,)]
