"""What was paid last time is offered as a hint and counted as an estimate; what is typed wins."""

import pytest

from familychef.core import clock
from familychef.pantry.models import PantryStock
from familychef.pantry.paid import Paid, last_paid
from familychef.shopping.models import ShoppingList, ShoppingListItem
from tests import larder

LITRE = 1_000_000


@pytest.fixture
def milk(foods):
    larder.lot(foods["milk"], LITRE, cost=129)
    return foods["milk"]


def tick(lines, by):
    for line in lines:
        line.tick(True, clock.now(), by)


@pytest.mark.parametrize(("wanted", "price"), [(None, None), (LITRE, 129), (2 * LITRE, 258), (LITRE // 2, 65), (1, 0)])
def test_a_price_is_scaled_and_rounded_once_half_up(wanted, price):
    assert Paid(129, LITRE).share(wanted) == price


def test_the_latest_purchase_with_a_price_counts(world, foods):
    milk, today = foods["milk"], world.rossi.today()
    larder.lot(milk, LITRE, cost=140, bought_on=today)
    larder.lot(milk, LITRE, cost=99, bought_on=today.replace(year=today.year - 1))
    larder.lot(milk, LITRE)
    larder.lot(milk, LITRE, cost=5, origin="leftover")
    assert last_paid(world.rossi, [milk.id, foods["eggs"].id]) == {milk.id: Paid(140, LITRE)}


def test_a_purchase_that_was_taken_back_is_no_price(world, milk):
    milk.add_lot(LITRE, world.pia, cost=999).undo(by=world.pia)
    assert last_paid(world.rossi, [milk.id]) == {milk.id: Paid(129, LITRE)}


def test_the_neighbours_prices_are_not_ours(world, milk):
    assert last_paid(world.neri, [milk.id]) == {}


def test_the_list_says_what_it_cost_last_time(pia, add, milk):
    (line,) = add("2 l milk")
    assert "last time €2.58" in pia.get("/shopping").text
    assert "last time €2.58" in pia.get(f"/shopping/entries/{line.id}").text


def test_what_is_in_the_basket_counts_as_estimated_until_its_price_is_typed(world, pia, add, milk):
    lines = add("2 l milk, 6 eggs")
    ShoppingList.update(budget=1000).execute()
    tick(lines, world.pia)
    page = pia.get("/shopping").text
    assert "€2.58 of €10.00" in page and "€2.58 of it estimated" in page
    ShoppingListItem.update(price=300).where(ShoppingListItem.id == lines[0].id).execute()
    page = pia.get("/shopping").text
    assert "€3.00 of €10.00" in page and "estimated" not in page and "last time" not in page


def test_without_an_amount_the_price_is_said_with_what_it_was_for_and_counts_in_no_sum(world, pia, add, milk):
    lines = add("milk")
    ShoppingList.update(budget=1000).execute()
    assert "last time €1.29 for 1 l" in pia.get("/shopping").text
    tick(lines, world.pia)
    page = pia.get("/shopping").text
    assert "€0.00 of €10.00" in page and "estimated" not in page
    assert "last time €1.29 for 1 l" in pia.get(f"/shopping/{lines[0].shopping_list_id}/putting-away").text


def test_putting_away_offers_it_and_stores_only_what_is_typed(world, pia, add, milk):
    lines = add("2 l milk")
    tick(lines, world.pia)
    url = f"/shopping/{lines[0].shopping_list_id}/putting-away"
    assert "last time €2.58" in pia.get(url).text
    row = {"item": lines[0].id, "amount": "2 l", "date": "", "place": "fridge", "price": "", "kind": ""}
    assert pia.post(url, data=row | {"key": "0123456789abcdef"}).status_code == 303
    assert PantryStock.select().order_by(PantryStock.id.desc()).get().cost is None


def test_prices_cost_the_same_queries_for_a_long_list(pia, add, foods, queries):
    add("1 l milk")
    with queries() as few:
        pia.get("/shopping")
    for food in foods.values():
        larder.lot(food, LITRE, cost=100)
    add("1 kg flour, 6 eggs, 10 g parsley, salt")
    with queries() as many:
        assert "last time" in pia.get("/shopping").text
    assert len(many) == len(few)
