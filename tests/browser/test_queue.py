"""What waits to be sent: once for all tabs, by nobody else, said where nothing can be kept, and after an update too."""

import re
from collections import Counter
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.browser.phones import until
from tests.browser.test_ordering_offline import SOON, add, all_sent, send
from tests.people import sign_in

HOUSE = {"X-FC-Identity": ""}
IN_CART = "SELECT COUNT(*), COUNT(DISTINCT c.key), SUM(c.portions) FROM cart_item c JOIN dish d ON d.id = c.dish_id " \
          "WHERE d.name = 'Lasagne'"
FULL = """() => {
  IDBObjectStore.prototype.add = () => { throw new DOMException("the disk is full", "QuotaExceededError"); };
}"""
PAGES = """() => clients.matchAll({ type: "window" }).then((all) => all.length)"""
IN_STORE = """() => new Promise((done) => {
  const asked = indexedDB.open("fc-queue", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("ops").objectStore("ops").getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result); };
  };
})"""


@pytest.fixture
def sent(phone):
    """How often each key went out, from whichever tab."""
    keys = Counter()

    def look(request):
        if request.method == "POST":
            keys.update(parse_qs(request.post_data or "").get("key", []))

    phone.context.on("requestfinished", look)
    return keys


def test_two_tabs_and_one_queue_send_each_thing_once(phone, wire, house, sent):
    other = phone.context.new_page()
    wire.cut()
    for page in (phone, other, phone, other):
        add(page, "Lasagne")
    for page in (phone, other):
        expect(page.locator("#unsent")).to_contain_text("4 to send", timeout=SOON)
    wire.mend()
    for page in (phone, other):
        all_sent(page)
        expect(page.locator("#unsent")).to_be_hidden(timeout=SOON)
    assert len(sent) == 4 and set(sent.values()) == {1}
    assert house.rows(IN_CART)[0][2] == 4


def test_who_signs_out_in_the_middle_sends_no_more_until_they_are_back(phone, wire, house, sent):
    wire.cut()
    for _ in range(3):
        add(phone, "Lasagne")
    held = []
    phone.context.route("**/cart/items", lambda route: held.append(route))
    phone.goto("/more")
    wire.mend()
    until(phone, lambda: held)
    sign_out_after_all(phone)
    phone.context.unroute_all()
    assert house.rows(IN_CART)[0][0] == 0
    sign_in(phone.context, wire, "leo")
    phone.goto("/menu")
    all_sent(phone)
    assert house.rows(IN_CART)[0][2] == 3 and set(sent.values()) == {1}


def sign_out_after_all(phone):
    leave = phone.get_by_role("button", name="Sign out")
    leave.click()
    expect(phone.locator("[data-leaving]")).to_contain_text("Not sent yet: 3.")
    leave.click()
    phone.wait_for_url(re.compile("/session/new"))


def test_who_signs_out_may_throw_away_what_was_not_sent(phone, wire, house):
    wire.cut()
    add(phone, "Lasagne")
    phone.context.route("**/cart/items", lambda route: route.abort())
    wire.mend()
    phone.goto("/more")
    phone.get_by_role("button", name="Sign out").click()
    phone.get_by_role("button", name="Don't send it at all").click()
    phone.wait_for_url(re.compile("/session/new"))
    assert phone.evaluate(IN_STORE) == []


def test_where_nothing_can_be_kept_it_is_said_and_the_page_keeps_it(phone, wire, house):
    phone.goto("/menu")
    wire.cut()
    phone.evaluate(FULL)
    phone.get_by_role("button", name="Add Lasagne", exact=True).click()
    expect(phone.locator("#unsent")).to_contain_text("Please leave this page open", timeout=SOON)
    assert phone.evaluate(IN_STORE) == []
    wire.mend()
    all_sent(phone)
    assert house.rows(IN_CART)[0][2] == 1


def test_a_page_too_old_for_the_house_is_loaded_again_and_loses_nothing(phone, wire, house, people):
    people.allow("status of 426")
    wire.cut()
    add(phone, "Lasagne")
    phone.context.route("**/cart/items", lambda route: route.fulfill(status=426, body="too old"), times=1)
    phone.evaluate("globalThis.before = true")
    wire.mend()
    phone.wait_for_function("() => !globalThis.before", timeout=SOON)
    all_sent(phone)
    assert house.rows(IN_CART)[0][2] == 1


