"""The pages about people: right for everyone on narrow and wide screens, light and dark."""

import pytest

from tests.browser.axe import violations
from tests.browser.looks import cut_off, scrolls_sideways, small_targets
from tests.people import DESKTOP, NARROW, PHONE

SCREENS = {"phone": PHONE, "narrow": NARROW, "desktop": DESKTOP}
PAGES = ("/family", "/members/3", "/members/3/removal", "/invitations", "/first-steps", "/me", "/more")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_pages_of_marta_are_right(people, show_house, screen, theme):
    page = people("marta", show_house, SCREENS[screen], color_scheme=theme)
    found = {}
    for path in PAGES:
        page.goto(path)
        found[path] = faults(page)
    assert not any(found.values()), found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_page_of_a_guest_is_right(people, show_house, screen, theme):
    guest = people.visitor(show_house, SCREENS[screen], color_scheme=theme)
    guest.goto(link(people, show_house))
    found = [faults(guest)]
    people.allow("status of 422")
    guest.evaluate("document.forms[0].noValidate = true")
    guest.get_by_role("button", name="Join Rossi").click()
    guest.locator(".error-summary").wait_for()
    found.append(faults(guest))
    assert not any(found), found


def link(people, house):
    page = people("marta", house)
    page.goto("/invitations")
    page.get_by_role("button", name="Make a link").click()
    return page.locator("#invitation-link").input_value()


def faults(page):
    sideways = ["scrolls sideways"] if scrolls_sideways(page) else []
    return [*violations(page), *cut_off(page), *small_targets(page, 44), *sideways]
