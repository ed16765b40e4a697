"""After a change only what it touches is judged again, and nobody can tell."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.core.db import transaction
from familychef.core.events import record
from familychef.menu import actions as menu
from familychef.menu import availability
from familychef.menu.carrying_over import Moment, still_right
from tests import larder
from tests.menu.test_availability_properties import AVOID, IDS, RECIPES, SHELVES, SWAPS, items

DISHES = st.lists(RECIPES, min_size=1, max_size=5).map(
    lambda recipes: {id: dataclasses.replace(recipe, dish_id=id) for id, recipe in enumerate(recipes)}
)


def judged(moment, avoid):
    return availability.judge_menu(moment.recipes.values(), moment.stock, moment.swaps, avoid)


@given(DISHES, SHELVES, SWAPS, st.dictionaries(st.sampled_from(IDS), items(), max_size=2), AVOID)
def test_what_is_carried_over_is_what_would_be_judged(recipes, stock, swaps, other, avoid):
    before, later = Moment(recipes, stock, swaps), Moment(recipes, stock | other, swaps)
    then, now = judged(before, avoid), judged(later, avoid)
    assert all(then[id] == now[id] for id in still_right(before, later))


@given(DISHES, SHELVES, SWAPS)
def test_all_is_carried_over_while_nothing_changes_and_nothing_past_other_swaps(recipes, stock, swaps):
    moment = Moment(recipes, stock, swaps)
    assert still_right(moment, Moment(recipes, dict(stock), dict(swaps))) == set(recipes)
    assert still_right(moment, Moment(recipes, stock, swaps | {99: []})) == set()


@pytest.fixture
def kitchen(world):
    flour, milk = larder.ingredient(world.rossi, "Flour"), larder.ingredient(world.rossi, "Milk", "volume")
    larder.lot(flour, 1_000_000), larder.lot(milk, 1_000_000)
    pasta, pudding = ({"Pasta": (flour, 400_000), "Pudding": (milk, 10_000)}).items()
    return flour, *(larder.dish(world.rossi, name, [need]) for name, need in (pasta, pudding))


def listening(judge, asked):
    def judge_menu(recipes, *more):
        asked.extend(recipes)
        return judge(recipes, *more)

    return judge_menu


def test_only_what_a_change_touches_is_judged_again(world, kitchen, monkeypatch):
    flour, pasta, pudding = kitchen
    before = menu.snapshot(world.rossi).judge_menu()
    larder.lot(flour, 400_000)
    with transaction(world.rossi):
        record("stock.added", world.rossi, stale="menu")
    asked = []
    monkeypatch.setattr(availability, "judge_menu", listening(availability.judge_menu, asked))
    after = menu.snapshot(world.rossi).judge_menu()
    assert [recipe.dish_id for recipe in asked] == [pasta.id]
    assert after[pudding.id] is before[pudding.id] and after[pasta.id].portions > before[pasta.id].portions


def test_a_dish_that_is_gone_is_not_carried_along(world, kitchen):
    _flour, pasta, pudding = kitchen
    menu.snapshot(world.rossi).judge_menu()
    pudding.hide(world.nonna)
    assert menu.snapshot(world.rossi).judge_menu()[pudding.id].state == "off"
    pasta.hide(world.nonna)
    assert {verdict.state for verdict in menu.snapshot(world.rossi).judge_menu().values()} == {"off"}
