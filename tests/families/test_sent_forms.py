"""A form that comes twice is done once; another form under the same key is refused, and nothing of it is done."""

import datetime as dt

import pytest

from familychef.core import clock
from familychef.families.models import SentForm
from familychef.kitchen.timers import Timer
from familychef.pantry.models import PantryStock, StockMove
from familychef.shopping.models import ShoppingList, ShoppingListItem
from tests import larder
from tests.families.papers import text

KEY = "0123456789abcdef"
SAID = "This was sent before with other words"


@pytest.fixture
def bag(world):
    return larder.lot(larder.ingredient(world.rossi, "Flour"), 1_000_000)


@pytest.fixture
def candles(world):
    shop = ShoppingList.first_of(world.rossi, world.pia)
    return ShoppingListItem.create(family=world.rossi, shopping_list=shop, name="candles", name_key="candles")


@pytest.fixture
def marta(world):
    return world.client(world.marta)


def refused(answer):
    return answer.status_code == 422 and SAID in text(answer)


def forms(bag, candles):
    """{what: (address, form, what else it may say)}"""
    item, lot = f"/pantry/items/{bag.ingredient_id}", f"/pantry/batches/{bag.id}"
    new = {"quantity": "500 g", "date_kind": "best_before", "place": "pantry"}
    away = {"item": candles.id, "place": "pantry", "price": "1.00", "kind": ""}
    return {
        "a tap": (f"{item}/changes", {"delta": "-1"}, {"delta": "1"}),
        "a use": (f"{item}/uses", {"quantity": "200 g"}, {"quantity": "300 g"}),
        "a new batch": (f"{item}/lots", new, {"place": "cellar"}),
        "waste": (f"{lot}/waste", {"quantity": "100 g", "reason": "moths"}, {"reason": "mice"}),
        "a part": (f"{lot}/place", {"quantity": "100 g", "place": "cellar"}, {"quantity": "200 g"}),
        "a wish": ("/shopping/entries", {"text": "soap"}, {"text": "salt"}),
        "a tick": ("/shopping/ticks", {"entry": candles.id, "done": "true", "at": "1"}, {"done": "false"}),
        "a timer": ("/kitchen/timers", {"minutes": "5"}, {"minutes": "7"}),
        "putting away": (f"/shopping/{candles.shopping_list_id}/putting-away", away, {"price": "2.00"}),
    }


def state():
    rows = (PantryStock, StockMove, ShoppingListItem, SentForm, Timer)
    return [list(model.select().order_by(model.id).dicts()) for model in rows]


@pytest.mark.parametrize(
    "what", ["a tap", "a use", "a new batch", "waste", "a part", "a wish", "a tick", "a timer", "putting away"])
def test_the_same_twice_is_once_and_other_words_are_refused(marta, bag, candles, what):
    address, form, other = forms(bag, candles)[what]
    assert marta.post(address, data={**form, "key": KEY}).status_code == 303
    done = state()
    assert marta.post(address, data={**form, "key": KEY}).status_code == 303
    assert refused(marta.post(address, data={**form, **other, "key": KEY}))
    assert state() == done


def test_what_the_phone_says_of_the_sending_makes_no_other_form(marta, candles):
    form = {"entry": candles.id, "done": "true", "at": "1", "key": KEY}
    for sent in ("5", "9000", "12000"):
        assert marta.post("/shopping/ticks", data={**form, "sent": sent}).status_code == 303
    assert SentForm.select().count() == 1


def test_one_key_belongs_to_one_thing(marta, world, bag):
    other = larder.lot(larder.ingredient(world.rossi, "Rice"), 1_000_000)
    form = {"quantity": "200 g", "key": KEY}
    assert marta.post(f"/pantry/items/{bag.ingredient_id}/uses", data=form).status_code == 303
    assert refused(marta.post(f"/pantry/items/{other.ingredient_id}/uses", data=form))


def test_what_was_refused_may_be_corrected_and_sent_again(marta, bag):
    address = f"/pantry/items/{bag.ingredient_id}/uses"
    assert marta.post(address, data={"quantity": "2 kg", "key": KEY}).status_code == 422
    assert marta.post(address, data={"quantity": "1 kg", "key": KEY}).status_code == 303
    assert PantryStock.get().on_hand == 0


def test_the_same_key_next_door_is_another(marta, world, bag):
    neris = larder.lot(larder.ingredient(world.neri, "Flour"), 1_000_000)
    marta.post(f"/pantry/items/{bag.ingredient_id}/uses", data={"quantity": "1 kg", "key": KEY})
    form = {"quantity": "300 g", "key": KEY}
    assert world.client(world.carla).post(f"/pantry/items/{neris.ingredient_id}/uses", data=form).status_code == 303


def test_keys_are_forgotten_in_time(world, marta, bag):
    marta.post(f"/pantry/items/{bag.ingredient_id}/uses", data={"quantity": "1 kg", "key": KEY})
    for days, left in ((89, 1), (91, 0)):
        SentForm.tidy(clock.now() + dt.timedelta(days=days))
        assert SentForm.select().count() == left
