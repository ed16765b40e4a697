"""What the Rossi can cook now, each case named as the family would tell it."""

import pytest

from familychef.menu.availability import Line, Recipe, Stock, Swap, judge, judge_many, judge_menu

FLOUR, EGGS, MILK, BUTTER, OIL, PEPPER, PARSLEY, WATER, NUTS, OATMILK = range(1, 11)
NAMES = {FLOUR: "flour", EGGS: "eggs", MILK: "milk", BUTTER: "butter", OIL: "oil", PEPPER: "pepper",
         PARSLEY: "parsley", WATER: "water", NUTS: "nuts", OATMILK: "oat milk"}
G = 1000


def grams(number):
    return round(number * G)


def stock(ingredient, total=0, fresh=None, **more):
    return Stock(NAMES[ingredient], grams(total), grams(total if fresh is None else fresh),
                 **{"allergens": frozenset(), **more})


def line(ingredient, amount=None, **more):
    return Line(ingredient, NAMES.get(ingredient, "a bit of love"), base_qty=amount and grams(amount), **more)


def recipe(*lines, yields=1, **more):
    return Recipe(1, yields, **{"published": True, "archived": False, **more}, lines=lines)


def ask(dish, shelf, portions=1, swaps=None, **more):
    return judge(dish, shelf, swaps or {}, portions, **more)


def test_enough_of_everything_is_ready_and_names_what_to_hold():
    verdict = ask(recipe(line(FLOUR, 300), line(EGGS, 2)), {FLOUR: stock(FLOUR, 700), EGGS: stock(EGGS, 6)})
    assert (verdict.state, verdict.portions) == ("ready", 2)
    assert verdict.takes == ((0, FLOUR, 300_000), (1, EGGS, 2_000))
    assert verdict.orderable


def test_two_lines_of_one_ingredient_cannot_share_one_pack():
    verdict = ask(recipe(line(FLOUR, 300), line(FLOUR, 300)), {FLOUR: stock(FLOUR, 500)})
    assert verdict.state == "short"
    assert verdict.missing == ((FLOUR, "flour", 100_000),)
    assert verdict.takes == ((0, FLOUR, 300_000), (1, FLOUR, 200_000))


def test_only_an_expired_use_by_lot_is_short():
    assert ask(recipe(line(MILK, 100)), {MILK: stock(MILK, 0)}).state == "short"


def test_best_before_two_days_past_with_grace_wants_a_look():
    verdict = ask(recipe(line(MILK, 100)), {MILK: stock(MILK, 500, fresh=0)})
    assert (verdict.state, verdict.portions) == ("check", 0)
    assert verdict.past_date == ((MILK, "milk"),)
    assert verdict.takes == ((0, MILK, 100_000),)


def test_fresh_lots_are_enough_without_the_old_ones():
    verdict = ask(recipe(line(MILK, 100)), {MILK: stock(MILK, 500, fresh=200)})
    assert (verdict.state, verdict.portions, verdict.past_date) == ("ready", 2, ())


def test_held_stock_is_not_free():
    verdict = ask(recipe(line(FLOUR, 300)), {FLOUR: stock(FLOUR, 500, held=grams(300))})
    assert verdict.state == "short"
    assert verdict.missing == ((FLOUR, "flour", 100_000),)


def test_what_this_order_holds_itself_counts_for_it():
    shelf = {FLOUR: stock(FLOUR, 500, held=grams(300))}
    assert ask(recipe(line(FLOUR, 300)), shelf, own={FLOUR: grams(300)}).state == "ready"


def test_more_held_than_there_is_leaves_nothing():
    verdict = ask(recipe(line(FLOUR, 300)), {FLOUR: stock(FLOUR, 100, held=grams(300))})
    assert verdict.missing == ((FLOUR, "flour", 300_000),)


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


