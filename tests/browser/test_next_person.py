"""Who uses a browser after somebody finds nothing of them: however the one before left, and wherever one looks."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.phones import Pocket, settled
from tests.people import SAME, sign_in

OURS = ("Rossi", "Leo", "Lasagne", "zia Pia", "leo@")
PATHS = ("/menu", "/orders", "/shopping", "/cart")
LEFT = """async () => {
  const texts = [JSON.stringify({ ...sessionStorage }), JSON.stringify({ ...localStorage })];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const held = await cache.match(request);
      if (!request.url.includes("/static/")) texts.push(`${name} ${request.url} ${await held.text()}`);
    }
  }
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((done) => (indexedDB.open(name).onsuccess = (event) => done(event.target.result)));
    for (const store of base.objectStoreNames) {
      const all = base.transaction(store).objectStore(store).getAll();
      texts.push(`${name} ${JSON.stringify(await new Promise((done) => (all.onsuccess = () => done(all.result))))}`);
    }
    base.close();
  }
  return texts;
}"""


def leftovers(page):
    """What of the Rossi this browser still has, for whoever looks into it."""
    texts = [page.content(), *page.evaluate(LEFT)]
    return [f"{word} in {text[:120]}" for text in texts for word in OURS if word in text]


def signs_out(page, _wire, _house):
    page.goto("/more")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("/session/new"))


def is_removed(page, _wire, house):
    marta = page.context.browser.new_context(base_url=house.url)
    sign_in(marta, house, "marta")
    (leo,) = house.rows("SELECT id FROM family_member WHERE name = 'Leo'")[0]
    answer = marta.request.post(f"{house.url}/members/{leo}/removal", form={}, headers=SAME, max_redirects=0)
    assert answer.status == 303, answer.text()[:300]
    marta.close()
    page.goto("/menu")


@pytest.mark.parametrize("ends", [signs_out, is_removed])
def test_the_next_person_finds_nothing_anywhere(phone, wire, house, people, ends):
    people.allow("status of 40[13]|favicon")
    for path in PATHS:
        phone.goto(path)
    assert leftovers(phone), "there was something to find"
    ends(phone, wire, house)
    found = phone.evaluate(LEFT)
    assert not [text[:200] for text in found for word in OURS if word in text]
    sign_in(phone.context, house, "carla")
    settled(phone, "/menu")
    assert not leftovers(phone)
    for _back in range(4):
        phone.go_back()
        phone.wait_for_load_state()
        assert not leftovers(phone), phone.url


def test_a_browser_that_was_killed_shows_the_next_person_nothing(playwright, tmp_path, wire):
    pocket = Pocket(playwright, tmp_path / "profile", wire)
    page = pocket.open("leo", "/menu")
    settled(page)
    assert leftovers(page)
    pocket.kill()
    page = pocket.open("carla", "/menu")
    assert not leftovers(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    pocket.close()
