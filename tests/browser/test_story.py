"""The product's main job, with two people, two browsers and a wire that breaks in the middle."""

import contextlib
import re

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.people import DESKTOP, WALL

pytestmark = pytest.mark.each_database

DISH = "Lasagne"
EATEN = 2


def portions(page):
    """How many portions the menu promises."""
    expect(status(page)).to_have_text(re.compile(r"\d+"))
    return int(re.search(r"\d+", status(page).inner_text()).group())


def stock(house):
    """{lot: on hand} of everything in the Rossi's pantry."""
    return dict(house.rows(
        "SELECT s.id, s.on_hand FROM pantry_stock s JOIN family f ON f.id = s.family_id WHERE f.name = ?", "Rossi"))


def needed(house):
    """{ingredient: thousandths} that so many portions take by the recipe."""
    rows = house.rows(
        "SELECT r.ingredient_id, SUM(r.base_qty), d.yield_portions FROM recipe_ingredient r "
        "JOIN dish d ON d.id = r.dish_id JOIN ingredient i ON i.id = r.ingredient_id "
        "WHERE d.name = ? AND r.role = 'required' AND i.track = 'exact' "
        "GROUP BY r.ingredient_id, d.yield_portions", DISH)
    return {ingredient: -(-int(total) * EATEN // portions) for ingredient, total, portions in rows}


def taken(house, before):
    lots = dict(house.rows("SELECT id, ingredient_id FROM pantry_stock"))
    gone = {}
    for lot, on_hand in stock(house).items():
        if before[lot] != on_hand:
            gone[lots[lot]] = gone.get(lots[lot], 0) + before[lot] - on_hand
    return gone


def mark(*pages):
    """A page that is loaded anew loses its mark."""
    for page in pages:
        page.evaluate("window.sameVisit = true")


def assert_never_reloaded(*pages):
    assert all(page.evaluate("window.sameVisit === true") for page in pages)


def test_leo_orders_nonna_cooks_and_every_screen_follows(house, wire, people):
    people.allow(r"Failed to load resource|ERR_|htmx|NetworkError|Failed to fetch|Transition was aborted")
    before = stock(house)
    leo, marta, nonna = people("leo", wire), people("marta", wire, DESKTOP), people("nonna", house, WALL)
    nonna.goto("/kitchen")
    marta.goto("/menu")
    there = portions(marta)
    number = order(leo, EATEN)
    mark(leo, marta, nonna)
    ticket = nonna.locator(f"#ticket-{number}")
    the_order_is_everywhere(ticket, marta, there - EATEN)
    the_chef_accepts(ticket, leo.locator(f"#order-{number}"))
    wire.cut()
    the_chef_cooks(ticket)
    assert taken(house, before) == needed(house)
    wire.mend()
    the_eater_sees_it_and_takes_it(leo, number)
    expect(status(marta)).to_contain_text(str(there - EATEN))
    assert house.rows('SELECT state FROM "order" WHERE id = ?', number) == [("served",)]
    assert_never_reloaded(leo, marta, nonna)


def test_an_undone_ready_gives_the_stock_back_to_the_same_lots(house, people):
    before = stock(house)
    leo, nonna = people("leo", house), people("nonna", house, WALL)
    nonna.goto("/kitchen")
    ticket = nonna.locator(f"#ticket-{order(leo, 1)}")
    press(ticket, "Accept", then=hand(ticket, "Ready"))
    press(ticket, "Ready", then=hand(ticket, "Undo"))
    press(ticket, "Undo", then=hand(ticket, "Ready"))
    assert stock(house) == before
    moves = house.rows("SELECT delta, undo_of_id FROM stock_move WHERE reason IN ('cook', 'undo') ORDER BY id")
    assert moves[-1][1], "nothing was cooked, so nothing was undone"


def order(page, portions_wanted):
    """From the menu to the kitchen, as a hungry person does it; the order's id."""
    page.goto("/menu")
    page.get_by_role("link", name=DISH, exact=True).click()
    page.get_by_role("spinbutton", name="How many").fill(str(portions_wanted))
    page.get_by_role("button", name="Add to my order").click()
    expect(page.get_by_role("link", name=re.compile("See order"))).to_be_visible()
    page.goto("/cart")
    page.get_by_role("button", name="Send to the kitchen").click()
    page.wait_for_url(re.compile(r"/orders/\d+$"))
    return int(page.url.rsplit("/", 1)[1])


def the_order_is_everywhere(ticket, menu, left):
    expect(ticket).to_contain_text(DISH)
    expect(ticket).to_contain_text("Leo")
    expect(ticket.locator(".allergy")).to_contain_text(re.compile("nuts", re.IGNORECASE))
    expect(status(menu)).to_contain_text(str(left))


def press(ticket, word, then):
    """Tap until it counts: the wall ignores a tap on a ticket that has just moved or changed."""
    for _ in range(15):
        if hand(ticket, word).count():
            _tap(hand(ticket, word))
        with contextlib.suppress(AssertionError):
            return expect(then).to_be_visible(timeout=700)
    raise AssertionError(f"{word} did nothing")


def _tap(button):
    """A button that goes away under the finger has been heard before."""
    with contextlib.suppress(TimeoutError):
        button.click(timeout=2_000)


def hand(ticket, word):
    return ticket.get_by_role("button", name=re.compile(f"^{word}"))


def the_chef_accepts(ticket, card):
    press(ticket, "Accept", then=hand(ticket, "Start"))
    expect(card.locator("[aria-current=step]")).to_contain_text("Accepted")
    expect(card).to_contain_text("Nonna")


def the_chef_cooks(ticket):
    press(ticket, "Start", then=ticket.filter(has_not=hand(ticket, "Start")))
    press(ticket, "Ready", then=hand(ticket, "Undo"))


def the_eater_sees_it_and_takes_it(page, number):
    card = page.locator(f"#order-{number}")
    expect(card).to_have_attribute("data-state", "ready", timeout=30_000)
    card.get_by_role("button", name=re.compile("^Got it")).click()
    expect(card).to_have_attribute("data-state", "served")


def status(page):
    return page.locator("article.dish", has=page.get_by_role("link", name=DISH, exact=True)).locator(".status")
