"""Packs that were counted before anybody had said how much is in one: what was taken for it is said and put right."""

import datetime as dt
import re

import pytest
import time_machine

from familychef.core import clock
from familychef.core.db import transaction
from familychef.pantry import actions as pantry
from familychef.pantry.models import Barcode, PantryStock, StockMove
from tests.families.papers import text
from tests.pantry.orders import order_item
from tests.shopping.test_packs import CODE, LITRE, scan

RIGHT = "What was scanned before is put right."
STAYS = "Some of what was scanned before has been used or counted since and stays as it is."


@pytest.fixture
def glass(world, foods):
    """Of this pack nobody has said how much is in it; − and + of milk mean a glass."""
    foods["milk"].changed_rows(usual=LITRE // 4)
    return Barcode.learn(foods["milk"], CODE, world.pia, None, "Alpine milk")


def there():
    return sum(lot.on_hand for lot in PantryStock.select())


def guess_on(page):
    """(address, move, amount) of what was taken for a pack."""
    form = re.search(r'<form[^>]*id="guess".*?</form>', page, re.DOTALL)[0]
    fields = r'action="([^"]+)".*name="move" value="(\d+)".*name="quantity"[^>]*value="([^"]+)"'
    return re.search(fields, form, re.DOTALL).groups()


def test_what_is_taken_for_a_pack_is_said_and_put_right_in_place(pia, glass):
    page = pia.get(scan(pia, 1, "pantry").location).text
    url, move, amount = guess_on(page)
    assert amount == "250 ml" and "this pack was counted as 250 ml" in page
    for _twice in range(2):
        assert pia.post(url, data={"quantity": "1 l", "move": move}).location == "/scan?to=pantry"
    assert there() == LITRE and Barcode.get().quantity == LITRE
    assert "Alpine milk is 1 l." in pia.get("/scan?to=pantry").text
    assert 'id="guess"' not in pia.get(scan(pia, 2, "pantry").location).text
    assert there() == 2 * LITRE


def test_a_wrong_answer_is_said_beside_the_field_and_changes_nothing(pia, glass):
    url, move, _amount = guess_on(pia.get(scan(pia, 1, "pantry").location).text)
    answer = pia.htmx("POST", url, data={"quantity": "much", "move": move})
    assert answer.status_code == 422 and 'value="much"' in answer.text and "field-quantity-error" in answer.text
    assert Barcode.get().quantity is None and PantryStock.get().on_hand == LITRE // 4


def test_what_was_taken_back_meanwhile_does_not_come_again(pia, glass):
    url, move, _amount = guess_on(pia.get(scan(pia, 1, "pantry").location).text)
    pia.post(f"/pantry/changes/{move}/reversal")
    pia.post(url, data={"quantity": "1 l", "move": move})
    assert PantryStock.get().on_hand == 0 and Barcode.get().quantity == LITRE


def guessed(pia, *numbers):
    """What says how much is in a pack, after these were scanned."""
    url, move, _amount = [guess_on(pia.get(scan(pia, number, "pantry").location).text) for number in numbers][-1]
    return lambda amount: pia.htmx("POST", url, data={"quantity": amount, "move": move})


def test_all_that_were_scanned_in_a_row_are_put_right(pia, glass):
    answer = guessed(pia, 1, 2, 3)("1 l")
    assert there() == 3 * LITRE and RIGHT in text(answer) and STAYS not in text(answer)


def test_what_was_put_right_is_taken_back_as_a_whole(pia, glass):
    guessed(pia, 1, 2)("1 l")
    scanned = StockMove.get(StockMove.key.startswith("pack-number-1-"))
    pia.post(f"/pantry/changes/{scanned.id}/reversal")
    assert there() == LITRE == PantryStock.get().first


def test_what_was_scanned_days_ago_or_is_another_pack_stays(world, pia, glass, foods):
    foods["milk"].add_lot(LITRE, world.pia, key="pack-number-1-4006381333948")
    scan(pia, 1, "pantry")
    with time_machine.travel(clock.now() + dt.timedelta(days=3)):
        guessed(world.client(world.pia), 2)("1 l")
    assert there() == LITRE + LITRE // 4 + LITRE


@pytest.mark.parametrize(("size", "left"), [("1 l", 900_000), ("200 ml", 100_000)])
def test_of_what_was_partly_used_the_rest_is_put_right(world, pia, glass, foods, size, left):
    say = guessed(pia, 1)
    foods["milk"].take(100_000, world.leo)
    answer = say(size)
    assert there() == left and RIGHT in text(answer) and Barcode.get().quantity


def test_what_is_held_for_an_order_is_put_right_too(world, pia, glass, foods):
    say = guessed(pia, 1)
    with transaction(world.rossi):
        pantry.hold(world.rossi, order_item(world.leo), [(foods["milk"].id, 100_000)])
        PantryStock.update(held=100_000).execute()
    assert RIGHT in text(say("1 l")) and there() == LITRE


def test_who_says_it_later_in_an_old_form_changes_no_pack_that_was_known(pia, glass):
    say = guessed(pia, 1)
    say("1 l")
    scan(pia, 2, "pantry")
    assert STAYS not in text(say("2 l")) and there() == 2 * LITRE


def use_up(lot, by):
    lot.take(lot.on_hand, by)


def count(lot, by):
    lot.count(LITRE, by, lot.version)


def use_most(lot, by):
    lot.take(lot.on_hand - 50_000, by)


@pytest.mark.parametrize(("done", "size"), [(use_up, "1 l"), (count, "2 l"), (use_most, "100 ml")])
def test_where_it_fits_no_more_the_size_is_learned_and_that_is_said(world, pia, glass, done, size):
    say = guessed(pia, 1)
    done(PantryStock.get(), world.leo)
    before = there()
    answer = say(size)
    assert answer.status_code == 200 and STAYS in text(answer) and RIGHT not in text(answer)
    assert there() == before and Barcode.get().quantity


def test_a_form_that_no_page_of_ours_sends_is_told_what_is_wrong(pia, glass):
    guessed(pia, 1)
    answer = pia.htmx("POST", f"/barcodes/{glass.id}/pack", data={"quantity": "1 l", "move": "x"})
    assert answer.status_code == 422 and "One thing to look at" in text(answer)


def test_the_food_says_what_a_pack_without_an_amount_counts_as(pia, glass, foods):
    assert "counts as 250 ml" in pia.get(f"/pantry/items/{foods['milk'].id}").text