def test_a_bunch_nobody_can_weigh_is_checked_when_there_is_some_and_short_without():
    dish = recipe(line(FLOUR, 100), line(PARSLEY, base_state="unknown"))
    some = ask(dish, {FLOUR: stock(FLOUR, 500), PARSLEY: stock(PARSLEY, 5)})
    assert (some.state, some.portions, some.unsure) == ("check", 0, ((PARSLEY, "parsley"),))
    none = ask(dish, {FLOUR: stock(FLOUR, 500), PARSLEY: stock(PARSLEY)})
    assert (none.state, none.missing) == ("short", ((PARSLEY, "parsley", None),))


def test_a_bunch_of_what_nobody_measures_is_ready():
    shelf = {PARSLEY: stock(PARSLEY, track="level", level="low")}
    assert ask(recipe(line(PARSLEY, base_state="unknown")), shelf).state == "ready"


def test_a_bunch_may_be_swapped_for_what_nobody_measures():
    shelf = {PARSLEY: stock(PARSLEY), OIL: stock(OIL, track="level")}
    verdict = ask(recipe(line(PARSLEY, base_state="unknown")), shelf, swaps={PARSLEY: [Swap(OIL)]})
    assert (verdict.state, verdict.swaps_used) == ("ready_swap", ((PARSLEY, "parsley", OIL, "oil"),))
    assert verdict.takes == ()


def test_the_rest_of_a_pack_does_not_serve_an_unknown_amount_twice():
    dish = recipe(line(FLOUR, 500), line(FLOUR, base_state="unknown"))
    assert ask(dish, {FLOUR: stock(FLOUR, 500)}).missing == ((FLOUR, "flour", None),)
    assert ask(dish, {FLOUR: stock(FLOUR, 501)}).state == "check"


def test_words_nobody_understood_want_a_look():
    verdict = ask(recipe(line(FLOUR, 100), line(None)), {FLOUR: stock(FLOUR, 500)})
    assert (verdict.state, verdict.unsure, verdict.unchecked) == ("check", ((None, "a bit of love"),), True)


@pytest.mark.parametrize(("free", "state"), [(89.9, "short"), (90, "check"), (110, "check"), (110.1, "ready")])
def test_an_estimate_within_a_tenth_wants_a_look(free, state):
    verdict = ask(recipe(line(MILK, 100, base_state="estimated")), {MILK: stock(MILK, free)})
    assert verdict.state == state
    assert verdict.estimated == (((MILK, "milk"),) if state == "check" else ())
    assert verdict.takes == ((0, MILK, min(grams(free), grams(100))),)


def test_a_swap_backs_up_an_estimate():
    shelf = {MILK: stock(MILK, 105), OATMILK: stock(OATMILK, 50)}
    dish = recipe(line(MILK, 100, base_state="estimated"))
    verdict = ask(dish, shelf, swaps={MILK: [Swap(OATMILK)]})
    assert (verdict.state, verdict.swaps_used) == ("ready_swap", ((MILK, "milk", OATMILK, "oat milk"),))
    assert verdict.takes == ((0, MILK, 100_000),)


@pytest.mark.parametrize(("free", "state"), [(98.9, "short"), (99, "ready")])
def test_a_hundredth_may_lack(free, state):
    verdict = ask(recipe(line(FLOUR, 100)), {FLOUR: stock(FLOUR, free)})
    assert verdict.state == state
    assert verdict.takes == ((0, FLOUR, grams(free)),)


def test_a_pack_of_154_grams_used_up_leaves_exactly_nothing():
    dish, shelf = recipe(line(FLOUR, 154), yields=3), {FLOUR: stock(FLOUR, 154)}
    [take] = ask(dish, shelf, 3).takes
    assert shelf[FLOUR].total - take.quantity == 0
    singles = judge_many([(dish, 1, frozenset())] * 3, shelf, {})
    assert shelf[FLOUR].total - sum(verdict.takes[0].quantity for verdict in singles) == 0
    assert [verdict.state for verdict in singles] == ["ready"] * 3


