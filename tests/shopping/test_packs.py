"""Packs scanned one after the other for a list: each counts once."""

import re

import pytest
import time_machine

from familychef.core import clock
from familychef.pantry.models import Barcode
from familychef.shopping.keeping import keep
from familychef.shopping.models import ShoppingListItem

LITRE = 1_000_000
CODE, SMALL = "4006381333931", "4006381333948"


@pytest.fixture
def milk(world, foods):
    Barcode.learn(foods["milk"], CODE, world.pia, LITRE, "Alpine milk")
    Barcode.learn(foods["milk"], SMALL, world.pia, LITRE // 2, "Small milk")
    return foods["milk"]


def scan(client, number, to="shopping", code=CODE):
    """The pack with this number, each with a key of its own."""
    return client.post("/scans", data={"code": code, "to": to, "key": f"pack-number-{number}"})


def line():
    return ShoppingListItem.get()


def test_the_second_pack_of_what_is_in_the_basket_counts_once(pia, milk, add):
    add("1 l milk")
    for number, total in ((1, 1), (2, 2), (2, 2), (1, 2), (3, 3)):
        scan(pia, number)
        assert (line().total, line().ticked_at is not None) == (total * LITRE, True)
    assert "Milk is in the basket. Altogether: 3 l" in pia.get("/scan?to=shopping").text


def test_the_two_packs_that_were_wished_for_are_no_more_than_two(pia, milk, add):
    add("2 l milk")
    for number in (1, 2):
        scan(pia, number)
    assert line().total == 2 * LITRE
    scan(pia, 3, code=SMALL)
    assert line().total == 5 * LITRE // 2


def test_of_what_was_wished_for_without_an_amount_the_packs_are_the_amount(pia, milk, add):
    add("milk")
    for number, total in ((1, LITRE), (2, 2 * LITRE)):
        scan(pia, number)
        assert line().total == total


def test_empty_packs_scanned_at_home_come_onto_the_list_one_by_one(pia, milk):
    for number in (1, 2, 2):
        scan(pia, number)
    assert (line().total, line().ticked_at) == (2 * LITRE, None)
    with time_machine.travel(clock.now() + clock.minutes(60)):
        scan(pia, 3)
        assert (line().total, line().ticked_at is not None) == (2 * LITRE, True)


def test_the_second_pack_of_what_was_on_no_list_counts_after_a_tick(world, pia, milk):
    scan(pia, 1)
    line().tick(True, clock.now(), world.pia)
    scan(pia, 2)
    assert line().total == 2 * LITRE


def test_a_long_way_between_two_packs_loses_none(world, pia, milk):
    scan(pia, 1)
    line().tick(True, clock.now(), world.pia)
    with time_machine.travel(clock.now() + clock.minutes(11)):
        scan(pia, 2)
        assert line().total == 2 * LITRE


def test_what_came_out_of_the_basket_is_counted_anew(world, pia, milk, add):
    add("1 l milk")
    for number in (1, 2):
        scan(pia, number)
    line().tick(False, clock.now(), world.pia)
    scan(pia, 3)
    assert line().total == 2 * LITRE


def test_packs_of_an_unknown_size_are_counted_as_packs(world, pia, foods):
    Barcode.learn(foods["milk"], CODE, world.pia)
    for number in (1, 2):
        scan(pia, number)
    assert (line().total, line().num, line().unit) == (None, 2, "pack")


def test_packs_of_an_unknown_size_stand_in_place_of_what_the_house_needs(world, pia, foods):
    Barcode.learn(foods["milk"], CODE, world.pia)
    foods["milk"].changed_rows(threshold=LITRE // 2)
    keep(world.rossi)
    for number, amount in ((1, "500 ml"), (2, "2 packs"), (3, "3 packs"), (3, "3 packs")):
        page = pia.get(scan(pia, number).location).text
        assert f"Milk is in the basket. Altogether: {amount}" in page
    assert 'value="3 packs"' in pia.get(f"/shopping/{line().shopping_list_id}/putting-away").text
    keep(world.rossi)
    assert ShoppingListItem.select().count() == 1


def test_half_a_pack_is_less_than_two(world, pia, foods, add):
    Barcode.learn(foods["milk"], CODE, world.pia)
    add("milk")
    line().changed_rows(num=3, den=2, unit="pack")
    for number, count in ((1, 1.5), (2, 2)):
        scan(pia, number)
        assert line().num / line().den == count


@pytest.mark.parametrize(("to", "lit"), [("pantry", "/pantry"), ("shopping", "/shopping")])
def test_the_tab_one_came_from_is_lit(pia, foods, to, lit):
    for page in (f"/scan?to={to}", f"/barcodes/new?code={CODE}&to={to}"):
        tabs = re.search(r'<nav class="tabs".*?</nav>', pia.get(page).text, re.DOTALL)[0]
        assert re.findall(r'<a href="([^"]+)" aria-current', tabs) == [lit]
