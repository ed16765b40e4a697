"""In the shop: ticks and wishes without network are kept on the phone, sent in order when it is back, each once."""

import pytest
from playwright.sync_api import expect

from tests.browser.phones import until
from tests.people import PHONE
from tests.wire import LOST

SOON = 20_000
FOODS = 30


@pytest.fixture
def pia(people, wire):
    people.allow(LOST)
    page = people("pia", wire, PHONE)
    page.goto("/shopping")
    return page


def wish(page, text):
    page.locator("#field-text").fill(text)
    page.locator("#field-text").press("Enter")


def all_sent(page):
    """Nothing waits any more; what went out a moment ago is not called unsent, so the words alone don't tell."""
    page.wait_for_function("() => !fc.queue.waiting().length", timeout=SOON)
    expect(page.locator("#unsent")).to_be_hidden()


def reopened(page, wire):
    """The page was closed in the cellar; in the street it is opened again."""
    browser = page.context
    page.close()
    wire.mend()
    again = browser.new_page()
    again.goto("/shopping")
    return again


def ticked(house):
    return {name for (name,) in house.rows("SELECT name FROM shopping_list_item WHERE ticked_at IS NOT NULL")}


def fill(page):
    """Thirty things nobody has in the pantry are on the list."""
    names = [f"gadget {chr(97 + number // 10)}{number % 10}" for number in range(FOODS)]
    wish(page, ", ".join(names))
    expect(page.locator("[data-tick][data-name^=gadget]")).to_have_count(FOODS, timeout=SOON)
    expect(page.locator("#waiting li")).to_have_count(0, timeout=SOON)
    return names


def test_thirty_ticks_and_three_wishes_in_the_cellar_outlive_the_page_and_arrive_once(pia, wire, house, people):
    names = fill(pia)
    wire.cut()
    for name in names:
        pia.locator(f"[data-name='{name}']").check()
    for text in ("6 lemons", "candles", "matches"):
        wish(pia, text)
    expect(pia.locator("#waiting li")).to_have_count(3)
    expect(pia.locator("#unsent")).to_contain_text("33 to send", timeout=SOON)
    assert not ticked(house)
    again = reopened(pia, wire)
    expect(again.locator("#basket > summary")).to_contain_text(f"({FOODS})", timeout=SOON)
    all_sent(again)
    assert ticked(house) == set(names)
    added = house.rows("SELECT name FROM shopping_list_item WHERE name IN ('Lemon', 'lemons', 'candles', 'matches')")
    assert len(added) == 3
    assert house.rows("SELECT COUNT(*), COUNT(DISTINCT key) FROM shopping_tap WHERE done") == [(FOODS, FOODS)]


def test_what_was_done_although_its_answer_got_lost_is_done_once(pia, house):
    def lose_the_answer(route):
        route.fetch()
        route.abort()

    pia.route("**/shopping/entries", lose_the_answer, times=1)
    wish(pia, "3 packs napkins")
    expect(pia.locator("[data-name=napkins]")).to_be_visible(timeout=SOON)
    all_sent(pia)
    assert house.rows("SELECT num, den, unit FROM shopping_list_item WHERE name = 'napkins'") == [(3, 1, "pack")]


def test_a_tick_shows_on_the_other_shoppers_phone(pia, house, people):
    wish(pia, "candles")
    marta = people("marta", house, PHONE)
    marta.goto("/shopping")
    box = marta.locator("[data-name=candles]")
    expect(box).to_be_visible()
    pia.locator("[data-name=candles]").check(timeout=SOON)
    expect(marta.locator("#basket")).to_contain_text("In the basket (1)", timeout=SOON)
    marta.locator("#basket > summary").click()
    expect(marta.locator("#basket")).to_contain_text("zia Pia has it")
    expect(box).to_be_checked()


def test_a_tick_stays_in_its_place_for_a_moment_and_is_heard(pia):
    wish(pia, "candles, matches")
    expect(pia.locator("[data-name=matches]")).to_be_visible(timeout=SOON)
    still = pia.evaluate("""async () => { globalThis.seen = new Set();
      const look = () => seen.add(document.querySelector("[data-name=candles]").checked) && requestAnimationFrame(look);
      document.querySelector("[data-name=candles]").click(); look();
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      return document.querySelector("section [data-name=candles]").checked; }""")
    expect(pia.locator("#say")).to_contain_text("candles is in the basket.", timeout=SOON)
    expect(pia.locator("#basket [data-name=candles]")).to_have_count(1, timeout=SOON)
    assert still and pia.evaluate("[...seen]") == [True], "the tick went out for a moment"


def test_a_list_that_was_asked_for_before_the_tick_does_not_undo_it(pia, house):
    """Its answer left before the house knew of the tick and comes after the tick was done."""
    held = []
    wish(pia, "candles, matches")
    expect(pia.locator("[data-name=matches]")).to_be_visible(timeout=SOON)
    here = pia.locator("[data-shopping]").get_attribute("hx-get")
    pia.route(f"**{here}", lambda route: held.append((route, route.fetch())), times=1)
    pia.evaluate("() => htmx.trigger('[data-shopping]', 'fc:list')")
    until(pia, lambda: held)
    pia.locator("[data-name=candles]").check()
    all_sent(pia)
    assert ticked(house) == {"candles"}
    with pia.expect_response(f"**{here}"):
        route, answer = held.pop()
        route.fulfill(response=answer)
    pia.evaluate("() => new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))")
    assert pia.locator("section [data-name=candles]").is_checked()
    expect(pia.locator("#basket [data-name=candles]")).to_have_count(1, timeout=SOON)
    expect(pia.locator("#basket [data-name=candles]")).to_be_checked()


def test_what_the_house_refuses_is_shown_and_kept_until_it_was_read(pia, people):
    people.allow("status of 422")
    wish(pia, "x" * 150)
    notice = pia.locator("#unsent .notice")
    expect(notice).to_contain_text("at most 100 characters", timeout=SOON)
    pia.reload()
    expect(notice).to_contain_text("x" * 150)
    notice.get_by_role("button").click()
    expect(pia.locator("#unsent")).to_be_hidden()


def test_a_drag_over_the_list_ticks_nothing_and_a_tap_does(pia, house):
    names = fill(pia)
    box = pia.locator(f"[data-name='{names[4]}']")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    x, y = place["x"] + 10, place["y"] + 10
    finger = pia.context.new_cdp_session(pia)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 13):
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 50 * step}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert pia.locator("[data-tick]:checked").count() == 0
    box.tap()
    expect(box).to_be_checked()
    assert pia.locator("[data-tick]:checked").count() == 1


def test_a_suggestion_finishes_the_last_thing(pia):
    field = pia.locator("#field-text")
    field.press_sequentially("2 l milk, 1 kg flou")
    option = pia.locator("#field-text-options [role=option]").filter(has_text="Flour").first
    option.click()
    expect(field).to_have_value("2 l milk, 1 kg Flour")


def test_what_was_added_is_said_and_heard_once(pia):
    wish(pia, "3 packs napkins")
    expect(pia.locator("#toasts .toast")).to_have_text("napkins is on the list.", timeout=SOON)
    expect(pia.locator("#say")).to_have_text("napkins is on the list.", timeout=SOON)
    pia.locator("#toasts").get_by_role("button", name="Close message").click()
    expect(pia.locator("#toasts .toast")).to_have_count(0)
