"""What ends soon becomes dinner: dishes ranked by what they save, and by nothing else."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.kitchen import actions
from familychef.menu.models import Dish
from familychef.menu.saving import saved
from familychef.pantry.ending import A_PIECE, Ending, ending_soon, urgency
from tests import larder

DAY = dt.timedelta(days=1)
MONDAY = dt.date(2026, 5, 11)
SPINACH, CREAM, EGGS = 1, 2, 3
AMOUNT = st.integers(0, 10**6)
LOTS = st.lists(st.tuples(st.integers(0, 4), AMOUNT), min_size=1, max_size=5)
G = 1000


def food(*lots, name="spinach", piece=None):
    """An Ending of lots given as (urgency, grams)."""
    return Ending(name, tuple((urgency, grams * G) for urgency, grams in lots), piece)


@pytest.mark.parametrize(("days", "found"), [(0, 4), (1, 3), (3, 1), (4, 0), (400, 0)])
def test_what_ends_sooner_is_more_pressing(days, found):
    assert urgency(MONDAY + days * DAY, MONDAY) == found
    assert urgency(None, MONDAY) == 0


@pytest.mark.parametrize(("takes", "held", "points"), [
    (100, 0, 300), (300, 0, 200 * 3), (400, 0, 200 * 3), (500, 0, 200 * 3 + 100 * 1), (900, 0, 200 * 3 + 200 * 1),
    (100, 150, 50 * 3), (100, 200, 0), (300, 300, 200 * 1),
])
def test_a_dish_saves_what_it_takes_of_what_ends_in_the_order_lots_are_used(takes, held, points):
    ending = {SPINACH: food((3, 200), (0, 200), (1, 200))}
    assert saved({SPINACH: takes * G}, ending, {SPINACH: held * G}).points == points * G


def test_what_keeps_saves_nothing_and_a_pinch_is_no_rescue():
    ending = {SPINACH: food((3, 200)), CREAM: food((4, 1000), name="cream")}
    assert saved({EGGS: 4 * G}, ending, {}) == (0, ())
    assert saved({CREAM: 99 * G}, ending, {}) == (0, ())
    assert saved({CREAM: 100 * G, SPINACH: 150 * G}, ending, {}) == ((400 + 450) * G, ("spinach", "cream"))


@given(LOTS, AMOUNT, AMOUNT, AMOUNT)
def test_what_two_dishes_save_one_after_the_other_is_what_both_save(lots, before, first, second):
    ending = {SPINACH: Ending("spinach", tuple(lots))}
    both, one = (saved({SPINACH: takes}, ending, {SPINACH: before}) for takes in (first + second, first))
    other = saved({SPINACH: second}, ending, {SPINACH: before + first})
    if all(found.names for found in (both, one, other)):
        assert both.points == one.points + other.points
    assert both.points <= sum(urgency * quantity for urgency, quantity in lots)


def test_pieces_count_by_their_weight():
    ending = {EGGS: food((4, 6), name="eggs", piece=60_000), CREAM: food((4, 6), name="lemons", piece=A_PIECE)}
    found = saved({EGGS: 3 * G, CREAM: 3 * G}, ending, {})
    assert found == ((180 + 300) * 4 * G, ("lemons", "eggs"))


@pytest.fixture
def house(world):
    """Spinach that ends tomorrow, cream in three days, flour that keeps; yesterday's fish is nothing to save."""
    rossi, today = world.rossi, world.rossi.today()
    names = ("Spinach", "Cream", "Flour", "Fish", "Nuts")
    spinach, cream, flour, fish, nuts = (larder.ingredient(rossi, name, allergens=[]) for name in names)
    nuts.changed_rows(allergens=["nuts"])
    for of, grams, days in ((spinach, 200, 1), (cream, 400, 3), (flour, 5000, 300), (fish, 900, -1), (nuts, 100, 0)):
        larder.lot(of, grams * G, use_until=today + days * DAY, date_kind="use_by")
    world.spinach, world.cream = spinach, cream
    larder.dish(rossi, "Bread", {flour: 500 * G})
    larder.dish(rossi, "Cream soup", {cream: 200 * G, flour: 50 * G})
    larder.dish(rossi, "Quiche", {spinach: 200 * G, cream: 200 * G, flour: 200 * G})
    larder.dish(rossi, "Fish pie", {fish: 500 * G, cream: 100 * G})
    larder.dish(rossi, "Brittle", {nuts: 100 * G})
    return world


def names(page):
    return re.findall(r'<h3 id="name-\d+"><a [^>]*>([^<]+)', page.text)


def test_the_menu_ranks_what_can_be_cooked_now_by_what_it_saves(house):
    page = house.client(house.marta).get("/menu?show=saving")
    assert names(page) == ["Quiche", "Brittle", "Cream soup"]
    assert "Saves spinach, cream" in page.text and "Saves nuts" in page.text
    assert "Saves" not in house.client(house.marta).get("/menu").text


def test_the_pantry_says_what_to_cook_with_it(house):
    page = house.client(house.pia).get("/pantry").text
    section = page[page.index('id="saving"'):]
    assert section.index("Quiche") < section.index("Brittle") < section.index("Cream soup")
    assert "Fish pie" not in section and "Bread" not in section
    piece = house.client(house.pia).htmx("GET", "/menu/saving").text
    assert piece.lstrip().startswith('<section id="saving"') and "Saves spinach, cream" in piece
    assert 'id="saving"' not in house.client(house.pia).get("/pantry?show=all").text


def test_nobody_is_told_to_cook_what_is_bad_for_them(house):
    assert names(house.client(house.leo).get("/menu?show=saving")) == ["Quiche", "Cream soup"]
    for_leo = house.client(house.marta).get(f"/menu?show=saving&for={house.leo.id}")
    assert names(for_leo) == ["Quiche", "Cream soup"]


def test_what_orders_wait_for_is_saved_already(house):
    quiche = Dish.get(Dish.name == "Quiche")
    actions.add_to_cart(house.marta, quiche, for_member=house.marta, portions=4)
    actions.place_order(house.marta, key="an-order-of-marta", cart="")
    assert names(house.client(house.marta).get("/menu?show=saving")) == ["Brittle", "Cream soup"]


def test_a_batch_is_as_large_as_the_recipe_or_as_what_there_is(house):
    rossi = house.rossi
    larder.dish(rossi, "Green soup", {house.spinach: 800 * G})
    assert names(house.client(house.marta).get("/menu?show=saving"))[:2] == ["Quiche", "Green soup"]


def test_the_neri_cook_nothing_of_it(house):
    assert "Quiche" not in house.client(house.carla).get("/menu/saving").text
    assert ending_soon(house.neri, house.neri.today()) == {}


def test_a_larger_menu_costs_no_more_queries(house, queries):
    marta, family, seen = house.client(house.marta), house.rossi, []
    for number in range(2):
        family.changed_rows(version=type(family).version + 1)
        with queries() as sent:
            assert marta.get("/menu/saving").status_code == 200
        seen.append(len(sent))
        for count in range(8):
            herb = larder.ingredient(family, f"Herb {number}-{count}")
            larder.lot(herb, 50 * G, use_until=family.today())
            larder.dish(family, f"Dish {number}-{count}", {herb: 50 * G, house.cream: 8 * G})
    assert seen[0] == seen[1] and Dish.select().count() == 21
