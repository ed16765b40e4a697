"""The whole way to an order: by keyboard alone, without script, on the narrowest phone in German and in Arabic."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.looks import cut_off, scrolls_sideways, small_targets
from tests.people import DESKTOP, NARROW, PHONE, SAME

MOST_KEYS = 40
HELD = """() => {
  const held = document.activeElement;
  if (!held || held === document.body) return "nothing";
  const box = held.getBoundingClientRect(), label = held.closest("label");
  const rings = (each) => each && getComputedStyle(each).outlineStyle !== "none" &&
    parseFloat(getComputedStyle(each).outlineWidth) >= 2;
  const ring = [held, label, held.closest("article, li, details, summary")].some(rings);
  if (held.id !== "main" && !held.matches("h1, h2") && !ring) return `no ring on ${held.outerHTML.slice(0, 80)}`;
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2];
  const on = document.elementFromPoint(x, y);
  const seen = !on || held.contains(on) || on.contains(held) || label?.contains(on);
  return seen ? "" : `${held.outerHTML.slice(0, 80)} lies under ${on.outerHTML.slice(0, 80)}`;
}"""
LISTEN = """() => {
  globalThis.heard = [];
  for (const region of [document.getElementById("say"), document.getElementById("alert")])
    new MutationObserver(() => region.textContent && heard.push(region.textContent))
      .observe(region, { childList: true });
}"""
NAME = """() => (document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText ?? "").trim()"""


class Keys:
    """A keyboard that counts, and looks after each key where the focus is."""

    def __init__(self, page):
        self.page, self.count, self.faults = page, 0, []

    def press(self, key):
        self.page.keyboard.press(key)
        self.count += 1

    def type(self, text):
        for letter in text:
            self.press(letter)

    def go(self, pattern):
        self.tab_to(pattern)
        self.press("Enter")

    def tab_to(self, pattern):
        """Tab until what is focused is called so."""
        for _ in range(MOST_KEYS):
            self.press("Tab")
            fault = self.page.evaluate(HELD)
            self.faults += [fault] if fault else []
            if re.search(pattern, self.page.evaluate(NAME)):
                return
        raise AssertionError(f"{pattern} was not reached in {MOST_KEYS} keys")


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_order_takes_at_most_forty_keys_each_of_which_can_be_seen(people, house, screen):
    page = people("leo", house, screen)
    page.goto("/menu")
    keys = Keys(page)
    keys.go("^Skip to the page")
    keys.tab_to("^Search dishes")
    keys.type("lasag")
    expect(page.locator("article.dish")).to_have_count(1)
    keys.go(r"^Add\s+Lasagne")
    expect(page.locator("#cartbar .num")).to_have_text("1")
    keys.go("^See order")
    page.wait_for_url("**/cart")
    keys.go("^Skip to the page")
    keys.go("^Send to the kitchen")
    page.wait_for_url(re.compile(r"/orders/\d+$"))
    expect(page.locator("#toasts")).to_contain_text(re.compile(r"Order \d+ sent"))
    assert keys.count <= MOST_KEYS, keys.count
    assert not keys.faults


def test_without_script_one_orders_and_cancels_ticks_uses_and_cooks(people, house):
    leo = people("leo", house, java_script_enabled=False)
    leo.goto("/menu")
    leo.get_by_role("button", name="Add Lasagne", exact=True).click()
    leo.get_by_role("link", name=re.compile("See order")).click()
    leo.get_by_role("button", name="Send to the kitchen").click()
    leo.wait_for_url(re.compile(r"/orders/\d+$"))
    leo.get_by_role("link", name=re.compile("^Cancel")).click()
    leo.get_by_role("button", name="Cancel the order").click()
    assert house.rows('SELECT state FROM "order" ORDER BY id DESC LIMIT 1') == [("cancelled",)]


def test_without_script_a_shopper_adds_and_ticks_and_a_cook_uses_up(people, house):
    pia = people("pia", house, java_script_enabled=False)
    pia.goto("/shopping")
    pia.locator("#field-text").fill("candles")
    pia.get_by_role("button", name="Add", exact=True).click()
    pia.locator("[data-name=candles]").check()
    pia.get_by_role("button", name="Save ticks").click()
    rows = house.rows("SELECT ticked_at FROM shopping_list_item WHERE name = 'candles'")
    assert rows and rows[0][0]
    pia.goto("/pantry?show=all")
    (before,) = house.rows("SELECT COUNT(*) FROM stock_move")[0]
    pia.get_by_role("button", name=re.compile("^Use .* Flour")).click()
    assert house.rows("SELECT COUNT(*) FROM stock_move") == [(before + 1,)]


def test_without_script_a_cook_accepts_cooks_and_serves(people, house):
    nonna = people("nonna", house, java_script_enabled=False)
    nonna.goto("/kitchen")
    (order,) = house.rows("SELECT id FROM \"order\" WHERE state = 'placed' ORDER BY id LIMIT 1")[0]
    seen = set()
    while "ready" not in seen and len(seen) < 4:
        nonna.locator(f"#ticket-{order}").get_by_role("button", name=re.compile("^(Accept|Start|Ready)")).first.click()
        seen |= set(*house.rows('SELECT state FROM "order" WHERE id = ?', order))
    assert {"accepted", "ready"} <= seen, seen


def test_a_burst_of_changes_is_no_burst_of_words(people, house):
    """Fifty changes of the stock: who reads the menu hears at most three sentences."""
    leo, marta = people("leo", house), people("marta", house)
    leo.goto("/menu")
    leo.evaluate(LISTEN)
    (flour,) = house.rows("SELECT id FROM ingredient WHERE name = 'Flour' ORDER BY id LIMIT 1")[0]
    for number in range(50):
        form = {"delta": 1, "key": f"burst-key-{number:04}"}
        path = f"{house.url}/pantry/items/{flour}/changes"
        assert marta.context.request.post(path, form=form, headers=SAME, max_redirects=0).status == 303
    version = house.rows("SELECT MAX(version) FROM family")[0][0]
    came = "(version) => Number(document.getElementById('live')._htmx?.sse?.lastEventId) >= version"
    leo.wait_for_function(came, arg=version)
    assert len(leo.evaluate("heard")) <= 3


def speak(page, house, code):
    answer = page.context.request.post(f"{house.url}/me/language", form={"language": code}, headers=SAME)
    assert answer.ok, answer.status


@pytest.mark.parametrize(("code", "send"), [("de", "An die Küche"), ("ar", "المطبخ")])
def test_the_way_to_an_order_fits_the_narrowest_phone_in(people, house, code, send):
    page = people("leo", house, NARROW)
    speak(page, house, code)
    found = {}
    page.goto("/menu")
    found["menu"] = faults(page)
    page.locator("[id^=add-]").first.click()
    expect(page.locator("#cartbar .num")).to_have_text("1")
    page.locator("#toasts [data-dismiss]").click()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    found["added"] = faults(page)
    page.locator("#cartbar a").click()
    page.wait_for_url("**/cart")
    found["cart"] = faults(page)
    page.get_by_role("button", name=re.compile(send)).click()
    page.wait_for_url(re.compile(r"/orders/\d+$"))
    found["order"] = faults(page)
    assert page.evaluate("document.documentElement.dir") == ("rtl" if code == "ar" else "ltr")
    assert not any(found.values()), "\n".join(fault for each in found.values() for fault in each)


@pytest.mark.parametrize("size", [(195, 422), (320, 256)], ids=["text 200 %", "zoom 400 %"])
@pytest.mark.parametrize("path", ["/", "/menu", "/dishes/1", "/cart", "/orders", "/shopping", "/pantry", "/me"])
def test_what_is_enlarged_stays_whole(people, show_house, size, path):
    page = people("marta", show_house, {"viewport": {"width": size[0], "height": size[1]}}, reduced_motion="reduce")
    page.goto(path)
    assert not scrolls_sideways(page) and not cut_off(page)


@pytest.mark.parametrize("path", ["/", "/menu", "/cart", "/orders", "/shopping", "/pantry", "/me", "/kitchen"])
def test_nothing_moves_for_who_wants_it_still(people, show_house, path):
    page = people("nonna", show_house, reduced_motion="reduce")
    page.goto(path)
    moving = "() => document.getAnimations().map((each) => each.effect.getComputedTiming().duration)"
    assert [time for time in page.evaluate(moving) if time > 10] == []


@pytest.mark.parametrize("path", ["/menu", "/pantry"])
def test_with_the_system_s_own_colours_what_is_chosen_still_differs(people, show_house, path):
    page = people("marta", show_house, forced_colors="active")
    page.goto(path)
    look = """(chips) => new Set(chips.map((chip) => { const style = getComputedStyle(chip);
      return [style.color, style.backgroundColor, style.borderTopColor, style.borderTopWidth].join(); })).size"""
    chips = page.locator("main .chip")
    chosen = page.locator("main .chip[aria-current]")
    assert chosen.count() and chips.evaluate_all(look) > 1
    assert not violations(page)


def faults(page):
    sideways = ["scrolls sideways"] if scrolls_sideways(page) else []
    return [*violations(page), *cut_off(page), *small_targets(page, 44), *sideways]
