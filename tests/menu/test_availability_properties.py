"""What must hold for whatever a family has and cooks."""

import dataclasses
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from familychef.menu.availability import Line, Recipe, Stock, Swap, judge, judge_many, judge_menu
from tests.menu.slow_judge import MANY, RANKS, free, state_and_portions

IDS = range(1, 6)
ALLERGENS = st.frozensets(st.sampled_from(["milk", "nuts"]))
AMOUNTS = st.sampled_from([0, 1, 499, 990, 1000, 1100, 5000]) | st.integers(0, 12_000)
QUANTITIES = st.none() | st.sampled_from([0, 1, 3, 500, 1000, 1500]) | st.integers(1, 6_000)
PORTIONS = st.integers(1, 3) | st.integers(1, 99)

LINES = st.builds(
    Line,
    st.sampled_from([*IDS] * 6 + [None]),
    st.just("words"),
    st.sampled_from(["required"] * 5 + ["optional", "to_taste"]),
    st.sampled_from(["linear", "linear", "fixed", "whole"]),
    QUANTITIES,
    st.sampled_from(["exact"] * 5 + ["estimated"] * 2 + ["unknown"]),
)
RECIPES = st.builds(
    Recipe, st.integers(1, 999), st.sampled_from([1, 3, 4, 7]), st.just(True), st.just(False),
    st.lists(LINES, max_size=7).map(tuple),
)
SAID = st.builds(
    dataclasses.replace, RECIPES, out=st.sampled_from(["", "", "", "today", "now"]), left=st.none() | st.integers(0, 12)
)
SWAPS = st.dictionaries(
    st.sampled_from(IDS),
    st.lists(st.builds(Swap, st.sampled_from(IDS), st.integers(1, 3), st.integers(1, 3)), max_size=2),
    max_size=3,
)


@st.composite
def items(draw):
    old = draw(st.sampled_from([0, 0, 400, 3000]))
    fresh = draw(AMOUNTS)
    return Stock(
        "name", fresh + old, fresh, draw(st.sampled_from([0, 0, 700])),
        draw(st.sampled_from(["exact"] * 6 + ["level", "ignore"])), draw(st.sampled_from(["plenty", "low", "out"])),
        draw(st.sampled_from([False] * 9 + [True])), draw(st.none() | ALLERGENS),
    )


SHELVES = st.fixed_dictionaries({i: items() for i in IDS})
COUNTED = st.builds(
    Recipe, st.just(1), st.sampled_from([1, 3]), st.just(True), st.just(False),
    st.lists(
        st.builds(
            Line, st.sampled_from(IDS), st.just("words"), st.just("required"), st.just("linear"),
            st.integers(1, 3000), st.sampled_from(["exact", "exact", "estimated"]),
        ), min_size=1, max_size=4,
    ).map(tuple),
)
COUNTED_SHELVES = st.fixed_dictionaries({i: st.builds(lambda n: Stock("name", n, n), AMOUNTS) for i in IDS})
AVOID = st.just(frozenset()) | ALLERGENS


@given(RECIPES, SHELVES, SWAPS, PORTIONS, AVOID)
def test_the_quick_judge_agrees_with_the_slow_one(recipe, stock, swaps, portions, avoid):
    verdict = judge(recipe, stock, swaps, portions, avoid)
    assert (verdict.state, verdict.portions) == state_and_portions(recipe, stock, swaps, portions, avoid)


@given(SAID, SHELVES, SWAPS, PORTIONS, AVOID, st.integers(0, 3))
def test_they_agree_on_what_the_cook_says_is_out(recipe, stock, swaps, portions, avoid, claimed):
    verdict = judge(recipe, stock, swaps, portions, avoid, claimed=claimed)
    expected = state_and_portions(recipe, stock, swaps, portions, avoid, claimed)
    assert (verdict.state, verdict.portions) == expected
    assert not (verdict.closed and verdict.takes)


@given(COUNTED, COUNTED_SHELVES, SWAPS, st.integers(1, 4))
def test_they_agree_where_all_is_counted_and_swaps_matter(recipe, stock, swaps, portions):
    verdict = judge(recipe, stock, swaps, portions)
    assert (verdict.state, verdict.portions) == state_and_portions(recipe, stock, swaps, portions)


@given(RECIPES, SHELVES, SWAPS, st.integers(1, 98), AVOID)
def test_more_portions_are_never_easier(recipe, stock, swaps, portions, avoid):
    fewer = judge(recipe, stock, swaps, portions, avoid)
    more = judge(recipe, stock, swaps, portions + 1, avoid)
    assert fewer.portions == more.portions
    if fewer.state != "not_for_you":
        assert RANKS.index(more.state) <= RANKS.index(fewer.state)


@given(RECIPES, SHELVES, SWAPS, AVOID)
def test_as_many_portions_as_it_says_and_not_one_more(recipe, stock, swaps, avoid):
    portions = judge(recipe, stock, swaps, 1, avoid).portions
    if portions:
        assert judge(recipe, stock, swaps, portions, avoid).orderable
    if portions < 99:
        assert not judge(recipe, stock, swaps, portions + 1, avoid).orderable


