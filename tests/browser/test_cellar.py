"""The shop's cellar at its worst: no network, the phone's browser killed, days pass, somebody else shops meanwhile."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.browser.phones import Pocket
from tests.browser.test_shopping import FOODS, SOON, fill, ticked, wish
from tests.people import PHONE, SAME
from tests.wire import LOST

pytestmark = pytest.mark.each_database

DAYS = 3 * 24 * 3600
ADDS = ("6 lemons", "candles", "matches")


@pytest.fixture
def pocket(playwright, tmp_path, wire):
    made = Pocket(playwright, tmp_path / "profile", wire)
    yield made
    made.close()


@pytest.fixture
def marta(people, house):
    """marta(path, **form) is something Marta does at home, where there is a network."""
    people.allow(LOST)
    page = people("marta", house, PHONE)

    def do(path, **form):
        answer = page.context.request.post(f"{house.url}{path}", form=form, headers=SAME, max_redirects=0)
        assert answer.status in (200, 303), answer.text()[:400]

    return do


def shop(pia, names, wire):
    """Thirty ticks and three wishes with no network."""
    wire.cut()
    for name in names:
        pia.locator(f"[data-name='{name}']").check()
    for text in ADDS:
        wish(pia, text)
    expect(pia.locator("#waiting li")).to_have_count(len(ADDS))
    expect(pia.locator("#unsent")).to_contain_text(f"{len(names) + len(ADDS)} to send", timeout=SOON)


def meddle(marta, house, names):
    """Marta does something else with five of Pia's lines, and wishes for candles, too."""
    lines = dict(house.rows("SELECT name, id FROM shopping_list_item WHERE name LIKE ?", "gadget%"))
    also, other, off, away, back = (lines[name] for name in names[:5])
    (shopping_list,) = house.rows("SELECT shopping_list_id FROM shopping_list_item WHERE id = ?", also)[0]
    tap = {"done": 1, "at": int(dt.datetime.now().timestamp() * 1000)}
    for line in (also, away, back):
        marta("/shopping/ticks", entry=line, key=f"marta-{line:08}", **tap)
    marta("/shopping/ticks", entry=back, key=f"marta-back-{back:08}", **tap | {"done": 0})
    (version,) = house.rows("SELECT version FROM shopping_list_item WHERE id = ?", other)[0]
    marta(f"/shopping/entries/{other}", amount="3 packs", price="", list=shopping_list, version=version)
    marta(f"/shopping/entries/{off}/removal")
    basket = {"item": away, "amount": "", "date": "", "place": "pantry", "price": "", "kind": ""}
    marta(f"/shopping/{shopping_list}/putting-away", key=f"marta-away-{away:08}", **basket)
    marta("/shopping/entries", text="candles", key="marta-wishes-candles")
    return [
        f"{names[0]}. Marta has it in the basket, too.", f"{names[1]}. The list says 3 packs now.",
        f"{names[2]}. Marta had taken it off the list. It is in the basket now.",
        f"Not done: {names[3]}. Marta has put it away already.",
        f"Not done: {names[4]}. Marta has taken it out of the basket since.",
    ]


@pytest.mark.parametrize(("house_ahead", "phone_ahead"), [(DAYS, DAYS), (0, DAYS)], ids=["later", "wrong-clock"])
def test_what_was_done_in_the_cellar_arrives_once_and_what_met_something_else_says_so(
    pocket, wire, house, marta, house_ahead, phone_ahead
):
    pia = pocket.open()
    names = fill(pia)
    shop(pia, names, wire)
    told = meddle(marta, house, names)
    pocket.kill()
    assert ticked(house) == {names[0], names[3]}, "nothing of Pia's has arrived"
    if house_ahead:
        house.restart(house_ahead)
    wire.mend()
    pia = pocket.open(ahead=phone_ahead)
    everything_is_said(pia, told)
    the_server_has_each_once(house, names)
    pia.reload()
    everything_is_said(pia, told)
    for _each in told:
        pia.locator("#unsent .notice button").first.click()
    expect(pia.locator("#unsent")).to_be_hidden()


def everything_is_said(pia, told):
    notices = pia.locator("#unsent .notice")
    expect(notices).to_have_count(len(told), timeout=SOON)
    expect(pia.locator("#unsent")).not_to_contain_text("to send", timeout=SOON)
    for words in told:
        expect(notices.filter(has_text=words)).to_have_count(1)


def the_server_has_each_once(house, names):
    (pia,) = house.rows("SELECT id FROM family_member WHERE name = 'zia Pia'")[0]
    taps = house.rows("SELECT key, done FROM shopping_tap WHERE member_id = ?", pia)
    assert len({key for key, _done in taps}) == len(taps)
    assert sum(bool(done) for _key, done in taps) == FOODS
    assert sum(done is None for _key, done in taps) == len(ADDS) + 1, "one for each wish, and one for the first list"
    rows = house.rows("SELECT name, state, ticked_at FROM shopping_list_item WHERE name LIKE ?", "gadget%")
    basket = sorted(name for name, state, at in rows if state == "open" and at)
    assert basket == sorted(set(names) - {names[3], names[4]}) and len(rows) == FOODS
    for name in ("emon%", "candles", "matches"):
        found = house.rows("SELECT COUNT(*) FROM shopping_list_item WHERE state = 'open' AND name LIKE ?", f"%{name}")
        assert found == [(1,)], name
