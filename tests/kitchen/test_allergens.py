"""What an eater must not have: never held, cooked or swapped in without a word of an adult."""

import pytest

from familychef.core.errors import Conflict, Refusal
from familychef.kitchen import actions
from familychef.pantry.models import Hold, IngredientSwap
from tests import larder


class Shelf:
    """Nut milk that oat milk may replace, butter that is out and margarine that may replace it."""

    def __init__(self, family):
        self.family = family
        self.nut_milk = larder.ingredient(family, "Nut milk", base="volume", allergens=["nuts"])
        self.oat_milk = larder.ingredient(family, "Oat milk", base="volume", allergens=[])
        self.butter = larder.ingredient(family, "Butter", allergens=[])
        self.margarine = larder.ingredient(family, "Margarine", allergens=[])
        self.lots = [larder.lot(food, 300_000) for food in (self.nut_milk, self.oat_milk, self.margarine)]

    def swap(self, food, other):
        IngredientSwap.create(family=self.family, ingredient=food, other=other)

    def held(self, item):
        holds = Hold.select().where(Hold.order_item_id == item.id, Hold.state == "held")
        return {hold.ingredient.name for hold in holds}


@pytest.fixture
def shelf(world):
    return Shelf(world.rossi)


def test_a_swap_of_something_else_does_not_make_it_harmless(world, table, shelf):
    shelf.swap(shelf.butter, shelf.margarine)
    cake = larder.dish(world.rossi, "Cake", {shelf.nut_milk: 100_000, shelf.butter: 100_000}, portions=1)
    with pytest.raises(Refusal) as refused:
        table.order(world.leo, cake)
    assert refused.value.field == "ack_by"
    assert table.order(world.leo, ack_by=world.nonna, key="another-key").allergens[0]["asked"] == ["nuts"]


def test_what_is_swapped_in_is_looked_at_too(world, table, shelf):
    walnut_oil = larder.ingredient(world.rossi, "Walnut oil", allergens=["nuts"])
    larder.lot(walnut_oil, 300_000)
    shelf.swap(shelf.butter, walnut_oil)
    milk = larder.ingredient(world.rossi, "Milk", allergens=["milk"])
    larder.lot(milk, 300_000)
    world.leo.allergens = ["nuts", "milk"]
    world.leo.save()
    cake = larder.dish(world.rossi, "Cake", {milk: 100_000, shelf.butter: 100_000}, portions=1)
    order = table.order(world.leo, cake, ack_by=world.nonna)
    assert order.allergens[0]["asked"] == ["milk", "nuts"]


def test_a_swap_that_keeps_it_out_needs_no_word_and_is_on_the_ticket(world, table, shelf):
    shelf.swap(shelf.nut_milk, shelf.oat_milk)
    order = table.order(world.leo, larder.dish(world.rossi, "Cocoa", {shelf.nut_milk: 100_000}, portions=1))
    assert order.allergen_by is None and shelf.held(order.items[0]) == {"Oat milk"}
    page = world.client(world.nonna).get("/kitchen").text
    assert "With Oat milk instead of Nut milk." in page and "asked anyway" not in page


def test_more_portions_still_keep_it_out(world, table, shelf):
    shelf.swap(shelf.nut_milk, shelf.oat_milk)
    order = table.order(world.leo, larder.dish(world.rossi, "Cocoa", {shelf.nut_milk: 100_000}, portions=1))
    actions.change_item(order, order.items[0], 2, world.leo)
    assert shelf.held(order.items[0]) == {"Oat milk"}
    with pytest.raises(Conflict):
        actions.change_item(order, order.items[0], 9, world.leo)
    assert shelf.held(order.items[0]) == {"Oat milk"}


def test_a_dish_put_into_an_order_later_needs_a_word_too(world, table):
    order = table.order(world.marta)
    body = {"dish": table.cake.id, "portions": 1, "for_member": world.leo.id}
    answer = world.client(world.marta).post(f"/orders/{order.id}/items", data=body)
    assert answer.status_code == 422 and "Leo must not have: nuts" in answer.text
    assert len(order.items) == 1


def test_only_who_was_spoken_for_is_marked_on_the_ticket(world, table):
    world.pia.allergens = ["nuts"]
    world.pia.save()
    table.add(world.marta, table.cake, eater=world.leo)
    table.add(world.marta, table.pancakes, eater=world.pia)
    actions.place_order(world.marta, key="for-the-two", cart="", ack_by=world.nonna)
    page = world.client(world.nonna).get("/kitchen").text
    assert page.count("asked anyway, says Nonna") == 1


def test_the_chef_can_not_swap_in_what_the_eater_must_not_have(world, table, shelf):
    order = table.asked(world.leo, 3)
    [item] = order.items
    missing = item.snapshot["lines"][0]["ingredient"]
    with pytest.raises(Refusal) as refused:
        order.accept(world.nonna, "swap", {(item.id, missing): (shelf.nut_milk.id, 1000)})
    assert "Leo: no nuts" in refused.value.text
    order.fresh().accept(world.nonna, "swap", {(item.id, missing): (shelf.oat_milk.id, 1000)})
    assert "With Oat milk instead of Lasagne sheets." in world.client(world.nonna).get("/kitchen").text


def test_an_allergy_told_later_reaches_the_wall(world):
    from familychef.core.events import Event

    told = {"name": "Leo", "colour": 3, "diet": "", "child": True, "allergens": ["nuts", "milk"]}
    world.leo.describe(world.marta, **told)
    assert "kitchen" in Event.select().order_by(Event.seq.desc()).first().stale.split()
