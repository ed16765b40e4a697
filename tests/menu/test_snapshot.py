"""What can be cooked now follows every change, and a whole menu costs as many queries as one dish."""

import pytest

from familychef.core.db import database, transaction
from familychef.core.events import record
from familychef.menu import actions as menu
from tests import larder


def tell(family):
    with transaction(family):
        record("stock.added", family, stale="menu")


@pytest.fixture
def pasta(world):
    flour = larder.ingredient(world.rossi, "Flour", allergens=["gluten"])
    larder.lot(flour, 1_000_000)
    return larder.dish(world.rossi, "Pasta", {flour: 400_000})


def test_a_menu_is_read_again_when_something_happened(world, pasta):
    assert menu.snapshot(world.rossi).judge(pasta.id).portions == 10
    larder.lot(pasta.lines[0].ingredient, 400_000)
    tell(world.rossi)
    assert menu.snapshot(world.rossi).judge(pasta.id).portions == 14
    assert menu.snapshot(world.rossi).judge_menu()[pasta.id].portions == 14


def test_nothing_is_read_twice_while_nothing_happens(world, pasta, queries):
    first = menu.snapshot(world.rossi)
    with queries() as seen:
        assert menu.snapshot(world.rossi) is first
        first.judge_menu()
    assert len(seen) <= 1


def test_inside_a_transaction_its_own_changes_count(world, pasta):
    menu.snapshot(world.rossi)
    with transaction(world.rossi):
        pasta.lines[0].ingredient.take(600_000, world.nonna)
        assert menu.snapshot(world.rossi).judge(pasta.id).portions == 4
        raised = menu.snapshot(world.rossi, fresh=True).judge_menu()
        assert raised[pasta.id].portions == 4


def test_a_rolled_back_change_leaves_nothing_behind(world, pasta):
    with pytest.raises(ZeroDivisionError), transaction(world.rossi):
        pasta.changed_rows(published=False, version=2)
        record("dish.hidden", pasta)
        assert menu.snapshot(world.rossi).judge(pasta.id).state == "off"
        raise ZeroDivisionError
    assert menu.snapshot(world.rossi).judge(pasta.id).state == "ready"


def test_an_order_is_judged_by_the_recipe_it_was_placed_with(world, pasta):
    copy = menu.recipe_copy(pasta)
    assert copy == menu.snapshot(world.rossi).copy(pasta.id)
    with transaction(world.rossi):
        pasta.lines[0].changed_rows(base_qty=8_000_000)
        pasta.changed_rows(version=2)
        record("dish.changed", pasta)
    fresh = menu.snapshot(world.rossi, fresh=True)
    assert fresh.judge(pasta.id).state == "short"
    assert fresh.judge_copy(copy, 4).state == "ready"
    assert fresh.judge_copy(copy, 4, left_out=menu.positions(copy, ["Flour"])).takes == ()


def test_a_cart_shares_what_there_is(world, pasta):
    first, second = menu.snapshot(world.rossi, fresh=True).judge_many([(pasta.id, 7, ()), (pasta.id, 4, ())])
    assert (first.state, second.state, second.portions) == ("ready", "short", 3)


def test_a_fresh_look_follows_swaps_of_swaps_between_dishes(world, pasta):
    from familychef.pantry.models import IngredientSwap

    milk, oat, soy = (larder.ingredient(world.rossi, name, "volume") for name in ("Milk", "Oat milk", "Soy milk"))
    larder.lot(soy, 1_000_000)
    with transaction(world.rossi):
        for one, other in ((milk, oat), (oat, soy)):
            IngredientSwap.create(family=world.rossi, ingredient=one, other=other)
    cocoa, porridge = larder.dish(world.rossi, "Cocoa", {milk: 100_000}), larder.dish(
        world.rossi, "Porridge", {oat: 100_000})
    fresh = menu.snapshot(world.rossi, fresh=True)
    assert fresh.judge(cocoa.id).state == "short"
    assert fresh.judge(porridge.id).state == "ready_swap"


def test_the_neighbours_stock_and_dishes_are_not_ours(world, pasta):
    assert menu.snapshot(world.neri).judge(pasta.id).state == "off"
    assert menu.snapshot(world.neri, fresh=True).judge(pasta.id).state == "off"
    assert not menu.snapshot(world.neri).judge_menu()


def test_what_a_person_can_have_at_once(world, pasta):
    nuts = larder.ingredient(world.rossi, "Walnuts", allergens=["nuts"])
    larder.lot(nuts, 1_000_000)
    cake = larder.dish(world.rossi, "Nut cake", {nuts: 10_000}, prep_minutes=5)
    assert [dish.name for dish, _ in menu.ready_now(world.marta)] == [cake.name, pasta.name]
    assert [dish.name for dish, _ in menu.ready_now(world.leo, 3)] == [pasta.name]


@pytest.mark.parametrize("count", [10, 500])
def test_a_menu_of_any_size_takes_the_same_few_queries(world, queries, count):
    flour = larder.ingredient(world.rossi, "Flour")
    larder.lot(flour, 1_000_000)
    with database.atomic():
        for number in range(count):
            larder.dish(world.rossi, f"Dish {number}", {flour: 1000})
    with queries() as seen:
        assert len(menu.snapshot(world.rossi).judge_menu()) == count
    assert len(seen) == 6
