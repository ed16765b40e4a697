"""A list for each shop: its own way through the aisles, its own budget, and lines that move from one to the other."""

import pytest

from familychef.core import clock
from familychef.shopping.models import ShoppingList
from tests import larder

KEY = "0123456789abcdef"


@pytest.fixture
def shops(world):
    return [ShoppingList.make(world.rossi, world.pia, name, budget=1000) for name in ("Market", "Corner shop")]


def walk(world, pia, add, shop, text):
    """Everything is ticked in this order and put away."""
    lines = add(text, shopping_list=shop)
    for number, line in enumerate(lines):
        line.tick(True, clock.now() - clock.minutes(9 - number), world.pia)
    usual = {"amount": "", "date": "", "place": "pantry", "price": "", "kind": ""}
    sent = {name: [value] * len(lines) for name, value in usual.items()}
    body = sent | {"item": [line.id for line in lines], "key": f"{KEY}{shop.id}"}
    assert pia.post(f"/shopping/{shop.id}/putting-away", data=body).status_code == 303


def test_each_list_learns_its_own_way_from_its_own_ticks(world, pia, add, foods, shops):
    market, corner = shops
    walk(world, pia, add, market, "milk, flour, parsley")
    walk(world, pia, add, corner, "parsley, milk, flour")
    for shop, way in ((market, ("Milk", "Flour", "Parsley")), (corner, ("Parsley", "Milk", "Flour"))):
        add("flour, parsley, milk", shopping_list=shop)
        page = pia.get(f"/shopping/{shop.id}").text
        places = [page.index(f'data-name="{name}"') for name in way]
        assert places == sorted(places), shop.name


def test_a_line_that_moves_stands_in_the_aisles_of_the_other_list(world, pia, add, foods, shops):
    market, corner = shops
    (milk,) = add("2 l milk", shopping_list=market)
    moved = {"amount": "2 l", "price": "", "list": corner.id, "version": milk.version}
    assert pia.post(f"/shopping/entries/{milk.id}", data=moved).status_code == 303
    assert "Milk" not in pia.get(f"/shopping/{market.id}").text
    assert 'data-name="Milk"' in pia.get(f"/shopping/{corner.id}").text
    assert milk.fresh().quantity == 2_000_000


def test_a_trip_that_costs_more_than_its_budget_says_so_in_words(world, pia, add, foods, shops):
    larder.lot(foods["milk"], 1_000_000, cost=300)
    milk, wine = add("2 l milk, wine", shopping_list=shops[0])
    for line in (milk, wine):
        line.tick(True, clock.now(), world.pia)
    page = pia.get(f"/shopping/{shops[0].id}").text
    assert "€6.00 of €10.00" in page and "over the budget" not in page
    typed = {"amount": "", "price": "4.50", "list": shops[0].id, "version": wine.fresh().version}
    assert pia.post(f"/shopping/entries/{wine.id}", data=typed).status_code == 303
    page = pia.get(f"/shopping/{shops[0].id}").text
    assert "€10.50 of €10.00" in page and "€0.50 over the budget" in page and "€6.00 of it estimated" in page
