"""Numbers no row and no purse can hold come back as a form or a refusal."""

import pytest

BEYOND = ["-1", "0", "2147483648", "9" * 30, "NaN", "1e9", "\u00b2"]


@pytest.mark.parametrize("id", BEYOND)
@pytest.mark.parametrize("field", ["dish", "for_member"])
def test_dishes_and_people_beyond_all_rows_are_not_put_into_a_cart(world, dish, id, field):
    from familychef.kitchen.models import CartItem

    body = {"dish": dish.id, "key": "a-key-of-mine"} | {field: id}
    assert world.client(world.leo).post("/cart/items", data=body).status_code == 422
    assert not CartItem.select().exists()


@pytest.mark.parametrize("id", BEYOND)
def test_nobody_beyond_all_rows_says_that_it_is_all_right(world, dish, id):
    from familychef.kitchen.models import Order

    client = world.client(world.leo)
    client.post("/cart/items", data={"dish": dish.id, "key": "a-key-of-mine"})
    assert client.post("/orders", data={"key": "k" * 16, "ack_by": id}).status_code == 422
    assert not Order.select().exists()


@pytest.mark.parametrize("price", ["NaN", "sNaN", "Infinity", "-Infinity", "1e15", "-1", "9" * 20])
def test_a_price_that_is_no_money_is_said_beside_its_field(world, flour, price):
    from familychef.pantry.models import PantryStock

    lots = PantryStock.select().count()
    body = {"quantity": "1 kg", "date_kind": "use_by", "place": "pantry", "cost": price, "key": "a-key-of-mine"}
    answer = world.client(world.marta).post(f"/pantry/items/{flour.id}/lots", data=body)
    assert answer.status_code == 422 and 'id="field-cost-error"' in answer.text
    assert PantryStock.select().count() == lots
