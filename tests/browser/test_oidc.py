"""Signing in by a provider on another site, in Chromium and under the house's own policy."""

import pytest

from tests.browser.axe import violations
from tests.browser.looks import cut_off, scrolls_sideways, small_targets
from tests.families.oidc.provider import environment, running
from tests.people import DESKTOP, NARROW, PHONE

SCREENS = {"phone": PHONE, "narrow": NARROW, "desktop": DESKTOP}


@pytest.fixture
def provider():
    with running() as provider:
        yield provider


@pytest.fixture
def home(serve, provider):
    return serve(demo=True, name="localhost", env=environment(provider))


def test_leo_connects_his_login_and_comes_in_by_it(people, home, provider):
    people.allow("foreign request")
    people.allow("favicon.ico")
    page = people("leo", home, DESKTOP)
    page.goto("/me/identities")
    page.get_by_role("button", name="Connect with Home login").click()
    page.get_by_role("link", name="Yes, it is me").click()
    page.get_by_text("127.0.0.1 …4711").wait_for()
    page.goto("/me")
    page.get_by_role("button", name="Sign out", exact=True).last.click()
    page.wait_for_url(f"{home.url}/session/new")
    page.goto("/session/new?next=/menu")
    page.get_by_role("button", name="Sign in with Home login").click()
    page.wait_for_url(f"{provider.issuer}/**")
    page.get_by_role("link", name="Yes, it is me").click()
    page.wait_for_url(f"{home.url}/menu")
    assert page.evaluate("document.cookie") == ""


def test_it_works_without_script(people, home, provider):
    people.allow("foreign request")
    people.allow("favicon.ico")
    page = people("leo", home, java_script_enabled=False)
    page.goto("/me/identities")
    page.get_by_role("button", name="Connect with Home login").click()
    page.get_by_role("link", name="Yes, it is me").click()
    page.get_by_text("127.0.0.1 …4711").wait_for()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ways_in_are_right_on_every_screen(people, home, theme):
    found = {}
    for name, screen in SCREENS.items():
        guest, leo = people.visitor(home, screen, color_scheme=theme), people("leo", home, screen, color_scheme=theme)
        for page, path in ((guest, "/session/new"), (leo, "/me"), (leo, "/me/passkeys"), (leo, "/me/identities"),
                           (leo, "/session/proof")):
            page.goto(path)
            found[name, path] = faults(page)
    assert not any(found.values()), found


def faults(page):
    sideways = ["scrolls sideways"] if scrolls_sideways(page) else []
    return [*violations(page), *cut_off(page), *small_targets(page, 44), *sideways]
