"""What a person hears for what they do, in the catalogue's words; and the ways in that need no script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.phones import order
from tests.browser.test_story import hand, press, the_chef_cooks
from tests.people import DESKTOP, PHONE

SOON = 20_000
LISTEN = """() => {
  globalThis.heard = [];
  for (const name of ["say", "alert"])
    new MutationObserver(([{ target }]) => target.textContent && heard.push(`${name}: ${target.textContent}`))
      .observe(document.getElementById(name), { childList: true });
}"""


def hears(page, words):
    """Once, from the polite or the urgent region: `say: …` or `alert: …`."""
    page.wait_for_function("(words) => heard.some((each) => new RegExp(words).test(each))", arg=words, timeout=SOON)
    assert sum(bool(re.search(words, each)) for each in page.evaluate("heard")) == 1, words


def at(page, path):
    page.goto(path)
    page.evaluate(LISTEN)
    return page


def test_what_is_done_is_said_once_in_the_catalogue_s_words(people, house):
    people.allow("status of 4|Transition was aborted")
    leo, nonna, pia = people("leo", house, PHONE), people("nonna", house, DESKTOP), people("pia", house, PHONE)
    at(leo, "/menu").get_by_role("button", name="Add Lasagne", exact=True).click()
    hears(leo, r"say: Lasagne added\. 1 in your order\.")
    (dish,) = house.rows("SELECT id FROM dish WHERE name = 'Pancakes'")[0]
    at(nonna, f"/dishes/{dish}").locator("summary", has_text="More for Pancakes").click()
    nonna.get_by_role("button", name="Take off the menu").click()
    hears(nonna, r"say: Pancakes is off the menu\.")
    at(pia, "/shopping").locator("#field-text").fill("candles")
    pia.locator("#field-text").press("Enter")
    expect(pia.locator("[data-name=candles]")).to_be_visible(timeout=SOON)
    pia.locator("[data-name=candles]").check()
    hears(pia, r"say: candles is in the basket\. \d+ of \d+")
    at(pia, "/pantry?show=all").get_by_role("button", name=re.compile("^Use .* Flour")).first.click()
    hears(pia, r"say: Flour: ")


def test_an_order_is_heard_from_sending_to_ready(people, house):
    leo, nonna = people("leo", house, PHONE), people("nonna", house, DESKTOP)
    number = order(leo)
    expect(leo.locator("#say")).to_contain_text(re.compile(r"Order \d+ sent\."))
    leo.evaluate(LISTEN)
    nonna.goto("/kitchen")
    ticket = nonna.locator(f"#ticket-{number}")
    press(ticket, "Accept", then=hand(ticket, "Start"))
    the_chef_cooks(ticket)
    leo.wait_for_function("() => heard.some((each) => each.startsWith('alert: '))", timeout=SOON)
    assert len([each for each in leo.evaluate("heard") if each.startswith("alert: ")]) == 1


def test_without_script_marta_invites_and_ugo_joins(people, house):
    marta = people("marta", house, java_script_enabled=False)
    marta.goto("/invitations")
    marta.get_by_role("button", name="Make a link").click()
    link = marta.locator("#invitation-link").input_value()
    ugo = people.visitor(house, java_script_enabled=False)
    ugo.goto("/join/" + link.rpartition("/")[2])
    ugo.get_by_label("Your name").fill("Ugo")
    ugo.get_by_label("E-mail").fill("ugo@rossi.example")
    ugo.get_by_label("Password", exact=True).fill("correct horse battery staple")
    ugo.get_by_role("button", name=re.compile("^Join")).click()
    ugo.wait_for_url(f"{house.url}/")
    assert house.rows("SELECT state FROM family_member WHERE name = 'Ugo'") == [("active",)]


@pytest.mark.one_database
def test_without_script_a_recipe_is_brought_along_and_saved(people, house):
    """As another app on the phone shares it."""
    nonna = people("nonna", house, java_script_enabled=False)
    nonna.goto("/dishes/new?title=Bread&text=500 g flour%0A1 pinch salt")
    nonna.get_by_label("Name", exact=True).fill("Bread of the sea")
    nonna.locator("#save").click()
    expect(nonna.get_by_role("heading", level=1)).to_contain_text("Bread of the sea")
    rows = house.rows("SELECT r.typed FROM recipe_ingredient r JOIN dish d ON d.id = r.dish_id "
                      "WHERE d.name = 'Bread of the sea' ORDER BY r.position")
    assert [typed for (typed,) in rows] == ["500 g flour", "1 pinch salt"]
