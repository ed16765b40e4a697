"""What found no house: when it is tried again, what is said of what may have arrived, and what is left behind."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.phones import until
from tests.browser.test_ordering_offline import SOON, add, all_sent

HOUSE = {"X-FC-Identity": ""}
PORTIONS = "SELECT SUM(portions) FROM cart_item c JOIN dish d ON d.id = c.dish_id WHERE d.name = 'Lasagne'"
TOLD = """async () => {
  const { reader: person, name, family } = document.body.dataset;
  const row = { person, name, family, path: "/orders", kind: "order", form: {} };
  await fc.kept.add({ ...row, key: "a", label: "Lasagne", refused: "Lasagne ran out." });
  await fc.kept.add({ ...row, key: "b", label: "Lasagne", kind: "cart", note: "Lasagne" });
  await fc.kept.add({ ...row, key: "c", person: "another", label: "Pancakes" });
}"""
pytestmark = pytest.mark.one_database


def test_it_is_tried_again_ever_more_seldom_and_at_once_when_the_network_is_back(phone, wire, house, people):
    people.allow("status of 503")
    phone.clock.install()
    phone.context.route("**/cart/items", lambda route: route.fulfill(status=503, headers=HOUSE))
    phone.goto("/menu")
    phone.evaluate("() => { globalThis.tries = 0; document.addEventListener('fc:sent', () => tries++); }")
    phone.get_by_role("button", name="Add Lasagne", exact=True).click()
    for number, pause in enumerate((1000, 2000, 4000, 8000), start=1):
        phone.wait_for_function("(number) => tries === number", arg=number, timeout=SOON)
        phone.clock.fast_forward(int(pause * 0.7))
        assert phone.evaluate("() => fetch('/health/live').then(() => tries)") == number, f"too early, after {pause}"
        phone.clock.fast_forward(int(pause * 0.6))
    phone.wait_for_function("() => tries === 5", timeout=SOON)
    phone.context.unroute_all()
    phone.evaluate("() => dispatchEvent(new Event('online'))")
    all_sent(phone)
    assert house.rows(PORTIONS) == [(1,)]


def test_who_rather_does_not_wait_hears_that_it_may_have_arrived(phone, wire, house):
    phone.goto("/menu")
    phone.get_by_role("button", name="Add Lasagne", exact=True).click()
    expect(phone.locator("#cartbar")).to_contain_text("1")
    phone.goto("/cart")
    phone.context.route(re.compile("/orders$"), lambda route: (route.fetch(max_redirects=0), route.abort()), times=1)
    (before,) = house.rows('SELECT COUNT(*) FROM "order"')[0]
    phone.get_by_role("button", name="Send to the kitchen").click()
    phone.get_by_role("dialog").get_by_role("button", name="Not now").click()
    expect(phone.locator("#toasts")).to_contain_text("no answer came. It may have arrived all the same.", timeout=SOON)
    assert house.rows('SELECT COUNT(*) FROM "order"') == [(before + 1,)]
    assert phone.evaluate("fc.queue.all()") == []


def test_the_place_of_a_keyboard_stays_when_one_thing_more_waits(phone, wire):
    wire.cut()
    add(phone, "Lasagne")
    expect(phone.locator("#unsent summary")).to_be_visible(timeout=SOON)
    phone.locator("#unsent summary").focus()
    phone.evaluate("() => void fc.queue.add('/shopping/entries', { text: 'milk' }, 'milk')")
    expect(phone.locator("#unsent")).to_contain_text("2 to send", timeout=SOON)
    expect(phone.locator("#unsent summary")).to_be_focused()


def test_nor_does_it_move_from_one_message_to_another(phone, wire):
    """Both crosses are called the same."""
    phone.evaluate(TOLD)
    phone.goto("/more")
    crosses = phone.locator("#unsent .notice button")
    expect(crosses).to_have_count(2)
    crosses.nth(1).focus()
    wire.cut()
    phone.evaluate("() => void fc.queue.add('/shopping/entries', { text: 'milk' }, 'milk')")
    expect(phone.locator("#unsent")).to_contain_text("1 to send", timeout=SOON)
    expect(crosses.nth(1)).to_be_focused()


def test_what_is_no_longer_waiting_goes_with_who_signs_out(phone, house):
    """A refusal that was not read, and what a worker did that no page has told yet; what waits stays by its rule."""
    phone.evaluate(TOLD)
    phone.goto("/more")
    expect(phone.locator("#unsent .notice")).to_have_count(2)
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url(re.compile("/session/new"))
    assert [op["key"] for op in phone.evaluate("fc.kept.all()")] == ["c"]


def test_what_the_worker_noted_is_told_without_anything_else_happening(phone):
    """It was refused while this page slept; nobody tells the page."""
    phone.goto("/more")
    phone.evaluate(TOLD.replace('refused: "Lasagne ran out."', "answer: { status: 422, text: '' }"))
    phone.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    phone.evaluate("() => fc.queue.add('/shopping/entries', { text: 'milk' }, 'milk')")
    expect(phone.locator("#unsent .notice[data-kind=error]")).to_contain_text("Not done: Lasagne. 422", timeout=SOON)


def test_a_new_seal_of_the_house_makes_nobody_a_stranger_to_what_is_theirs(phone, house):
    phone.evaluate("""async () => {
      const { reader, name, family } = document.body.dataset, person = `${parseInt(reader)}.another-seal`;
      const row = { kind: "wish", path: "/shopping/entries", form: { text: "candles", key: "kept-before-the-seal" } };
      await fc.kept.add({ ...row, person, name, family, key: row.form.key, label: "candles" });
      await fc.kept.add({ ...row, person, name: "Somebody", family, key: "other", label: "candles" });
    }""")
    phone.goto("/more")
    all_sent(phone)
    until(phone, lambda: house.rows("SELECT name FROM shopping_list_item WHERE name = 'candles'"))
    assert [op["key"] for op in phone.evaluate("fc.kept.all()")] == ["other"]


def test_a_finger_may_be_quicker_than_the_scripts(people, house):
    pia = people("pia", house)
    pia.goto("/shopping")
    pia.locator("#field-text").fill("candles")
    pia.locator("#field-text").press("Enter")
    expect(pia.locator("[data-name=candles]")).to_be_visible(timeout=SOON)
    held = []
    pia.route("**/static/app.*.js", lambda route: held.append(route))
    pia.goto("/shopping", wait_until="commit")
    pia.locator("[data-name=candles]").check()
    until(pia, lambda: held)
    held.pop().continue_()
    expect(pia.locator("#basket [data-name=candles]")).to_be_checked(timeout=SOON)
    until(pia, lambda: house.rows("SELECT ticked_at FROM shopping_list_item WHERE name = 'candles'")[0][0])


def test_a_row_of_the_pantry_says_what_waits_on_it(allowed, wire):
    marta = allowed("marta", wire)
    marta.goto("/pantry?show=all")
    wire.cut()
    expect(marta.locator("#net")).to_be_visible(timeout=SOON)
    row = marta.get_by_role("listitem").filter(has=marta.get_by_role("button", name=re.compile("^Use .* Flour"))).first
    for _tap in range(2):
        row.get_by_role("button", name=re.compile("^Use .* Flour")).click()
    expect(row).to_contain_text("2 to send", timeout=SOON)
    wire.mend()
    all_sent(marta)
    expect(row).not_to_contain_text("to send")
