"""A screen is set up once by the person before it, and its stations are a touch or a key away."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.looks import cut_off, scrolls_sideways, small_targets
from tests.people import DESKTOP, PHONE, WALL

SIZES = """() => [".minutes", ".line", ".note"].map(selector =>
  parseFloat(getComputedStyle(document.querySelector(`#tickets ${selector}`)).fontSize))"""


@pytest.mark.parametrize(("screen", "sizes"), [(DESKTOP, [124, 60, 40]), (WALL, [96, 64, 48])])
def test_who_stands_three_metres_away_is_advised_and_gets_large_writing(people, show_house, screen, sizes):
    page = people("nonna", show_house, screen, reduced_motion="reduce")
    page.goto("/kitchen")
    page.locator(".bar summary").click()
    page.get_by_role("link", name="Settings of this screen").click()
    page.get_by_label("10 inches").check()
    page.get_by_label("3 m", exact=True).check()
    page.get_by_role("button", name="What fits?").click()
    expect(page.locator(".advice[role=status]")).to_contain_text("21 inches or more")
    assert page.get_by_role("radio", name=re.compile("^Far")).is_checked()
    assert not violations(page) and not small_targets(page, 64) and not scrolls_sideways(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/kitchen")
    assert page.evaluate(SIZES) == sizes


@pytest.mark.parametrize("screen", [DESKTOP, WALL, PHONE])
def test_a_station_and_the_table_are_a_touch_and_a_key_away(people, show_house, screen):
    page = people("nonna", show_house, screen, reduced_motion="reduce")
    page.goto("/kitchen")
    page.get_by_role("link", name=re.compile("^Stove")).click()
    page.wait_for_url("**/kitchen?station=1")
    expect(page.locator("#stations [aria-current]")).to_have_text(re.compile("^Stove"))
    for name in ("Oven", "Cold", "Table"):
        page.keyboard.press("s")
        expect(page.locator("#stations [aria-current]")).to_have_text(re.compile(f"^{name}"))
        assert not violations(page) and not small_targets(page, 64) and not cut_off(page)
    page.keyboard.press("s")
    page.wait_for_url("**/kitchen?station=0")


def test_the_chosen_ticket_is_begun_opened_and_declined_by_key(people, house):
    page = people("nonna", house, DESKTOP, reduced_motion="reduce")
    page.goto("/kitchen")
    page.wait_for_selector("[data-htmx-powered]", state="attached")
    for state, key, goal in (("accepted", "i", "**/kitchen/tickets/*"), ("new", "x", "**/orders/*/refusal")):
        page.locator(f".ticket[data-state={state}] .ready").first.focus()
        page.keyboard.press(key)
        page.wait_for_url(goal)
        page.go_back()
        page.wait_for_selector("[data-htmx-powered]", state="attached")
    ticket = page.locator(".ticket[data-state=accepted]").first
    number = ticket.get_attribute("id")
    ticket.locator(".ready").first.focus()
    page.keyboard.press("b")
    expect(page.locator(f"#{number}[data-state=preparing]")).to_be_visible()
