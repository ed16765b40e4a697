"""Passkeys in Chromium, with a device that keeps keys and knows its owner's finger."""

import pytest

from tests.people import DESKTOP


@pytest.fixture
def home(serve):
    """The demo house under a name."""
    return serve(demo=True, name="localhost")


def device_of(page, **more):
    """A device that keeps passkeys, plugged into this browser; (session, its id)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    traits = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }
    answer = session.send("WebAuthn.addVirtualAuthenticator", {"options": traits | more})
    return session, answer["authenticatorId"]


def add_key(page, name="Phone"):
    page.goto("/me/passkeys")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    page.locator(".rows").get_by_text(name).wait_for()


def sign_out(page):
    page.goto("/me")
    page.get_by_role("button", name="Sign out", exact=True).last.click()
    page.get_by_role("button", name="Sign in with a passkey").wait_for()


def test_leo_signs_in_with_his_finger_until_the_passkey_is_removed(people, home):
    page = people("leo", home, DESKTOP)
    device_of(page)
    add_key(page)
    sign_out(page)
    page.goto("/session/new?next=/menu")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{home.url}/menu")
    page.goto("/me/passkeys")
    assert "last used today" in page.locator(".rows").inner_text()
    page.get_by_role("button", name="Remove Phone").click()
    page.get_by_text("None yet.").wait_for()
    sign_out(page)
    people.allow("status of 422")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("This passkey opens nothing here.").first.wait_for()


def test_a_finger_proves_who_leo_is(people, home):
    page = people("leo", home, DESKTOP)
    device_of(page)
    add_key(page)
    page.goto("/session/proof?next=/me/second-factor")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{home.url}/me/second-factor")


def test_a_device_holds_one_passkey_for_each_person(people, home):
    page = people("leo", home, DESKTOP)
    device_of(page)
    add_key(page)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("This device has a passkey of yours already.").first.wait_for()
    assert page.locator(".rows .item").count() == 1


def test_who_is_not_known_by_the_device_is_told_so(people, home):
    page = people("leo", home, DESKTOP)
    device_of(page, isUserVerified=False)
    page.goto("/me/passkeys")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("That did not work. No passkey was added.").first.wait_for()
    assert page.get_by_text("None yet.").is_visible()


def test_a_browser_that_can_not_is_not_teased(people, home):
    page = people("leo", home, DESKTOP)
    page.add_init_script("delete globalThis.PublicKeyCredential")
    page.goto("/me/passkeys")
    assert page.get_by_text("This browser can't make passkeys.").is_visible()
    assert not page.get_by_role("button", name="Add a passkey").is_visible()
    guest = people.visitor(home)
    guest.add_init_script("delete globalThis.PublicKeyCredential")
    guest.goto("/session/new")
    assert not guest.get_by_role("button", name="Sign in with a passkey").is_visible()


def test_under_a_number_nothing_is_offered(people, show_house):
    page = people("leo", show_house)
    page.goto("/me")
    assert page.get_by_text("Passkeys").count() == 0
    people.allow("status of 404")
    assert page.goto("/me/passkeys").status == 404
    assert "passkeys" not in people.visitor(show_house).goto("/session/new").text()
