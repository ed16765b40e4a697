"""Two who shop at once: what a tap met that somebody else had done is said to who tapped, however often it arrives."""

import re

import pytest

from familychef.core import clock
from familychef.core.db import transaction
from familychef.families.models import User
from familychef.shopping import actions
from familychef.shopping.models import ShoppingList
from familychef.shopping.reading import wish_for

KEY = "0123456789abcdef"


@pytest.fixture
def milk(add, foods):
    return add("1 l milk")[0]


@pytest.fixture
def touch(world, milk):
    """touch(done) is Pia's tap of ten minutes ago that arrives now; the answer."""
    pia, then = world.client(world.pia), int((clock.now() - clock.minutes(10)).timestamp() * 1000)

    def send(done=True, seen="1/1 l", key=KEY):
        body = {"entry": milk.id, "done": int(done), "at": then, "seen": seen, "key": key}
        return pia.htmx("POST", "/shopping/ticks", data=body)

    return send


def both(world, milk, foods):
    milk.tick(True, clock.now(), world.marta)


def changed(world, milk, foods):
    actions.change(milk, world.marta, milk.version, wish=wish_for(foods["milk"], "3 l"))


def off(world, milk, foods):
    actions.remove(milk, world.marta)


def away(world, milk, foods):
    milk.tick(True, clock.now(), world.marta)
    with transaction(world.rossi):
        milk.put_away(world.marta)


def back(world, milk, foods):
    milk.tick(True, clock.now(), world.marta, "martas-tick")
    milk.tick(False, clock.now(), world.marta, "martas-untick")


@pytest.mark.parametrize(("meanwhile", "done", "status", "said"), [
    (both, True, 200, "Marta has it in the basket, too."),
    (changed, True, 200, "The list says 3 l now."),
    (off, True, 200, "Marta had taken it off the list. It is in the basket now."),
    (off, False, 409, "Marta has taken it off the list."),
    (away, True, 409, "Marta has put it away already."),
    (back, True, 409, "Marta has taken it out of the basket since."),
    (both, False, 409, "Marta has put it into the basket since."),
])
def test_what_a_tap_met_is_said_each_time_it_arrives(world, milk, foods, touch, meanwhile, done, status, said):
    meanwhile(world, milk, foods)
    for _arrival in range(2):
        answer = touch(done)
        assert answer.status_code == status and said in answer.text and f'id="{milk.dom_id}"' in answer.text


def test_what_met_nothing_says_nothing_and_neither_does_ones_own_later_tap(world, milk, touch):
    assert touch().status_code == 200
    milk.tick(False, clock.now(), world.pia, "pias-untick")
    answer = touch(key="another-of-pias-keys")
    assert answer.status_code == 200 and "toast" not in answer.text and milk.fresh().ticked_at is None


def test_what_was_ticked_and_taken_off_is_on_the_list_again_when_somebody_has_it(world, milk, listed):
    milk.tick(True, clock.now() - clock.minutes(20), world.marta)
    actions.remove(milk, world.marta)
    assert milk.tick(True, clock.now(), world.pia, KEY) == "back"
    assert listed() == [("Milk", 1_000_000)] and milk.fresh().ticked_by_id == world.pia.id


def test_what_was_not_needed_any_more_is_in_the_basket_and_says_so(milk, touch):
    milk.changed_rows(state="gone")
    answer = touch()
    assert "It was not needed any more. It is in the basket now." in answer.text and milk.fresh().state == "open"


def test_a_wish_for_a_list_that_is_put_away_says_where_it_went(world, add):
    add("candles")
    market = ShoppingList.make(world.rossi, world.marta, "Market")
    market.archive(world.marta)
    wish = {"text": "matches", "list": market.id, "key": KEY}
    answer = world.client(world.pia).htmx("POST", "/shopping/entries", data=wish)
    assert answer.status_code == 200 and "That list is archived. It is on Shopping list now." in answer.text


def test_a_page_in_another_language_shows_the_same_amount(world, pia, touch):
    User.update(locale="de").where(User.id == world.pia.user_id).execute()
    mark = re.search(r'data-amount="([^"]*)"', pia.get("/shopping").text)[1]
    User.update(locale="en").where(User.id == world.pia.user_id).execute()
    answer = touch(seen=mark)
    assert answer.status_code == 200 and "The list says" not in answer.text


def test_without_script_it_is_said_too_what_the_ticks_met(world, pia, milk):
    milk.tick(True, clock.now(), world.marta)
    with transaction(world.rossi):
        milk.put_away(world.marta)
    page = f"/shopping/{milk.shopping_list_id}"
    assert pia.post(f"{page}/ticks", data={"shown": f"{milk.id}.0", "ticked": milk.id}).status_code == 303
    assert "Milk: Marta has put it away already." in pia.get(page).text
