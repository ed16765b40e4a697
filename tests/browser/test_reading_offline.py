"""What a phone shows without a network: pages it has seen or fetched ahead, with their age, and of one person alone."""

import re

from playwright.sync_api import expect

from tests.browser.phones import another_page, settled, until
from tests.people import sign_in

KEPT = """async () => (await caches.keys()).filter((name) => name.startsWith("data-"))"""
WAITS = "navigator.serviceWorker.getRegistration().then((each) => Boolean(each.waiting))"
LATE = """async () => {
  const said = (name) => new Response("", { headers: { "X-FC-Identity": name } });
  const early = ++asked;
  await meet(said("of-leo"), ++asked);
  await put("/menu", new Blob(["Leo's"]), {});
  await meet(said("of-marta"), ++asked);
  const theirs = await meet(said("of-leo"), early);
  return [theirs, known];
}"""
BLANK = """async () => {
  const lost = await Promise.all([...document.images].map((each) => fetch(each.src).then((it) => !it.ok, () => true)));
  return [lost.length, lost.filter(Boolean).length];
}"""
MANY = """async () => {
  known = "of-leo";
  await put("/menu", new Blob(["the menu"]), {});
  for (let n = 0; n < 203; n += 1) await put(`/files/${n}.webp`, new Blob(["x"]), {});
  const cache = await caches.open(MINE + known);
  const has = async (path) => Boolean(await cache.match(path));
  return [(await cache.keys()).length, await has("/menu"), await has("/files/3.webp")];
}"""


def test_the_menu_is_there_after_one_visit_with_pictures_and_its_age(phone, wire):
    phone.context.new_cdp_session(phone).send("Network.clearBrowserCache")
    wire.cut()
    phone.goto("/menu")
    expect(phone.locator("#net")).to_contain_text("Not connected since")
    expect(phone.get_by_role("heading", name="Pasta").first).to_be_visible()
    pictures, lost = phone.evaluate(BLANK)
    assert pictures > 5 and lost == 0


def test_pictures_go_before_pages(phone):
    assert phone.context.service_workers[0].evaluate(MANY) == [200, True, False]


def test_a_network_that_connects_and_stalls_is_none_after_three_seconds(phone, wire):
    wire.stall()
    phone.goto("/menu")
    expect(phone.locator("#net")).to_contain_text("Not connected since")
    wire.flow()


def test_what_was_not_kept_is_said_and_comes_with_the_network(phone, wire):
    wire.cut()
    phone.goto("/me")
    expect(phone.get_by_role("heading", name="No connection")).to_be_visible()
    expect(phone.locator("#net")).to_be_hidden()
    wire.mend()
    phone.get_by_role("link", name="Try again").click()
    expect(phone.get_by_role("heading", name="Leo")).to_be_visible()


def test_a_form_on_a_page_that_was_kept_has_a_key_of_its_own_each_time(phone, wire):
    wire.cut()
    keys = set()
    for _ in range(2):
        phone.goto("/shopping")
        keys |= set(phone.locator("[name=key]").evaluate_all("fields => fields.map((each) => each.value)"))
    assert len(keys) == 2 * phone.locator("[name=key]").count()


def test_the_next_person_finds_nothing_of_the_one_before(phone, house):
    phone.goto("/me")
    phone.get_by_role("button", name="Sign out").click()
    expect(phone).to_have_url(re.compile("/session/new$"))
    assert phone.evaluate(KEPT) == []
    sign_in(phone.context, house, "marta")
    settled(phone)
    assert len(phone.evaluate(KEPT)) == 1


def test_who_is_no_longer_signed_in_leaves_nothing_here(phone, house):
    """However it ended: the session was ended elsewhere, or it ran out."""
    phone.context.clear_cookies()
    page = another_page(phone)
    page.goto("/menu")
    expect(page).to_have_url(re.compile("/session/new"))
    assert page.evaluate(KEPT) == []


def test_another_person_at_the_same_browser_ends_what_was_kept_before_the_first_page(phone, house):
    before = phone.evaluate(KEPT)
    sign_in(phone.context, house, "marta")
    page = another_page(phone)
    page.goto("/menu")
    assert not set(before) & set(page.evaluate(KEPT))


def test_who_signs_out_without_a_network_is_out_as_soon_as_there_is_one(phone, wire, house):
    phone.goto("/me")
    wire.cut()
    phone.get_by_role("button", name="Sign out").click()
    expect(phone.get_by_role("heading", name="No connection")).to_be_visible()
    assert phone.evaluate(KEPT) == []
    phone.goto("/menu")
    expect(phone.get_by_role("heading", name="No connection")).to_be_visible()
    wire.without_a_house()
    phone.goto("/menu")
    expect(phone.get_by_role("heading", name="No connection")).to_be_visible()
    wire.with_a_house()
    phone.goto("/menu")
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()


def test_what_answers_late_does_not_bring_back_the_person_before(phone):
    """Leo's page was asked for before Marta signed in, and comes after hers."""
    worker = phone.context.service_workers[0]
    assert worker.evaluate(LATE) == [False, "of-marta"]
    assert not [name for name in phone.evaluate(KEPT) if "of-leo" in name]


def test_a_new_release_takes_over_with_the_next_page_and_is_ready_for_no_network(phone, wire, house):
    before = phone.evaluate("caches.keys()")
    house.restart(release="next")
    phone.goto("/orders")
    until(phone, lambda: phone.evaluate(WAITS))
    phone.goto("/menu")
    until(phone, lambda: not set(before) & set(phone.evaluate("caches.keys()")))
    settled(phone, "/menu")
    assert len(phone.evaluate("caches.keys()")) == 2
    wire.cut()
    phone.goto("/menu")
    expect(phone.get_by_role("heading", name="Pasta").first).to_be_visible()
    expect(phone.locator("#net")).to_contain_text("Not connected since")


def test_an_open_page_outlives_a_new_release_and_going_back_to_the_old_one(phone, house):
    phone.goto("/menu")
    for release in ("next", None):
        house.restart(release=release)
        if release:
            expect(phone.locator("#new-version")).to_be_visible(timeout=20_000)
        phone.locator("#tabs a", has_text="Orders").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Orders", timeout=20_000)
        phone.locator("#tabs a", has_text="Menu").click()
        expect(phone.get_by_role("heading", name="Pasta").first).to_be_visible(timeout=20_000)


def test_while_the_house_is_renewed_the_menu_is_read_on(phone, wire):
    wire.without_a_house()
    phone.goto("/menu")
    expect(phone.locator("#net")).to_contain_text("Not connected since")
    expect(phone.get_by_role("heading", name="Pasta").first).to_be_visible()


def test_the_icon_on_the_home_screen_opens_the_house_without_a_network(phone, wire):
    """A cold start: no page is open, and the browser is asked for what the manifest says."""
    manifest = phone.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((it) => it.json())")
    wire.cut()
    page = another_page(phone)
    page.goto(manifest["start_url"])
    expect(page.locator("#net")).to_contain_text("Not connected since")
    expect(page.get_by_role("navigation").first).to_be_visible()
