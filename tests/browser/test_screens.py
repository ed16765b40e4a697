"""Screens of the family in real browsers: a wall is paired and cooks, a child orders on the shared tablet."""

import re

import pytest
from playwright.sync_api import expect

from tests.people import PHONE, TABLET, WALL

SOON = 15_000


def pair(people, house, kind, screen, name):
    """A browser that was paired through the pages, by Marta's phone; (its page, Marta's page)."""
    people.allow("ViewTransition opt-in disabled")
    page, phone = people.visitor(house, screen), people("marta", house, PHONE)
    page.goto("/pair")
    page.get_by_role("button", name="Pair this screen").click()
    code = page.get_by_role("img", name=re.compile("^The code")).inner_text()
    called = page.locator(".pair-name").inner_text().strip()
    phone.goto("/more")
    phone.get_by_role("link", name=re.compile("^Screens")).click()
    phone.get_by_role("link", name="Pair a screen").click()
    phone.get_by_label("Code on the screen").fill(code)
    phone.get_by_role("button", name="Look").click()
    expect(phone.locator("#screen")).to_have_text(called)
    phone.get_by_label(re.compile(f"^{kind}")).check()
    phone.get_by_label("Name", exact=True).fill(name)
    phone.get_by_role("button", name="Allow").click()
    expect(phone.locator(".toast")).to_contain_text(name)
    return page, phone


def take_away(phone, name):
    phone.goto("/devices")
    phone.locator("summary", has_text=f"Remove {name}").click()
    phone.get_by_role("button", name=f"Remove {name}").click()


def fill_cart(page):
    with page.expect_response("**/cart/items"):
        page.locator("form[action='/cart/items'] button").first.click()
    page.goto("/cart")


def test_a_wall_is_paired_cooks_and_falls_back_when_it_is_removed(people, house):
    wall, phone = pair(people, house, "Kitchen display", WALL, "By the stove")
    wall.wait_for_url("**/kitchen", timeout=SOON)
    leo = people("leo", house, PHONE)
    leo.goto("/menu")
    fill_cart(leo)
    leo.get_by_role("button", name=re.compile("^Send")).click()
    leo.wait_for_url(re.compile("/orders"))
    ticket = wall.locator(".ticket[data-state=new]").filter(has_text="Leo").last
    expect(ticket).to_be_visible(timeout=SOON)
    wall.wait_for_timeout(600)
    number = ticket.get_attribute("id")
    wall.locator(f"#{number}-accept").click()
    expect(wall.locator(f"#{number}")).to_have_attribute("data-state", "accepted")
    people.allow("status (of )?401")
    take_away(phone, "By the stove")
    wall.wait_for_url("**/pair", timeout=SOON)
    expect(wall.get_by_role("button", name="Pair this screen")).to_be_visible()


def raise_mia(phone):
    phone.goto("/family")
    phone.get_by_role("link", name="A child's profile").click()
    phone.get_by_label("Name", exact=True).fill("Mia")
    phone.get_by_label("Rabbit").check()
    phone.get_by_label("PIN", exact=True).fill("2580")
    phone.get_by_role("button", name="Make the profile").click()
    expect(phone.locator("#members")).to_contain_text("Mia")


def be_mia(tablet):
    """By the big keys, as a child does."""
    tablet.get_by_role("link", name="Mia").click()
    for digit in "2580":
        tablet.get_by_role("button", name=digit, exact=True).click()
    tablet.get_by_role("button", name="Go on").click()
    tablet.wait_for_url("**/menu")


def test_a_child_orders_on_the_shared_tablet(people, house):
    tablet, phone = pair(people, house, "Shared tablet", TABLET, "Sofa")
    tablet.wait_for_url("**/session/faces", timeout=SOON)
    raise_mia(phone)
    tablet.reload()
    be_mia(tablet)
    expect(tablet.locator("#tabs a")).to_have_text(["Menu", "Orders", "Me"])
    fill_cart(tablet)
    tablet.get_by_role("button", name=re.compile("^Send")).click()
    tablet.wait_for_url(re.compile("/orders"))
    tablet.get_by_role("button", name="That's enough").click()
    tablet.wait_for_url("**/session/faces")


def test_taking_the_tablet_away_ends_who_is_in(people, house):
    tablet, phone = pair(people, house, "Shared tablet", TABLET, "Sofa")
    tablet.wait_for_url("**/session/faces", timeout=SOON)
    phone.goto("/session/proof")
    phone.get_by_role("button", name=re.compile("Go on|Continue")).click()
    phone.wait_for_url("**/me")
    phone.get_by_role("link", name=re.compile("^PIN for the shared tablet")).click()
    phone.get_by_label("New PIN").fill("7391")
    with phone.expect_response(lambda answer: answer.request.method == "POST"):
        phone.get_by_role("button", name="Save").click()
    tablet.reload()
    tablet.get_by_role("link", name="Marta").click()
    tablet.get_by_label("Your PIN").fill("7391")
    tablet.get_by_label("Your PIN").press("Enter")
    tablet.wait_for_url(f"{house.url}/")
    people.allow("status (of )?401")
    take_away(phone, "Sofa")
    tablet.wait_for_url("**/pair", timeout=SOON)


@pytest.mark.only("sqlite")
def test_a_tablet_that_waits_for_a_face_notices_that_it_was_taken_away(people, house):
    tablet, phone = pair(people, house, "Shared tablet", TABLET, "Hall")
    tablet.wait_for_url("**/session/faces", timeout=SOON)
    people.allow("status (of )?401")
    take_away(phone, "Hall")
    tablet.wait_for_url("**/pair", timeout=30_000)