@given(RECIPES, SHELVES, SWAPS, PORTIONS, AVOID)
def test_takes_never_exceed_what_is_free(recipe, stock, swaps, portions, avoid):
    verdict = judge(recipe, stock, swaps, portions, avoid)
    taken = Counter()
    for position, ingredient, quantity in verdict.takes:
        assert quantity > 0
        assert recipe.lines[position].role != "to_taste"
        taken[ingredient] += quantity
    for ingredient, quantity in taken.items():
        item = stock[ingredient]
        assert item.track == "exact"
        assert quantity <= free(item, item.fresh if verdict.orderable else item.total)
        assert not avoid & (item.allergens or frozenset())


@given(RECIPES, SHELVES, PORTIONS)
def test_a_ready_dish_takes_exactly_what_it_needs(recipe, stock, portions):
    verdict = judge(recipe, stock, {}, portions)
    required = {p for p, line in enumerate(recipe.lines) if line.role == "required"}
    if verdict.state == "ready":
        whole = judge(recipe, {i: item._replace(total=MANY, fresh=MANY) for i, item in stock.items()}, {}, portions)
        wanted = sum(take.quantity for take in whole.takes if take.position in required)
        got = sum(take.quantity for take in verdict.takes if take.position in required)
        assert wanted * 99 <= got * 100 <= wanted * 100


@given(RECIPES, SHELVES, SWAPS, PORTIONS, AVOID, st.sampled_from(IDS), st.integers(1, 5000), st.booleans())
def test_buying_something_never_makes_it_worse(recipe, stock, swaps, portions, avoid, ingredient, bought, old):
    item = stock[ingredient]
    more = {**stock, ingredient: item._replace(total=item.total + bought, fresh=item.fresh + bought * (not old))}
    before, after = (judge(recipe, shelf, swaps, portions, avoid) for shelf in (stock, more))
    assert after.portions >= before.portions
    if before.state != "not_for_you":
        assert RANKS.index(after.state) >= RANKS.index(before.state)


@given(RECIPES, SHELVES, SWAPS, PORTIONS, AVOID, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(recipe, stock, swaps, portions, avoid, dice):
    lines = list(recipe.lines)
    dice.shuffle(lines)
    other = judge(Recipe(1, recipe.yield_portions, True, False, tuple(lines)), stock, swaps, portions, avoid)
    verdict = judge(recipe, stock, swaps, portions, avoid)
    assert (other.state, other.portions) == (verdict.state, verdict.portions)
    assert sorted(map(str, other.missing)) == sorted(map(str, verdict.missing))


@given(st.lists(SAID, max_size=4, unique_by=lambda recipe: recipe.dish_id), SHELVES, SWAPS, AVOID)
def test_the_menu_says_what_each_dish_says_alone(recipes, stock, swaps, avoid):
    alone = {recipe.dish_id: judge(recipe, stock, swaps, 1, avoid)._replace(takes=()) for recipe in recipes}
    assert judge_menu(recipes, stock, swaps, avoid) == alone


@given(RECIPES, SHELVES, SWAPS, PORTIONS, AVOID)
def test_every_state_has_its_reason(recipe, stock, swaps, portions, avoid):
    verdict = judge(recipe, stock, swaps, portions, avoid)
    reasons = verdict.unsure or verdict.past_date or verdict.estimated
    assert bool(verdict.missing) == (verdict.state == "short")
    assert reasons or verdict.state != "check"
    assert not reasons or verdict.state in ("check", "short")
    assert verdict.swaps_used or verdict.state != "ready_swap"
    assert not verdict.swaps_used or verdict.state != "ready"
    assert verdict.contains or verdict.state != "not_for_you"


@given(st.lists(st.tuples(RECIPES, st.integers(1, 4), st.just(frozenset())), max_size=4), SHELVES, SWAPS, st.booleans())
def test_a_cart_never_holds_more_than_there_is(cart, stock, swaps, hold_all):
    verdicts = judge_many(cart, stock, swaps, hold_all=hold_all)
    held = Counter()
    for verdict in verdicts:
        for _, ingredient, quantity in verdict.takes if hold_all or verdict.orderable else ():
            held[ingredient] += quantity
    assert all(quantity <= free(stock[i], stock[i].total) for i, quantity in held.items())


@given(RECIPES, SHELVES, SWAPS, st.integers(1, 4))
def test_what_an_order_holds_is_enough_for_it_again(recipe, stock, swaps, portions):
    verdict = judge(recipe, stock, swaps, portions)
    if not verdict.orderable:
        return
    own = Counter()
    for _, ingredient, quantity in verdict.takes:
        own[ingredient] += quantity
    after = {i: item._replace(held=item.held + own[i]) for i, item in stock.items()}
    assert judge(recipe, after, swaps, portions, own=own) == verdict
