"""What is typed comes on the list once: amounts are understood, the same thing becomes one line."""

import pytest

from familychef.core.events import Event
from familychef.shopping import actions, reading
from familychef.shopping.models import ShoppingList, ShoppingListItem
from tests import larder

LITRE = KILO = 1_000_000


@pytest.mark.parametrize(("text", "found"), [
    ("2 l milk, 500 g flour", [("Milk", 2 * LITRE), ("Flour", KILO // 2)]),
    ("1,5 l Milk\n6 eggs", [("Milk", 3 * LITRE // 2), ("Eggs", 6000)]),
    ("milk; eggs", [("Milk", None), ("Eggs", None)]),
    ("2 bunches parsley", [("Parsley", "2 bunch")]),
    ("birthday candles", [("birthday candles", None)]),
    ("3 packs napkins", [("napkins", "3 pack")]),
    ("2 l milk, 500 ml milk", [("Milk", 5 * LITRE // 2)]),
    ("2 packs flour, 500 g flour", [("Flour", 5 * KILO // 2)]),
    ("1 bunch parsley, 2 bunches parsley", [("Parsley", "3 bunch")]),
    ("50 g parsley, 1 bunch parsley", [("Parsley", 50_000), ("Parsley", "1 bunch")]),
    ("milk, 1 l milk", [("Milk", LITRE)]),
    ("napkins, Napkins", [("napkins", None)]),
    ("milk (lactose-free), milk", [("Milk", None), ("Milk", None)]),
    (" , ,\n", []),
    ("0 milk", [("Milk", None)]),
    ("3 eggs 6 lemons", [("Eggs", 3000)]),
])
def test_what_is_typed_is_understood(world, foods, text, found, add, listed):
    add(text)
    assert listed() == found


def test_arabic_is_read_as_arabic(world, app, add, listed):
    world.rossi.locale = "ar"
    larder.ingredient(world.rossi, "حليب", "volume")
    larder.ingredient(world.rossi, "طحين")
    with app.test_request_context("/?lang=ar"):
        add("٢ لتر حليب، ٥٠٠ غ طحين؛ ١٫٥ لتر الحليب,كوب ونصف شوفان")
    assert listed() == [("حليب", 7 * LITRE // 2), ("طحين", KILO // 2), ("شوفان", "1.5 cup")]


@pytest.mark.parametrize(("text", "pieces"), [
    ("٢ لتر حليب، ٥٠٠ غ طحين", ["٢ لتر حليب", "٥٠٠ غ طحين"]), ("خبز،بيض؛زيت", ["خبز", "بيض", "زيت"]),
    ("١،٥ لتر حليب، ١٬٥٠٠ غ أرز", ["١،٥ لتر حليب", "١٬٥٠٠ غ أرز"]), ("طحين ٥٠٠ غ،ملح", ["طحين ٥٠٠ غ", "ملح"]),
])
def test_arabic_commas_part_the_things_but_no_number(text, pieces):
    assert reading.pieces(text) == pieces


def test_german_is_read_as_german(world, app, add, listed):
    larder.ingredient(world.rossi, "Mehl", aliases=["Weizenmehl"])
    with app.test_request_context("/?lang=de"):
        add("1.500 g Mehl, anderthalb Liter Hafermilch")
    assert listed() == [("Mehl", 1_500_000), ("Hafermilch", "1.5 l")]


def test_the_first_wish_makes_the_list(world, add, listed):
    assert not ShoppingList.select().exists()
    add("candles", world.leo)
    add("matches")
    assert ShoppingList.get().family_id == world.rossi.id
    assert ShoppingListItem.get(ShoppingListItem.name == "candles").added_by_id == world.leo.id


def test_a_repeated_key_adds_nothing_twice(world, foods, add, listed):
    for _ in range(3):
        add("1 l milk, candles", key="from-pias-phone")
    assert listed() == [("Milk", LITRE), ("candles", None)]
    assert Event.select().where(Event.kind == "entry.added").count() == 2


def test_what_is_in_the_basket_is_not_added_to(world, foods, add, listed):
    from familychef.core import clock

    (milk,) = add("1 l milk")
    milk.tick(True, clock.now(), world.pia)
    add("1 l milk")
    assert listed() == [("Milk", LITRE), ("Milk", LITRE)]


def test_a_line_taken_off_can_be_brought_back(world, foods, add, listed):
    (milk,) = add("1 l milk")
    actions.remove(milk, world.pia)
    actions.remove(milk, world.pia)
    assert listed() == []
    actions.bring_back(milk, world.pia)
    assert listed() == [("Milk", LITRE)]
    told = Event.select().where(Event.subject == milk.dom_id).order_by(Event.seq)
    assert [event.kind for event in told] == ["entry.added", "entry.removed", "entry.returned"]


def test_what_is_not_understood_stands_beside_the_food_and_is_not_lost(foods, add):
    (line,) = add("3 eggs 6 lemons")
    assert line.note == "6 lemons"
