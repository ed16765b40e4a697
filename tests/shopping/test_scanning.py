"""A pack is scanned: a known one is dealt with at once, of an unknown one the family is asked once what it is."""

import pytest

from familychef.core.errors import Refusal
from familychef.core.events import Event
from familychef.pantry.gtin import read_code
from familychef.pantry.models import Barcode, Ingredient, PantryStock
from familychef.shopping.models import ShoppingListItem
from tests import larder

LITRE = KILO = 1_000_000
CODE = "4006381333931"
KEY = "0123456789abcdef"


@pytest.fixture
def milk(world, foods):
    Barcode.learn(foods["milk"], CODE, world.pia, LITRE, "Alpine milk")
    return foods["milk"]


def scan(client, to="pantry", code=CODE, key=KEY):
    return client.post("/scans", data={"code": code, "to": to, "key": key})


def told(client, to="pantry", key=KEY, **more):
    return client.post("/barcodes", data={"code": CODE, "to": to, "key": key, "name": "Flour"} | more)


@pytest.mark.parametrize(("typed", "code"), [
    ("4006381333931", "4006381333931"), ("4006 3813-33931", "4006381333931"), ("４００６３８１３３３９３１", CODE),
    ("036000291452", "0036000291452"), ("96385074", "96385074"), ("0000096385074", "96385074"),
    ("04006381333931", "4006381333931"),
])
def test_a_number_has_one_spelling(typed, code):
    assert read_code(typed) == code


@pytest.mark.parametrize("typed", [
    "", "4006381333932", "400638133393", "12", "abc", "00000000", "14006381333938", "²" * 8,
])
def test_what_is_no_barcode_is_refused(app, typed):
    with app.test_request_context(), pytest.raises(Refusal):
        read_code(typed)


def test_a_known_pack_comes_into_the_pantry_once_for_each_key(pia, milk):
    for key in (KEY, KEY, KEY[::-1]):
        assert scan(pia, key=key).location == "/scan?to=pantry"
    assert [lot.on_hand for lot in PantryStock.select()] == [2 * LITRE]
    assert "1 l of Milk added." in pia.get("/scan?to=pantry").text


def test_the_toast_takes_it_back(pia, milk):
    answer = pia.htmx("POST", "/scans", data={"code": CODE, "to": "pantry", "key": KEY})
    move = PantryStock.get().moves.get()
    assert f'action="/pantry/changes/{move.id}/reversal"' in answer.text and 'id="scan"' in answer.text
    assert CODE not in answer.text
    pia.post(f"/pantry/changes/{move.id}/reversal")
    assert PantryStock.get().on_hand == 0


def test_without_an_amount_for_a_pack_it_is_asked(world, pia, foods):
    Barcode.learn(foods["eggs"], CODE, world.pia)
    assert scan(pia).location == f"/pantry/items/{foods['eggs'].id}/lots"
    assert not PantryStock.select().exists()


def test_what_nobody_measures_is_plenty_again(world, pia, foods):
    foods["salt"].set_level("out", world.pia)
    Barcode.learn(foods["salt"], CODE, world.pia)
    scan(pia)
    assert Ingredient.get_by_id(foods["salt"].id).level == "plenty"


def test_what_is_on_no_list_comes_onto_the_first_once(pia, milk, listed):
    for _ in range(2):
        assert scan(pia, "shopping").location == "/scan?to=shopping"
    assert listed() == [("Milk", LITRE)] and ShoppingListItem.get().ticked_at is None


def test_what_is_on_a_list_goes_into_the_basket(pia, milk, add):
    (line,) = add("2 l milk")
    for key in (KEY, KEY[::-1]):
        scan(pia, "shopping", key=key)
    assert line.fresh().ticked_at is not None and ShoppingListItem.select().count() == 1


def test_of_an_unknown_pack_it_is_asked_once(world, pia, foods):
    asked = scan(pia).location
    assert asked == f"/barcodes/new?code={CODE}&to=pantry"
    assert CODE in pia.get(asked).text
    for _ in range(2):
        assert told(pia, quantity="500 g", printed="Finest flour").location == "/scan?to=pantry"
    known = Barcode.get(Barcode.code == CODE)
    assert (known.ingredient, known.quantity, known.name) == (foods["flour"], KILO // 2, "Finest flour")
    assert [lot.on_hand for lot in PantryStock.select()] == [KILO // 2]
    changes = [event.changes for event in Event.select().where(Event.kind == "ingredient.changed").order_by(Event.seq)]
    assert changes == [{"barcode": [None, CODE]}]


def test_a_new_food_is_made_once_it_is_said_how_it_is_counted(pia, foods):
    answer = told(pia, name="Grandma's secret")
    assert answer.status_code == 422 and 'value="count"' in answer.text and not Barcode.select().exists()
    assert told(pia, name="Grandma's secret", base="count", quantity="6").status_code == 303
    assert Barcode.get().ingredient.name == "Grandma's secret"


def test_a_wrong_amount_remembers_nothing_and_makes_nothing(pia, foods):
    answer = told(pia, name="Grandma's secret", base="mass", quantity="lots")
    assert answer.status_code == 422 and 'value="lots"' in answer.text
    assert not Barcode.select().exists() and Ingredient.select().count() == len(foods)


@pytest.mark.parametrize("name", ["0036000291452", "Choco Cream0036000291452"])
def test_a_number_is_no_name_of_a_food(pia, foods, name):
    answer = told(pia, name=name, base="mass", quantity="500 g")
    assert answer.status_code == 422 and "Please say which food it is" in answer.text and not Barcode.select().exists()


def test_a_number_never_stands_for_two_foods(pia, milk):
    answer = told(pia, quantity="500 g")
    assert answer.status_code == 422 and "already Milk" in answer.text
    assert Barcode.get().ingredient == milk and not PantryStock.select().exists()


def test_a_wrong_digit_is_said_beside_the_field_and_kept(pia):
    answer = scan(pia, code="4006381333932")
    assert answer.status_code == 422 and 'value="4006381333932"' in answer.text and "field-code-error" in answer.text


def test_what_is_known_wrongly_is_removed_on_the_page_of_the_food(pia, milk):
    page, barcode = f"/pantry/items/{milk.id}", Barcode.get()
    assert CODE in pia.get(page).text and "Alpine milk" in pia.get(page).text
    pia.post(f"/ingredients/{milk.id}/barcodes/{barcode.id}/removal")
    assert CODE not in pia.get(page).text
    assert scan(pia).location.startswith("/barcodes/new")


def test_each_family_has_its_own_numbers(world, milk):
    rice = larder.ingredient(world.neri, "Rice", pack=KILO)
    Barcode.learn(rice, CODE, world.carla, KILO)
    scan(world.client(world.carla))
    assert [lot.ingredient for lot in PantryStock.select()] == [rice]


def test_pantry_and_shopping_offer_it_and_a_child_is_not_asked(world, pia):
    assert "/scan?to=pantry" in pia.get("/pantry").text and "/scan?to=shopping" in pia.get("/shopping").text
    assert "/scan" not in world.client(world.leo).get("/shopping").text


def test_another_pack_in_the_form_of_a_lost_answer_is_another_pack(world, pia, milk, foods):
    Barcode.learn(foods["flour"], "4006381333948", world.pia, KILO)
    for code in (CODE, "4006381333948"):
        scan(pia, code=code)
        scan(pia, "shopping", code=code)
    assert {lot.ingredient.name for lot in PantryStock.select()} == {"Milk", "Flour"}
    assert {line.ingredient.name for line in ShoppingListItem.select()} == {"Milk", "Flour"}
