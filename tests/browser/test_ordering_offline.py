"""An order in the cellar: without a network it goes out by itself later, once, as whose it is, or says why not."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.phones import HAS, order, until
from tests.people import SAME, sign_in

pytestmark = pytest.mark.each_database

SOON = 20_000


@pytest.fixture
def ordered(house):
    """ordered() is what was ordered since the test began: [(who, dish, portions)]."""
    (last,) = house.rows('SELECT MAX(id) FROM "order"')[0]

    def look():
        return house.rows(
            'SELECT m.name, i.name, i.portions FROM "order" o JOIN family_member m ON m.id = o.placed_by_id '
            "JOIN order_item i ON i.order_id = o.id WHERE o.id > ? ORDER BY o.id, i.position", last)

    return look


def add(page, dish):
    page.goto("/menu")
    page.get_by_role("button", name=f"Add {dish}", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text(f"{dish}: kept here")


def send(page):
    """To the kitchen, from a phone that has no network."""
    page.goto("/cart")
    page.get_by_role("button", name="Send to the kitchen").click()
    page.get_by_role("dialog").get_by_role("button", name="Send it later").click()
    page.wait_for_url(re.compile("/orders$"))


def all_sent(page):
    page.wait_for_function("() => !fc.queue.waiting().length", timeout=SOON)


def test_an_order_from_the_menu_to_the_kitchen_without_a_network_goes_out_once(phone, wire, ordered):
    wire.cut()
    add(phone, "Lasagne")
    add(phone, "Lasagne")
    bar = phone.locator("#cartbar a")
    expect(bar).to_contain_text("2")
    bar.click()
    expect(phone.locator("#cart-later li")).to_have_text([re.compile("^Lasagne × 1")] * 2)
    send(phone)
    expect(phone.locator("#unsent")).to_contain_text("3 to send")
    phone.locator("#unsent summary").click()
    expect(phone.locator("#unsent li").last).to_contain_text("Your order: Lasagne")
    wire.mend()
    all_sent(phone)
    assert ordered() == [("Leo", "Lasagne", 2)]
    expect(phone.get_by_role("article").filter(has_text="Lasagne")).to_be_visible(timeout=SOON)
    expect(phone.locator("#unsent")).to_be_hidden()


def test_what_ran_out_meanwhile_is_said_and_nothing_is_ordered(phone, wire, house, people, ordered):
    people.allow("status of 409")
    wire.cut()
    add(phone, "Lasagne")
    send(phone)
    nonna = people("nonna", house)
    (dish,) = house.rows("SELECT id FROM dish WHERE name = 'Lasagne'")[0]
    out = nonna.context.request.post(f"{house.url}/kitchen/dishes/{dish}/outage", form={"out": "today"}, headers=SAME)
    assert out.ok, out.status
    wire.mend()
    needs = phone.get_by_role("region", name="Needs you")
    expect(needs).to_contain_text("Not done: Lasagne.", timeout=SOON)
    expect(needs).to_contain_text("Not done: Your order: Lasagne.", timeout=SOON)
    assert ordered() == []
    phone.reload()
    expect(needs.locator(".notice")).to_have_count(2)
    needs.get_by_role("button", name="Close message").first.click()
    expect(needs.locator(".notice")).to_have_count(1)


def test_an_order_whose_answer_was_lost_is_placed_once(phone, house, ordered):
    phone.goto("/menu")
    phone.get_by_role("button", name="Add Lasagne", exact=True).click()
    expect(phone.locator("#cartbar")).to_contain_text("1")
    phone.goto("/cart")

    def lose_the_answer(route):
        route.fetch(max_redirects=0)
        route.abort()

    phone.context.route(re.compile("/orders$"), lose_the_answer, times=1)
    send(phone)
    all_sent(phone)
    assert ordered() == [("Leo", "Lasagne", 1)]
    assert phone.evaluate("fc.queue.all()") == [], "it is not called undone"


def test_a_dish_from_its_page_keeps_what_was_typed(phone, wire, house, ordered):
    (dish,) = house.rows("SELECT id FROM dish WHERE name = 'Lasagne'")[0]
    phone.goto(f"/dishes/{dish}")
    wire.cut()
    expect(phone.locator("#net")).to_be_visible(timeout=SOON)
    phone.get_by_role("button", name="More", exact=True).click()
    phone.get_by_label("Note").fill("less salt")
    phone.get_by_role("button", name="Add to my order").click()
    phone.wait_for_url(re.compile("/menu$"))
    wire.mend()
    all_sent(phone)
    rows = house.rows("SELECT portions, note FROM cart_item WHERE dish_id = ? ORDER BY id DESC", dish)
    assert rows[0] == (2, "less salt")


def test_a_network_that_stalls_keeps_what_a_plain_form_says(phone, wire, house):
    (dish,) = house.rows("SELECT id FROM dish WHERE name = 'Lasagne'")[0]
    phone.goto(f"/dishes/{dish}")
    wire.stall()
    phone.get_by_role("button", name="Add to my order").click()
    phone.wait_for_url(re.compile("/menu$"))
    expect(phone.locator("#unsent")).to_contain_text("1 to send", timeout=SOON)
    wire.flow()
    all_sent(phone)


def test_what_was_never_tried_can_be_taken_back(phone, wire, house):
    wire.cut()
    add(phone, "Lasagne")
    phone.locator("#unsent summary").click()
    expect(phone.locator("#unsent li")).to_have_count(1)
    phone.goto("/cart")
    phone.get_by_role("button", name="Do not send: Lasagne").first.click()
    expect(phone.locator("#unsent")).to_be_hidden()
    expect(phone.locator("#cart-later")).to_be_hidden()


def test_cancelling_waits_for_the_network(phone, wire, house):
    number = order(phone)
    phone.goto("/orders")
    until(phone, lambda: phone.evaluate(HAS, f"/orders/{number}/cancellation"))
    wire.cut()
    phone.locator(f"a[href='/orders/{number}/cancellation']").click()
    phone.get_by_role("button", name="Cancel the order").click()
    phone.wait_for_url(re.compile("/orders$"))
    expect(phone.locator("#unsent")).to_contain_text("1 to send")
    wire.mend()
    all_sent(phone)
    assert house.rows('SELECT state FROM "order" WHERE id = ?', number) == [("cancelled",)]


def test_two_taps_on_less_are_two_steps_however_late_they_arrive(allowed, wire, house):
    marta = allowed("marta", wire, service_workers="allow")
    marta.goto("/pantry?show=all")
    less = marta.get_by_role("button", name=re.compile("^Use .* Flour")).first
    flour = "SELECT SUM(on_hand) FROM pantry_stock s JOIN ingredient i ON i.id = s.ingredient_id WHERE name = 'Flour'"
    before = house.rows(flour)
    wire.cut()
    expect(marta.locator("#net")).to_be_visible(timeout=SOON)
    for _tap in range(2):
        less.click()
    expect(marta.locator("#unsent")).to_contain_text("2 to send", timeout=SOON)
    wire.mend()
    all_sent(marta)
    moves = house.rows("SELECT delta FROM stock_move ORDER BY id DESC LIMIT 2")
    assert house.rows(flour)[0][0] == before[0][0] + sum(delta for (delta,) in moves)
    assert len({delta for (delta,) in moves}) == 1 and moves[0][0] < 0


def test_three_orders_wait_for_the_one_whose_they_are(phone, wire, house, ordered):
    wire.cut()
    for dish in ("Lasagne", "Pancakes", "Lasagne"):
        add(phone, dish)
        send(phone)
    expect(phone.locator("#unsent")).to_contain_text("6 to send")
    asked, browser = [], phone.context
    browser.on("request", lambda request: request.method == "POST" and asked.append(request.url))
    phone.close()
    wire.mend()
    page = opened(browser, wire, "marta")
    expect(page.locator("#unsent")).to_contain_text("Leo has 6 to send", timeout=SOON)
    assert "Lasagne" not in page.locator("#unsent").inner_text()
    page.goto("/orders")
    assert not asked and ordered() == []
    page.close()
    all_sent(opened(browser, wire, "leo"))
    assert ordered() == [("Leo", "Lasagne", 1), ("Leo", "Pancakes", 1), ("Leo", "Lasagne", 1)]


def opened(browser, wire, who):
    """The menu, by another person of the same browser."""
    sign_in(browser, wire, who)
    page = browser.new_page()
    page.goto("/menu")
    return page
