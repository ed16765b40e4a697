"""Three of milk are typed, ticked and put away without anybody having to say it in litres first."""

import re

import pytest

from familychef.core import clock
from familychef.pantry.models import Ingredient, PantryStock
from familychef.shopping.models import ShoppingListItem
from tests import larder

LITRE = KILO = 1_000_000
KEY = "0123456789abcdef"
NAMES = ("item", "kind", "amount", "each", "date", "place", "price")


@pytest.fixture
def cartons(world, foods):
    """Of milk the family knows how much is in a pack, as of most foods of the starter catalogue."""
    foods["milk"].measure("pack", LITRE, by=world.nonna)
    return foods["milk"]


def ticked(pia, text):
    """It is typed and ticked as on a phone; the list's page for putting away."""
    pia.post("/shopping/entries", data={"text": text, "key": f"{KEY}-{len(text)}"})
    lines = list(ShoppingListItem.select().order_by(ShoppingListItem.id))
    for line in lines:
        key = f"{KEY}-{len(text)}-{line.id}"
        data = {"entry": line.id, "done": "1", "at": int(clock.now().timestamp() * 1000), "key": key}
        assert pia.post("/shopping/ticks", data=data).status_code == 303
    return f"/shopping/{lines[0].shopping_list_id}/putting-away"


def one_press(pia, url, **typed):
    """The page is sent as it stands, but for what is `typed` into the fields of its first row."""
    page = pia.get(url).text
    body = {name: [] for name in NAMES}
    for row in re.findall(r"<fieldset class=\"card away\".*?</fieldset>", page, re.DOTALL):
        for name in NAMES:
            body[name].append(_value(row, name))
    body |= {name: [value, *body[name][1:]] for name, value in typed.items()}
    return pia.post(url, data=body | {"key": KEY[::-1]})


def _value(row, name):
    chosen = re.search(rf'<select[^>]*name="{name}".*?value="([^"]*)" selected', row, re.DOTALL)
    return chosen[1] if chosen else re.search(rf'name="{name}"[^>]*value="([^"]*)"', row)[1]


def pantry_pack(food):
    return Ingredient.get_by_id(food.id).measure_table()["pack"][0]


def stock():
    return {lot.ingredient.name: lot.on_hand for lot in PantryStock.select()}


@pytest.mark.parametrize(("text", "total", "said"), [
    ("3 milk", 3 * LITRE, "3 packs"), ("2 flour", 2 * KILO, "2 packs"), ("250 parsley", KILO // 4, "250 g"),
    ("6 eggs", 6000, "6"), ("3 milk, 500 ml milk", 7 * LITRE // 2, "3.5 l"), ("20 milk", 20 * LITRE, "20 packs"),
    ("50 flour", 50_000, "50 g"), ("80 milk", 80_000, "80 ml"), ("62.5 flour", 62_500, "62½ g"),
])
def test_a_number_without_a_unit_means_what_a_family_means(pia, cartons, text, total, said):
    pia.post("/shopping/entries", data={"text": text, "key": KEY})
    assert ShoppingListItem.get().total == total
    assert f'<bdi class="amount">{said}</bdi>' in pia.get("/shopping").text


@pytest.mark.parametrize(("text", "amount", "answer", "stocked"), [
    ("1.5 milk", "1½", "1.5 l", 3 * LITRE // 2), ("½ milk", "½", "½ pack", LITRE // 2),
    ("21 milk", "21", "21 ml", 21_000), ("49 milk", "49", "49 packs", 49 * LITRE),
])
def test_what_may_be_packs_or_not_stays_as_typed_until_it_is_put_away(pia, cartons, text, amount, answer, stocked):
    url = ticked(pia, text)
    assert (ShoppingListItem.get().total, ShoppingListItem.get().unit) == (None, "")
    page = pia.get(url).text
    assert _value(page, "amount") == amount and "How much is in one?" not in page
    asked = one_press(pia, url)
    assert asked.status_code == 422 and "Please say the unit too." in asked.text and stock() == {}
    assert one_press(pia, url, amount=answer).status_code == 303
    assert stock() == {"Milk": stocked} and pantry_pack(cartons) == LITRE


def test_three_packs_are_put_away_by_one_press(pia, cartons):
    assert one_press(pia, ticked(pia, "3 milk")).status_code == 303
    assert stock() == {"Milk": 3 * LITRE}


def test_a_new_family_that_has_no_food_yet_does_it_the_same_way(world, pia):
    url = ticked(pia, "3 milk, butter, 6 lemons")
    assert "3 packs" in pia.get("/shopping").text
    assert one_press(pia, url).status_code == 303
    assert stock() == {"Milk": 3 * LITRE, "Butter": KILO // 4, "Lemon": 6000}


def test_where_nobody_knows_how_much_is_in_one_it_is_asked_once(world, pia, foods):
    url = ticked(pia, "3 milk")
    page = pia.get(url).text
    assert "How much is in one?" in page and "like 1 l" in page and 'value="3"' in page
    assert one_press(pia, url, each="750 ml").status_code == 303
    assert stock() == {"Milk": 9 * LITRE // 4}
    pia.post("/shopping/entries", data={"text": "2 milk", "key": f"{KEY}-again"})
    assert ShoppingListItem.get(ShoppingListItem.state == "open").total == 3 * LITRE // 2


def test_of_a_bunch_it_is_asked_how_much_a_bunch_is(world, pia, foods):
    url = ticked(pia, "2 bunches parsley")
    assert "How much is 1 bunch?" in pia.get(url).text
    assert one_press(pia, url, each="30 g").status_code == 303
    assert stock() == {"Parsley": 60_000}


def test_whoever_does_not_answer_is_told_that_it_is_not_counted(world, pia, foods):
    assert one_press(pia, ticked(pia, "3 milk")).status_code == 303
    assert stock() == {} and ShoppingListItem.get().state == "bought"
    assert "1 thing is put away. Not counted: Milk." in pia.get("/shopping").text


@pytest.mark.parametrize(("typed", "field"), [({"each": "some"}, "each"), ({"amount": "4"}, "amount")])
def test_what_cannot_be_read_is_said_beside_its_field(pia, foods, typed, field):
    answer = one_press(pia, ticked(pia, "3 milk"), **typed)
    line = ShoppingListItem.get()
    assert answer.status_code == 422 and f'id="{field}-{line.id}-error"' in answer.text
    assert not Ingredient.get_by_id(foods["milk"].id).measures.exists() and line.state == "open"


def test_a_full_basket_asks_the_database_no_more_than_a_small_one(world, pia, foods, queries):
    url = ticked(pia, "3 milk")
    with queries() as few:
        pia.get(url)
    for letter in "abcdefghi":
        larder.ingredient(world.rossi, f"Food {letter}")
    ticked(pia, ", ".join(f"2 food {letter}" for letter in "abcdefghi"))
    with queries() as many:
        assert "Food i" in pia.get(url).text
    assert len(many) == len(few)
