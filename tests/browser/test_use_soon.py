"""What ends soon, in a real browser: the list of dishes follows the house, and Enter takes no offer."""

import pytest

from tests.browser.looks import scrolls_sideways
from tests.people import NARROW

pytestmark = pytest.mark.only("sqlite")


def test_the_dishes_that_save_something_follow_the_menu(house, people):
    marta, nonna = people("marta", house), people("nonna", house)
    marta.goto("/pantry")
    first = marta.locator("#saving .title a").first
    name, address = first.inner_text(), first.get_attribute("href")
    nonna.goto(address)
    nonna.locator("details.menu > summary").first.click()
    nonna.get_by_role("button", name="Take off the menu").click()
    marta.locator("#saving").get_by_role("link", name=name, exact=True).wait_for(state="detached")
    assert marta.locator("#saving .title a").count() > 1


def test_enter_saves_what_is_typed_and_takes_no_offer(house, people):
    marta = people("marta", house)
    marta.goto("/ingredients?q=milk")
    marta.get_by_role("link", name="Milk", exact=False).first.click()
    marta.get_by_role("link", name="Edit").click()
    marta.locator("#pace").wait_for(state="attached")
    marta.evaluate("""() => {
        const offer = document.createElement("button");
        offer.name = "week"; offer.value = "777000";
        document.getElementById("pace").after(offer);
    }""")
    marta.get_by_label("Low below").fill("")
    marta.get_by_label("Also called").fill("Latte")
    marta.get_by_label("Also called").press("Enter")
    marta.wait_for_url("**/pantry/items/*")
    assert marta.get_by_text("777 ml").count() == 0
    assert marta.get_by_text("Low below").count() == 0


def test_the_month_fits_a_narrow_phone_from_right_to_left(house, people):
    marta = people("marta", house, NARROW)
    for path in ("/pantry/months", "/pantry/waste", "/pantry"):
        marta.goto(path)
        marta.evaluate("document.documentElement.dir = 'rtl'")
        assert not scrolls_sideways(marta), path
