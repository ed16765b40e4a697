"""The list in the hand and on paper: large places to tick, long words, both directions, nothing to press in print."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import cut_off, scrolls_sideways, small_targets
from tests.browser.test_shopping import SOON, wish
from tests.people import DESKTOP, NARROW, PHONE

LONG = "Rinderkraftbrühenkonzentratwürfelpackung, Geschirrspülmaschinenreinigertabs, 2 l milk, candles"


@pytest.fixture
def look(house, people):
    """look(screen) is Pia's list with long words on it, and one thing in the basket."""

    def at(screen, **options):
        pia = people("pia", house, screen, **options)
        pia.goto("/shopping")
        wish(pia, LONG)
        expect(pia.locator("[data-name=candles]")).to_be_visible(timeout=SOON)
        pia.locator("[data-name=candles]").check()
        expect(pia.locator("#basket > summary")).to_be_visible(timeout=SOON)
        return pia

    return at


@pytest.mark.only("sqlite")
@pytest.mark.parametrize("screen", [PHONE, NARROW, DESKTOP], ids=["phone", "narrow", "desktop"])
def test_every_tick_is_a_large_place_and_nothing_is_cut_off_in_either_direction(look, screen):
    pia = look(screen)
    for direction in ("ltr", "rtl"):
        pia.evaluate("(direction) => { document.documentElement.dir = direction; }", direction)
        ticks = pia.locator("section .tick")
        heights = ticks.evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
        assert heights and min(heights) >= 64
        assert not scrolls_sideways(pia) and not cut_off(pia) and not small_targets(pia)


@pytest.mark.only("sqlite")
def test_paper_has_the_aisles_names_and_amounts_in_black_and_nothing_to_press(look):
    pia = look(DESKTOP, color_scheme="dark")
    pia.emulate_media(media="print", color_scheme="dark")
    for gone in (".wish", "#unsent", ".entry > .btn", "#basket", ".tabs", ".page-head .btn", ".shopping .actions"):
        assert pia.locator(gone).filter(visible=True).count() == 0, gone
    milk = pia.locator("li.entry").filter(has_text="Milk")
    expect(milk.locator(".amount")).to_have_text("2 l")
    expect(pia.get_by_role("heading", name="Dairy and eggs")).to_be_visible()
    for seen in (milk.locator(".title"), milk.locator(".amount"), pia.locator(".shopping h2").first):
        expect(seen).to_have_css("color", "rgb(0, 0, 0)")
