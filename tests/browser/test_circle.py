"""The whole circle: what is missing is bought, what is cooked runs low, and every open page follows by itself."""

import re

import pytest
from playwright.sync_api import expect

from familychef.pantry.models import Alert
from tests import larder
from tests.browser.test_shopping import all_sent
from tests.browser.test_story import hand, press
from tests.people import PHONE, WALL

pytestmark = pytest.mark.each_database

SOON = 20_000


@pytest.fixture
def kitchen(world, serve):
    """Beef and potatoes are there, and no carrot: there can be stew, but no curry."""
    beef = larder.ingredient(world.rossi, "Beef", threshold=800_000)
    potatoes = larder.ingredient(world.rossi, "Potatoes", threshold=1_500_000)
    carrots = larder.ingredient(world.rossi, "Carrots", threshold=500_000)
    larder.lot(beef, 1_000_000)
    larder.lot(potatoes, 2_000_000)
    larder.dish(world.rossi, "Curry", {beef: 400_000, potatoes: 500_000, carrots: 300_000})
    larder.dish(world.rossi, "Stew", {beef: 500_000, potatoes: 800_000})
    Alert.check(world.rossi)
    return serve()


def card(page, dish):
    return page.get_by_role("article").filter(has=page.get_by_role("link", name=dish, exact=True))


def test_from_a_grey_curry_to_the_shop_and_back(kitchen, people):
    leo, pia = people("leo", kitchen, PHONE), people("pia", kitchen, PHONE)
    nonna, marta = people("nonna", kitchen, WALL), people("marta", kitchen, PHONE)
    marta.goto("/menu")
    expect(card(marta, "Curry")).to_contain_text("Missing: carrots")
    pia.goto("/")
    eat(leo, nonna, "Stew")
    the_shopper_is_warned(pia)
    buy(pia, {"Beef": "1 kg", "Carrots": "1 kg", "Potatoes": "2 kg"})
    expect(card(marta, "Curry")).to_contain_text(re.compile(r"\d+ portions"), timeout=SOON)
    pia.goto("/alerts")
    expect(pia.get_by_text("All is well.")).to_be_visible(timeout=SOON)


def eat(leo, nonna, dish):
    """Leo orders four portions of it, and Nonna cooks them."""
    nonna.goto("/kitchen")
    leo.goto("/menu")
    leo.get_by_role("link", name=dish, exact=True).click()
    leo.get_by_role("spinbutton", name="How many").fill("4")
    leo.get_by_role("button", name="Add to my order").click()
    expect(leo.get_by_role("link", name=re.compile("See order"))).to_be_visible()
    leo.goto("/cart")
    leo.get_by_role("button", name="Send to the kitchen").click()
    leo.wait_for_url(re.compile(r"/orders/\d+$"))
    ticket = nonna.locator(f"#ticket-{leo.url.rsplit('/', 1)[1]}")
    press(ticket, "Accept", then=hand(ticket, "Ready"))
    press(ticket, "Ready", then=hand(ticket, "Undo"))


def the_shopper_is_warned(pia):
    """The bell and the card say so on the page that is open; the list has each with its reason."""
    expect(pia.locator("#bell .badge")).to_be_visible(timeout=SOON)
    expect(pia.get_by_text("3 things to buy")).to_be_visible(timeout=SOON)
    pia.goto("/alerts")
    for food in ("Beef", "Carrots", "Potatoes"):
        expect(pia.locator(".alert-row").filter(has_text=food)).to_be_visible(timeout=SOON)


def buy(pia, bought):
    pia.goto("/shopping")
    for food in bought:
        line = pia.locator(f"[data-name='{food}']")
        expect(line).to_be_visible(timeout=SOON)
        line.check()
    expect(pia.locator("#basket > summary")).to_contain_text("(3)", timeout=SOON)
    all_sent(pia)
    pia.get_by_role("link", name=re.compile("Put")).click()
    for food, amount in bought.items():
        row = pia.locator("fieldset.away").filter(has_text=food)
        row.get_by_label("How much?").fill(amount)
    pia.get_by_role("button", name="Put 3 things away").click()
    pia.wait_for_url("**/shopping**")
