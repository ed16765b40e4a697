"""Where a line comes from, walked through by hand: stock, orders of today and tomorrow, dishes, wishes, old lists."""

import datetime as dt

import pytest

from familychef.kitchen.models import Order
from familychef.shopping.models import ShoppingListItem
from tests import larder

KEY = "0123456789abcdef"
LITRE = KILO = 1_000_000


@pytest.fixture
def pancakes(world, foods):
    return larder.dish(world.rossi, "Pancakes", {foods["milk"]: 500_000, foods["eggs"]: 4000}, portions=1)


@pytest.fixture
def order(world, happen):
    """order(dish) is ordered by Marta for tomorrow noon, on the pages."""

    def place(dish, **asked):
        marta, day = world.client(world.marta), world.rossi.today() + dt.timedelta(days=1)
        assert marta.htmx("POST", "/cart/items", data={"dish": dish.id, "key": KEY} | asked).status_code == 200
        wish = {"key": KEY, "when": "time", "day": day.isoformat(), "time": "12:00"}
        assert marta.post("/orders", data=wish).status_code == 303
        happen()
        return Order.get()

    return place


def accept(world, order, happen, **choice):
    answer = world.client(world.nonna).post(f"/orders/{order.id}/acceptance", data=choice)
    happen()
    return answer


def type_in(client, text, key=KEY):
    return client.post("/shopping/entries", data={"text": text, "key": key})


def line(page, name):
    """The text of one line of the page."""
    start = page.index(f'data-name="{name}"')
    return page[start:page.index("</li>", start)]


def test_what_is_held_for_tomorrow_makes_the_stock_low_today(world, pia, foods, pancakes, order, listed, happen):
    foods["milk"].add_lot(LITRE, world.pia)
    foods["eggs"].add_lot(6000, world.pia)
    foods["milk"].changed_rows(threshold=800_000)
    happen()
    assert listed() == []
    order(pancakes)
    assert listed() == [("Milk", 300_000)] and "low: below 800 ml" in line(pia.get("/shopping").text, "Milk")


def test_what_tomorrows_order_lacks_is_bought_when_the_kitchen_says_yes(
    world, pia, foods, pancakes, order, listed, happen
):
    larder.lot(foods["milk"], LITRE)
    larder.lot(foods["eggs"], 1000)
    placed = order(pancakes, asked=1)
    assert listed() == [], "the kitchen has not said yes"
    assert accept(world, placed, happen, choice="anyway").status_code == 303
    assert listed() == [("Eggs", 3000)] and "for Pancakes" in line(pia.get("/shopping").text, "Eggs")
    world.client(world.marta).post(f"/orders/{placed.id}/cancellation")
    happen()
    assert listed() == []


def test_a_dish_and_a_wish_for_the_same_food_are_one_line_with_both_reasons(world, pia, foods, pancakes, listed):
    type_in(world.client(world.leo), "500 ml milk")
    assert pia.post(f"/shopping/dishes/{pancakes.id}", data={"portions": 2, "key": f"{KEY}2"}).status_code == 303
    assert listed() == [("Milk", LITRE), ("Eggs", 8000)]
    page = pia.get("/shopping").text
    assert "for Pancakes" in line(page, "Milk") and "for Pancakes" in line(page, "Eggs")


def test_a_members_wish_says_whose_it_is(world, pia):
    type_in(world.client(world.leo), "chocolate")
    assert "Leo" in line(pia.get("/shopping").text, "chocolate")


def test_one_food_in_many_units_is_one_line(world, pia, foods, listed):
    for number, text in enumerate(("500 g flour", "1 kg flour", "1 oz flour", "2 packs flour")):
        type_in(pia, text, f"{KEY}{number}")
    ((name, quantity),) = listed()
    assert name == "Flour" and quantity == 3_528_350 and pia.get("/shopping").text.count('data-name="Flour"') == 1


def test_suggestions_know_what_was_bought_long_ago_however_it_came(world, pia, foods):
    type_in(pia, "saffron threads")
    bought = ShoppingListItem.get()
    bought.changed_rows(state="bought", added_at=bought.added_at - dt.timedelta(days=700))
    larder.ingredient(world.rossi, "Saffron rice")
    found = pia.get("/shopping/suggestions?q=saff").text
    assert found.index("saffron threads") < found.index("Saffron rice")


def test_every_line_of_the_house_shows_why_it_is_there(world, pia, foods, pancakes, order, happen):
    foods["flour"].describe(world.nonna, 1, threshold=KILO)
    foods["salt"].set_level("out", world.nonna)
    accept(world, order(pancakes, asked=1), happen, choice="anyway")
    page = pia.get("/shopping").text
    reasons = {"Flour": "low: below 1 pack", "Salt": "none left", "Milk": "for Pancakes", "Eggs": "for Pancakes"}
    assert all(why in line(page, food) for food, why in reasons.items()) and page.count("data-tick") == len(reasons)
