"""An admin sets up a webhook in a browser and reads what became of it; the pages are right for everyone."""

import os

import pytest

from tests.browser.test_family_pages import faults
from tests.people import DESKTOP, PHONE

SCREENS = {"phone": PHONE, "desktop": DESKTOP}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_marta_sets_one_up_tries_it_and_reads_why_it_did_not_get_through(people, house, screen, theme):
    page, found = people("marta", house, SCREENS[screen], color_scheme=theme), {}
    page.goto("/more")
    page.get_by_role("link", name="Webhooks").click()
    found["empty"] = seen(page, screen, theme, "empty")
    page.get_by_label("Name").fill("Hall light")
    page.get_by_label("Address").fill("https://nobody.invalid/hook")
    page.get_by_label("Orders and their dishes").check()
    page.get_by_label("Shopping lists").check()
    page.get_by_role("button", name="Set it up").click()
    assert page.get_by_label("Give this to the receiver").input_value().startswith("whsec_")
    found["secret"] = seen(page, screen, theme, "secret")
    page.get_by_role("link", name="Try it").click()
    page.get_by_role("button", name="Send a test").click()
    page.get_by_text("There is no such address.").wait_for(timeout=30_000)
    found["result"] = seen(page, screen, theme, "result")
    page.get_by_role("link", name="Webhooks", exact=True).first.click()
    page.get_by_text("Hall light").wait_for()
    found["list"] = seen(page, screen, theme, "list")
    assert not any(found.values()), found


def seen(page, *name):
    """What is wrong with the page; with SHOTS set, a picture of it is kept in that folder."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{'-'.join(name)}.png", full_page=True)
    return faults(page)
