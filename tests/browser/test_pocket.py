"""A phone that takes the house along: the browser agrees to install it, and says what works there."""

import pytest
from playwright.sync_api import expect

from tests import chromium

IPHONE = "Object.defineProperty(navigator, 'standalone', {{ value: {} }})"
OFFER = """(outcome) => {
  const offer = new Event("beforeinstallprompt", { cancelable: true });
  offer.prompt = async () => { globalThis.asked = true; };
  offer.userChoice = Promise.resolve({ outcome });
  dispatchEvent(offer);
}"""


def abilities(page):
    return page.locator("#abilities .status:visible").evaluate_all(
        "all => all.map((each) => [each.dataset.ability, each.dataset.answer])")


def test_chromium_finds_nothing_that_speaks_against_installing(playwright, house, tmp_path):
    """In a browser with a profile: private windows install nothing."""
    context = chromium.with_profile(playwright, tmp_path, base_url=house.url)
    page = context.new_page()
    page.goto("/session/new")
    page.get_by_role("button", name="Leo").click()
    page.wait_for_url(f"{house.url}/")
    expect(page.get_by_role("link", name="More")).to_be_visible()
    asked = context.new_cdp_session(page)
    told = asked.send("Page.getAppManifest")
    assert told["errors"] == [] and told["url"].endswith("/manifest.webmanifest?lang=en")
    assert [each["errorId"] for each in asked.send("Page.getInstallabilityErrors")["installabilityErrors"]] == []
    context.close()


def test_an_iphone_hears_of_the_home_screen_once(people, house):
    leo = people("leo", house)
    leo.add_init_script(IPHONE.format("false"))
    leo.goto("/")
    hint = leo.locator("#phone-hint")
    expect(hint).to_be_visible()
    hint.get_by_role("button", name="Close").click()
    expect(hint).to_be_hidden()
    leo.goto("/")
    expect(leo.get_by_role("heading").first).to_be_visible()
    expect(hint).to_be_hidden()


@pytest.mark.parametrize("script", ["", IPHONE.format("true")])
def test_nobody_else_is_bothered(people, house, script):
    leo = people("leo", house)
    leo.add_init_script(script or "0")
    leo.goto("/")
    expect(leo.locator("#phone-hint")).to_be_hidden()
    assert leo.evaluate("localStorage.getItem('fc-phone-told')") is None


def test_the_page_offers_what_the_browser_offers(people, house):
    leo = people("leo", house)
    leo.goto("/phone")
    button = leo.get_by_role("button", name="Put it on this device")
    expect(button).to_be_hidden()
    leo.evaluate(OFFER, "dismissed")
    button.click()
    expect(button).to_be_enabled()
    assert leo.evaluate("asked")
    leo.evaluate(OFFER, "accepted")
    button.click()
    expect(button).to_be_hidden()


def test_it_says_what_works_at_a_safe_address_and_what_does_not_without(people, house):
    leo = people("leo", house)
    leo.goto("/phone")
    assert {ability for ability, answer in abilities(leo) if answer == "yes"} >= {"safe", "news"}
    expect(leo.locator("[data-unsafe]")).to_be_hidden()
    leo.add_init_script("Object.defineProperty(globalThis, 'isSecureContext', { value: false })")
    leo.goto("/phone")
    assert {("safe", "no"), ("news", "no")} <= {tuple(each) for each in abilities(leo)}
    expect(leo.locator("[data-unsafe]")).to_be_visible()
