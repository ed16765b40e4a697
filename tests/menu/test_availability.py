"""What the Rossi can cook now, each case named as the family would tell it."""

import pytest

from familychef.menu.availability import judge_many, judge_menu
from familychef.pantry.shelf import BEST_BEFORE, USE_BY
from tests.menu.cupboard import (
    EGGS,
    FLOUR,
    MILK,
    OIL,
    PARSLEY,
    PEPPER,
    WATER,
    ask,
    grams,
    line,
    lots,
    recipe,
    stock,
)


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
    assert ask(recipe(line(MILK, 100)), {MILK: lots(MILK, (500, -1, USE_BY), grace=3)}).state == "short"


def test_best_before_two_days_past_with_grace_wants_a_look():
    verdict = ask(recipe(line(MILK, 100)), {MILK: lots(MILK, (500, -2, BEST_BEFORE), grace=3)})
    assert (verdict.state, verdict.portions) == ("check", 0)
    assert verdict.past_date == ((MILK, "milk"),)
    assert verdict.takes == ((0, MILK, 100_000),)


def test_fresh_lots_are_enough_without_the_old_ones():
    old_and_new = lots(MILK, (300, -2, BEST_BEFORE), (200, 5, BEST_BEFORE), grace=3)
    verdict = ask(recipe(line(MILK, 100)), {MILK: old_and_new})
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


def test_a_bunch_nobody_can_weigh_is_checked_when_there_is_some_and_short_without():
    dish = recipe(line(FLOUR, 100), line(PARSLEY, base_state="unknown"))
    some = ask(dish, {FLOUR: stock(FLOUR, 500), PARSLEY: stock(PARSLEY, 5)})
    assert (some.state, some.portions, some.unsure) == ("check", 0, ((PARSLEY, "parsley"),))
    none = ask(dish, {FLOUR: stock(FLOUR, 500), PARSLEY: stock(PARSLEY)})
    assert (none.state, none.missing) == ("short", ((PARSLEY, "parsley", None),))


def test_a_bunch_of_what_nobody_measures_is_ready():
    shelf = {PARSLEY: stock(PARSLEY, track="level", level="low")}
    assert ask(recipe(line(PARSLEY, base_state="unknown")), shelf).state == "ready"


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


def test_a_plentiful_estimate_is_no_reason_for_a_look():
    dish = recipe(line(FLOUR, 100, base_state="estimated"), line(MILK, 100))
    verdict = ask(dish, {FLOUR: stock(FLOUR, 900), MILK: stock(MILK, 500, fresh=0)})
    assert (verdict.state, verdict.estimated, verdict.past_date) == ("check", (), ((MILK, "milk"),))
