"""The whole way of the second step with the keyboard alone: set up, signed out, in again by code and by paper."""

import html
import re

from playwright.sync_api import expect

from tests.browser.test_family_pages import faults
from tests.cast import PASSWORD, email_of
from tests.families.phone import code
from tests.people import PHONE


def press(page, name, role="button"):
    """Reach it with Tab, as somebody without a mouse does, and press Enter."""
    wanted = page.get_by_role(role, name=name).first
    for _step in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached with Tab")


def write(page, label, text):
    field = page.get_by_label(label, exact=True)
    for _step in range(60):
        if field.evaluate("element => element === document.activeElement"):
            page.keyboard.type(text)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{label} is not reached with Tab")


def sign_in(page):
    page.goto("/session/new")
    write(page, "E-mail", email_of("pia"))
    write(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your code")).to_be_visible()


def set_up(page):
    """(the app's secret, the codes on paper), starting at her own page."""
    page.goto("/me")
    press(page, "Second step", role="link")
    press(page, "Set it up")
    expect(page.get_by_role("img", name="QR code for your app")).to_be_visible()
    assert not faults(page)
    secret = re.search(r"secret=([A-Z2-7]+)", html.unescape(page.content()))[1]
    write(page, "Code", code(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Keep these on paper")).to_be_visible()
    assert not faults(page)
    return secret, page.locator(".codes li").all_inner_texts()


def show_code(page, newest):
    """`newest()` is asked for at the last moment: a code is good for half a minute around it."""
    sign_in(page)
    assert not faults(page)
    write(page, "Code", newest())
    page.keyboard.press("Enter")


def test_zia_pia_sets_it_up_and_signs_in_with_it_by_keyboard(people, house):
    page = people("pia", house, PHONE)
    secret, paper = set_up(page)
    press(page, "I have them", role="link")
    expect(page).to_have_url(f"{house.url}/")
    for newest in (lambda: code(secret, 1), lambda: paper[0]):
        elsewhere = people.visitor(house, PHONE)
        show_code(elsewhere, newest)
        expect(elsewhere).to_have_url(f"{house.url}/")
    elsewhere.goto("/me/second-factor")
    expect(elsewhere.get_by_text("You have 9 unused codes")).to_be_visible()


def test_leo_gets_a_new_password_from_martas_link(people, house):
    marta = people("marta", house, PHONE)
    marta.goto("/members/3")
    press(marta, "Make a link for a new password")
    link = marta.get_by_label("The link", exact=True).input_value()
    assert not faults(marta)
    leo = people.visitor(house, PHONE)
    leo.goto(link)
    expect(leo).to_have_url(f"{house.url}/password/new")
    assert not faults(leo)
    write(leo, "New password", "una torta di mele")
    leo.keyboard.press("Enter")
    expect(leo).to_have_url(f"{house.url}/")
