"""What one eater can have: without this, with that, together with another dish."""

import pytest

from familychef.menu.availability import Swap, judge_many, judge_menu
from familychef.menu.verdict import Verdict
from tests.menu.cupboard import FLOUR, MILK, NUTS, OATMILK, PEPPER, ask, line, recipe, stock


def test_optional_and_to_taste_lines_never_block():
    dish = recipe(line(FLOUR, 100), line(NUTS, 50, role="optional"), line(PEPPER, role="to_taste"))
    verdict = ask(dish, {FLOUR: stock(FLOUR, 100), NUTS: stock(NUTS, 10), PEPPER: stock(PEPPER)})
    assert (verdict.state, verdict.without) == ("ready", ("nuts", "pepper"))


def test_optional_lines_that_are_there_are_held_and_a_pinch_is_not():
    dish = recipe(line(FLOUR, 100), line(NUTS, 50, role="optional"), line(PEPPER, 1, role="to_taste"))
    verdict = ask(dish, {FLOUR: stock(FLOUR, 100), NUTS: stock(NUTS, 80), PEPPER: stock(PEPPER, 5)})
    assert verdict.takes == ((0, FLOUR, 100_000), (1, NUTS, 50_000))
    assert verdict.without == ()


def test_an_optional_line_never_takes_what_the_dish_needs():
    dish = recipe(line(FLOUR, 30, role="optional"), line(FLOUR, 100))
    shelf = {FLOUR: stock(FLOUR, 120)}
    verdict = ask(dish, shelf)
    assert (verdict.state, verdict.without, verdict.takes) == ("ready", ("flour",), ((1, FLOUR, 100_000),))
    assert judge_menu([dish], shelf, {})[1].without == ("flour",)


def test_two_optional_lines_cannot_share_one_pack():
    dish = recipe(line(NUTS, 50, role="optional"), line(NUTS, 50, role="optional"))
    verdict = ask(dish, {NUTS: stock(NUTS, 80)})
    assert (verdict.state, verdict.without, verdict.takes) == ("ready", ("nuts",), ((0, NUTS, 50_000),))


def test_a_hundredth_of_an_optional_line_may_lack():
    verdict = ask(recipe(line(NUTS, 50, role="optional")), {NUTS: stock(NUTS, 49.5)})
    assert (verdict.without, verdict.takes) == ((), ((0, NUTS, 49_500),))


def test_what_the_eater_leaves_out_is_not_needed():
    dish, shelf = recipe(line(FLOUR, 100), line(NUTS, 50)), {FLOUR: stock(FLOUR, 100), NUTS: stock(NUTS)}
    assert ask(dish, shelf).state == "short"
    verdict = ask(dish, shelf, left_out=frozenset({1}))
    assert (verdict.state, verdict.takes) == ("ready", ((0, FLOUR, 100_000),))


@pytest.mark.parametrize("how", [{"published": False}, {"archived": True}])
def test_a_dish_off_the_menu_is_off(how):
    assert ask(recipe(line(FLOUR, 100), **how), {FLOUR: stock(FLOUR, 500)}) == Verdict("off")


MILKY = {MILK: stock(MILK, 500, allergens=frozenset({"milk"})), OATMILK: stock(OATMILK, 300)}


def test_leo_cannot_have_milk():
    verdict = ask(recipe(line(MILK, 100)), MILKY, avoid=frozenset({"milk", "nuts"}))
    assert (verdict.state, verdict.contains, verdict.takes) == ("not_for_you", {"milk"}, ())
    assert ask(recipe(line(MILK, 100)), MILKY, avoid=frozenset({"nuts"})).state == "ready"


def test_leo_can_have_it_with_oat_milk():
    verdict = ask(recipe(line(MILK, 100)), MILKY, swaps={MILK: [Swap(OATMILK)]}, avoid=frozenset({"milk"}))
    assert (verdict.state, verdict.portions, verdict.contains) == ("ready_swap", 3, {"milk"})
    assert verdict.takes == ((0, OATMILK, 100_000),)


def test_what_leo_is_short_of_is_the_oat_milk():
    dish = recipe(line(MILK, 100))
    verdict = ask(dish, MILKY, 5, swaps={MILK: [Swap(OATMILK, 2, 1)]}, avoid=frozenset({"milk"}))
    assert (verdict.state, verdict.missing) == ("short", ((OATMILK, "oat milk", 700_000),))


def test_a_swap_nobody_checked_is_never_offered_to_leo():
    shelf = {**MILKY, OATMILK: stock(OATMILK, 300, allergens=None)}
    dish, swaps = recipe(line(MILK, 100)), {MILK: [Swap(OATMILK)]}
    assert ask(dish, shelf, swaps=swaps, avoid=frozenset({"milk"})).state == "not_for_you"


def test_leo_gets_it_without_the_optional_nuts():
    dish = recipe(line(FLOUR, 100), line(NUTS, 50, role="optional"))
    shelf = {FLOUR: stock(FLOUR, 500), NUTS: stock(NUTS, 500, allergens=frozenset({"nuts"}))}
    verdict = ask(dish, shelf, avoid=frozenset({"nuts"}))
    assert (verdict.state, verdict.optional_contains, verdict.without) == ("ready", {"nuts"}, ("nuts",))
    assert (verdict.contains, verdict.takes) == (frozenset(), ((0, FLOUR, 100_000),))


def test_allergens_nobody_checked_are_said_so():
    verdict = ask(recipe(line(FLOUR, 100)), {FLOUR: stock(FLOUR, 500, allergens=None)}, avoid=frozenset({"nuts"}))
    assert (verdict.state, verdict.unchecked) == ("ready", True)


def test_two_dishes_of_one_cart_share_the_flour():
    dish, shelf = recipe(line(FLOUR, 300)), {FLOUR: stock(FLOUR, 500)}
    first, second = judge_many([(dish, 1, frozenset()), (dish, 1, frozenset())], shelf, {})
    assert (first.state, second.state) == ("ready", "short")
    assert second.missing == ((FLOUR, "flour", 100_000),)


def test_a_dish_that_is_only_asked_for_leaves_the_stock_to_the_others():
    big, small = recipe(line(FLOUR, 900)), recipe(line(FLOUR, 300))
    items, shelf = [(big, 1, frozenset()), (small, 1, frozenset())], {FLOUR: stock(FLOUR, 500)}
    assert [verdict.state for verdict in judge_many(items, shelf, {})] == ["short", "ready"]
    assert [verdict.state for verdict in judge_many(items, shelf, {}, hold_all=True)] == ["short", "short"]


@pytest.mark.parametrize("portions", [0, -1, 100])
def test_portions_nobody_can_ask_for_are_refused(portions):
    with pytest.raises(ValueError, match="1 to 99"):
        ask(recipe(line(FLOUR, 100)), {}, portions)


def test_more_than_ninety_nine_portions_are_not_counted():
    assert ask(recipe(line(FLOUR, 1)), {FLOUR: stock(FLOUR, 5000)}).portions == 99
