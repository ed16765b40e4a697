"""What may take the place of what is lacking, and how far it reaches."""

import pytest

from familychef.menu.availability import Swap
from tests.menu.cupboard import BUTTER, FLOUR, MILK, NUTS, OATMILK, OIL, PARSLEY, ask, line, recipe, stock


def test_a_swap_of_one_for_two_takes_twice_as_much():
    shelf = {BUTTER: stock(BUTTER, 0), OIL: stock(OIL, 200)}
    verdict = ask(recipe(line(BUTTER, 100)), shelf, swaps={BUTTER: [Swap(OIL, 2, 1)]})
    assert (verdict.state, verdict.portions) == ("ready_swap", 1)
    assert verdict.swaps_used == ((BUTTER, "butter", OIL, "oil"),)
    assert verdict.takes == ((0, OIL, 200_000),)


def test_own_stock_goes_before_the_swap():
    shelf = {BUTTER: stock(BUTTER, 60), OIL: stock(OIL, 500)}
    verdict = ask(recipe(line(BUTTER, 100)), shelf, swaps={BUTTER: [Swap(OIL, 4, 5)]})
    assert verdict.takes == ((0, BUTTER, 60_000), (0, OIL, 32_000))


def test_swaps_go_by_rank():
    shelf = {BUTTER: stock(BUTTER), OIL: stock(OIL, 30), NUTS: stock(NUTS, 500)}
    verdict = ask(recipe(line(BUTTER, 100)), shelf, swaps={BUTTER: [Swap(OIL), Swap(NUTS)]})
    assert verdict.takes == ((0, OIL, 30_000), (0, NUTS, 70_000))


def test_a_swap_never_eats_what_the_dish_needs_itself():
    shelf = {BUTTER: stock(BUTTER), OIL: stock(OIL, 100)}
    verdict = ask(recipe(line(BUTTER, 100), line(OIL, 100)), shelf, swaps={BUTTER: [Swap(OIL)]})
    assert verdict.missing == ((BUTTER, "butter", 100_000),)


def test_two_lines_cannot_use_the_same_swap():
    shelf = {BUTTER: stock(BUTTER), MILK: stock(MILK), OIL: stock(OIL, 100)}
    dish = recipe(line(BUTTER, 100), line(MILK, 100))
    assert ask(dish, shelf, swaps={BUTTER: [Swap(OIL)], MILK: [Swap(OIL)]}).state == "short"


def test_the_line_with_one_swap_chooses_before_the_line_with_two():
    shelf = {BUTTER: stock(BUTTER), MILK: stock(MILK), OIL: stock(OIL, 100), OATMILK: stock(OATMILK, 100)}
    swaps = {BUTTER: [Swap(OIL), Swap(OATMILK)], MILK: [Swap(OIL)]}
    assert ask(recipe(line(BUTTER, 100), line(MILK, 100)), shelf, swaps=swaps).state == "ready_swap"


def test_a_bunch_may_be_swapped_for_what_nobody_measures():
    shelf = {PARSLEY: stock(PARSLEY), OIL: stock(OIL, track="level")}
    verdict = ask(recipe(line(PARSLEY, base_state="unknown")), shelf, swaps={PARSLEY: [Swap(OIL)]})
    assert (verdict.state, verdict.swaps_used) == ("ready_swap", ((PARSLEY, "parsley", OIL, "oil"),))
    assert verdict.takes == ()


def test_a_swap_backs_up_an_estimate():
    shelf = {MILK: stock(MILK, 105), OATMILK: stock(OATMILK, 50)}
    dish = recipe(line(MILK, 100, base_state="estimated"))
    verdict = ask(dish, shelf, swaps={MILK: [Swap(OATMILK)]})
    assert (verdict.state, verdict.swaps_used) == ("ready_swap", ((MILK, "milk", OATMILK, "oat milk"),))
    assert verdict.takes == ((0, MILK, 100_000),)


def test_a_swap_is_rounded_up_to_the_thousandth():
    shelf = {BUTTER: stock(BUTTER), OIL: stock(OIL, 100)}
    verdict = ask(recipe(line(BUTTER, 100)), shelf, swaps={BUTTER: [Swap(OIL, 1, 3)]})
    assert verdict.takes == ((0, OIL, 33_334),)


def test_swaps_reach_as_far_as_the_rest_of_the_dish():
    shelf = {BUTTER: stock(BUTTER, 150), OIL: stock(OIL, 5000), FLOUR: stock(FLOUR, 300)}
    verdict = ask(recipe(line(BUTTER, 100), line(FLOUR, 100)), shelf, swaps={BUTTER: [Swap(OIL)]})
    assert (verdict.state, verdict.portions) == ("ready", 3)
    assert verdict.swaps_used == ()


@pytest.mark.parametrize(("there", "state"), [(89.9, "short"), (90, "check"), (110, "check"), (110.1, "ready_swap")])
def test_a_swap_for_an_estimate_is_as_unsure_as_the_estimate(there, state):
    shelf = {MILK: stock(MILK), OATMILK: stock(OATMILK, there)}
    verdict = ask(recipe(line(MILK, 100, base_state="estimated")), shelf, swaps={MILK: [Swap(OATMILK)]})
    assert (verdict.state, verdict.portions) == (state, int(state == "ready_swap"))
    assert verdict.estimated == (((MILK, "milk"),) if state == "check" else ())


def test_an_old_lot_eked_out_with_a_swap_wants_a_look():
    shelf = {MILK: stock(MILK, 60, fresh=0), OATMILK: stock(OATMILK, 40)}
    verdict = ask(recipe(line(MILK, 100)), shelf, swaps={MILK: [Swap(OATMILK)]})
    assert (verdict.state, verdict.past_date) == ("check", ((MILK, "milk"),))
    assert verdict.takes == ((0, MILK, 60_000), (0, OATMILK, 40_000))


def test_an_old_lot_of_a_swap_wants_a_look():
    shelf = {MILK: stock(MILK), OATMILK: stock(OATMILK, 200, fresh=0)}
    verdict = ask(recipe(line(MILK, 100)), shelf, swaps={MILK: [Swap(OATMILK)]})
    assert (verdict.state, verdict.past_date) == ("check", ((OATMILK, "oat milk"),))