def test_a_fixed_spice_does_not_grow_with_the_portions():
    dish = recipe(line(FLOUR, 100), line(PEPPER, 1, scale="fixed"))
    verdict = ask(dish, {FLOUR: stock(FLOUR, 1000), PEPPER: stock(PEPPER, 1)}, 10)
    assert (verdict.state, verdict.portions) == ("ready", 10)
    assert verdict.takes[1] == (1, PEPPER, 1_000)


def test_eggs_are_broken_whole():
    verdict = ask(recipe(line(EGGS, 1, scale="whole"), yields=4), {EGGS: stock(EGGS, 2)}, 5)
    assert (verdict.state, verdict.portions, verdict.takes) == ("ready", 8, ((0, EGGS, 2_000),))


def test_two_halves_of_an_egg_are_one_egg():
    dish = recipe(line(EGGS, 0.5, scale="whole"), line(EGGS, 0.5, scale="whole"))
    verdict = ask(dish, {EGGS: stock(EGGS, 1)})
    assert (verdict.state, sum(take.quantity for take in verdict.takes)) == ("ready", 1_000)


def test_one_ingredient_may_grow_in_three_ways_at_once():
    dish = recipe(line(EGGS, 1), line(EGGS, 1, scale="fixed"), line(EGGS, 0.5, scale="whole"))
    verdict = ask(dish, {EGGS: stock(EGGS, 5)}, 2)
    assert (verdict.state, verdict.portions) == ("ready", 2)
    assert verdict.takes == ((0, EGGS, 2_000), (1, EGGS, 1_000), (2, EGGS, 1_000))


@pytest.mark.parametrize("track", ["exact", "level", "ignore"])
def test_an_archived_ingredient_counts_as_none(track):
    assert ask(recipe(line(FLOUR, 100)), {FLOUR: stock(FLOUR, 500, track=track, archived=True)}).state == "short"


def test_an_ingredient_nobody_ever_stocked_counts_as_none():
    verdict = ask(recipe(line(FLOUR, 100)), {})
    assert (verdict.missing, verdict.unchecked) == (((FLOUR, "flour", 100_000),), True)
    assert judge_menu([recipe(line(FLOUR, 100))], {}, {})[1].missing == verdict.missing


@pytest.mark.parametrize(("level", "state"), [("plenty", "ready"), ("low", "ready"), ("out", "short")])
def test_a_level_is_enough_unless_it_is_out(level, state):
    verdict = ask(recipe(line(OIL, 100)), {OIL: stock(OIL, track="level", level=level)}, 99)
    assert (verdict.state, verdict.takes) == (state, ())
    assert verdict.missing == (((OIL, "oil", None),) if level == "out" else ())


def test_water_is_always_there():
    assert ask(recipe(line(WATER, 5000)), {WATER: stock(WATER, track="ignore")}).portions == 99


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


def test_what_the_eater_leaves_out_is_not_needed():
    dish, shelf = recipe(line(FLOUR, 100), line(NUTS, 50)), {FLOUR: stock(FLOUR, 100), NUTS: stock(NUTS)}
    assert ask(dish, shelf).state == "short"
    verdict = ask(dish, shelf, left_out=frozenset({1}))
    assert (verdict.state, verdict.takes) == ("ready", ((0, FLOUR, 100_000),))


@pytest.mark.parametrize("how", [{"published": False}, {"archived": True}])
def test_a_dish_off_the_menu_is_off(how):
    assert ask(recipe(line(FLOUR, 100), **how), {FLOUR: stock(FLOUR, 500)}) == ("off", 0, *[()] * 6, *[frozenset()] * 2,
                                                                                False, ())


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
    verdict = ask(dish, MILKY, 5, swaps={MILK: [Swap(OATMILK)]}, avoid=frozenset({"milk"}))
    assert (verdict.state, verdict.missing) == ("short", ((OATMILK, "oat milk", 200_000),))


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