def test_what_waits_survives_a_new_release(phone, wire, house):
    wire.cut()
    add(phone, "Lasagne")
    send(phone)
    house.restart(release="next")
    wire.mend()
    phone.goto("/orders")
    all_sent(phone)
    expect(phone.get_by_role("article").filter(has_text="Lasagne")).to_be_visible(timeout=SOON)


def test_with_no_page_open_the_worker_sends_it_and_the_next_page_tells(phone, wire, house, people):
    """As the browser wakes it when the network is back."""
    people.allow("status of 409")
    until(phone, lambda: phone.context.service_workers[0].evaluate("who()"))
    wire.cut()
    add(phone, "Lasagne")
    send(phone)
    worker, browser = phone.context.service_workers[0], phone.context
    phone.goto("about:blank")
    wire.mend()
    (last,) = house.rows('SELECT MAX(id) FROM "order"')[0]
    until(phone, lambda: not worker.evaluate(PAGES))
    worker.evaluate("sendLater()")
    assert house.rows('SELECT COUNT(*) FROM "order" WHERE id > ?', last) == [(1,)]
    kept = worker.evaluate("fc.kept.all()")
    assert [op["answer"]["status"] for op in kept] == [200, 200]
    assert not any(op["answer"]["text"] for op in kept), "nothing is kept that nobody has to read"
    page = browser.new_page()
    page.goto("/orders")
    expect(page.locator("#toasts")).to_contain_text("Sent: Your order: Lasagne", timeout=SOON)
    page.wait_for_function("() => !fc.queue.all().length", timeout=SOON)


def test_the_worker_sends_nothing_of_somebody_else(phone, wire, house):
    until(phone, lambda: phone.context.service_workers[0].evaluate("who()"))
    wire.cut()
    add(phone, "Lasagne")
    worker = phone.context.service_workers[0]
    phone.goto("about:blank")
    wire.mend()
    sign_in(phone.context, wire, "marta")
    until(phone, lambda: not worker.evaluate(PAGES))
    worker.evaluate("sendLater()")
    assert [op.get("tried") for op in worker.evaluate("fc.kept.all()")] == [True]
    assert house.rows(IN_CART)[0][0] == 0


def test_what_is_taken_back_while_it_is_about_to_go_does_not_come_back(phone, wire):
    """Between reading a line and marking it as tried, another tab takes it back."""
    wire.cut()
    add(phone, "Lasagne")
    held, back = phone.evaluate("""async () => {
      const [op] = await fc.kept.all();
      await fc.kept.remove(op);
      return [await fc.kept.put({ ...op, tried: true }), await fc.kept.all()];
    }""")
    assert held is False and back == []


def test_what_the_house_fails_at_holds_nothing_up(phone, wire, house, people):
    people.allow("status of 500")
    wire.cut()
    add(phone, "Lasagne")
    phone.context.route("**/cart/items", lambda route: route.fulfill(status=500, headers=HOUSE, body="a fault"))
    wire.mend()
    phone.wait_for_function("() => fc.queue.waiting()[0]?.faults", timeout=SOON)
    phone.context.unroute_all()
    phone.wait_for_function("() => !fc.live.lost()", timeout=SOON)
    phone.get_by_role("button", name="Add Pancakes", exact=True).click()
    expect(phone.locator("#toasts")).to_contain_text("Pancakes added", timeout=SOON)
    all_sent(phone)
    assert house.rows(IN_CART)[0][2] == 1


def test_a_page_of_somebody_who_is_gone_does_nothing_in_the_name_of_the_next(phone, wire, house, people):
    people.allow("status of 401")
    phone.goto("/menu")
    sign_in(phone.context, wire, "marta")
    phone.get_by_role("button", name="Add Lasagne", exact=True).click()
    phone.wait_for_function("() => document.body.dataset.name !== 'Leo'", timeout=SOON)
    assert house.rows(IN_CART)[0][0] == 0


def test_who_only_stands_in_the_house_s_place_is_not_believed(phone, wire, house):
    """A portal that answers everything with a page of its own: nothing counts as done."""
    wire.cut()
    add(phone, "Lasagne")
    heard = []
    phone.context.route("**/cart/items", lambda route: (heard.append(1), route.fulfill(status=200, body="Welcome!")))
    wire.mend()
    until(phone, lambda: heard)
    phone.wait_for_function("() => globalThis.fc?.queue?.waiting().length === 1")
    phone.context.unroute_all()
    all_sent(phone)
    assert house.rows(IN_CART)[0][2] == 1
