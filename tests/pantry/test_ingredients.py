"""The family's catalogue: found while typing, known by many names, changed by one person at a time."""

import datetime as dt

import pytest

from familychef.core.errors import Conflict, Refusal
from familychef.core.events import Event
from familychef.pantry import actions
from familychef.pantry.models import Ingredient, IngredientMeasure, IngredientSwap, PantryStock
from tests import larder

DAY = dt.timedelta(days=1)


@pytest.fixture
def pia(world):
    return world.client(world.pia)


@pytest.fixture
def parsley(world):
    return larder.ingredient(world.rossi, "Parsley", aliases=["Flat parsley"])


def fresh(row):
    return type(row).get_by_id(row.id)


def form_of(ingredient, **more):
    typed = {"name": ingredient.name, "aliases": "", "base": ingredient.base, "track": "exact", "version": 1}
    kept = {"date_kind": "best_before", "aisle": "other", "place": "fridge"}
    return typed | kept | more


def last_event():
    return Event.select().order_by(Event.seq.desc()).first()


def test_a_starter_becomes_the_familys_own_once(world):
    milk = actions.add_from_starter(world.rossi, "milk", world.pia, "en")
    assert actions.add_from_starter(world.rossi, "milk", world.pia, "de") == milk
    assert (milk.name, milk.base, milk.allergens, milk.aisle) == ("Milk", "volume", ["milk"], "dairy")
    assert last_event().kind == "ingredient.added" and last_event().stale == f"pantry menu {milk.dom_id}"
    assert IngredientMeasure.select().where(IngredientMeasure.confirmed).count() == 0
    with pytest.raises(KeyError):
        actions.add_from_starter(world.rossi, "moon rock", world.pia)


def test_a_name_in_any_form_finds_the_familys_own(world, parsley):
    milk = actions.add_from_starter(world.rossi, "milk", world.pia, "en")
    for name in ("parsley", " PARSLEY ", "flat parsley"):
        assert actions.resolve(world.rossi, name, "en") == parsley
    assert actions.resolve(world.rossi, "Milch", "de") == milk
    assert actions.resolve(world.rossi, "stone", "en") is None
    assert actions.resolve(world.rossi, "", "en") is None
    assert actions.resolve(world.neri, "parsley", "en") is None


def test_the_familys_own_comes_first_while_typing(world, pia, parsley):
    found = pia.htmx("GET", "/ingredients/suggestions?q=pars").text
    assert found.index("Parsley") < found.index("Parsnip") and "yours" in found
    assert found.count('data-value="Parsley"') == 1
    assert pia.get("/ingredients/suggestions?q=").text.strip() == ""
    assert pia.get("/ingredients/suggestions?q=%25").status_code == 200


def test_adding_food_leads_to_its_first_lot(world, pia, parsley):
    assert pia.post("/ingredients", data={"name": "flat Parsley"}).location == f"/pantry/items/{parsley.id}/lots"
    answer = pia.post("/ingredients", data={"name": "spaghetti"})
    spaghetti = Ingredient.get(Ingredient.name == "Spaghetti")
    assert answer.status_code == 303 and answer.location == f"/pantry/items/{spaghetti.id}/lots"
    assert pia.get(answer.location).status_code == 200
    unknown = pia.post("/ingredients", data={"name": "Zorblax"})
    assert unknown.status_code == 422 and "new to us" in unknown.text and "Zorblax" in unknown.text
    assert pia.post("/ingredients", data={"name": "Zorblax", "base": "count"}).status_code == 303
    assert Ingredient.get(Ingredient.name == "Zorblax").base == "count"


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "123", "a\x00b", "two\nlines"])
def test_a_name_must_be_one(pia, name):
    assert pia.post("/ingredients", data={"name": name, "base": "mass"}).status_code == 422
    assert Ingredient.select().count() == 0


def test_everything_known_of_it_can_be_changed(world, pia, parsley):
    typed = form_of(
        parsley, name="Curly parsley", aliases="Krause, , Petersilie", threshold="50 g", pack="100 g", usual="10 g",
        piece_weight="2 g", density="0,5", shelf_days="6", grace_days="2", opened_days="", frozen_days="90",
        checked="1", aisle="vegetables",
    )
    assert pia.get(f"/ingredients/{parsley.id}").status_code == 200
    assert pia.post(f"/ingredients/{parsley.id}", data=typed).status_code == 303
    now = fresh(parsley)
    assert (now.name, now.name_key, now.aliases) == ("Curly parsley", "curly parsley", ["Krause", "Petersilie"])
    assert (now.threshold, now.pack, now.usual, now.piece_weight) == (50_000, 100_000, 10_000, 2000)
    assert (now.density_num, now.density_den, now.shelf_days, now.opened_days) == (1, 2, 6, None)
    assert (now.allergens, now.place, now.aisle, now.version) == ([], "fridge", "vegetables", 2)
    assert last_event().kind == "ingredient.changed" and last_event().changes["pack"] == [None, 100_000]
    again = pia.get(f"/ingredients/{parsley.id}").text
    assert "Krause, Petersilie" in again and 'value="0.5"' in again and 'value="50 g"' in again


def test_an_old_form_of_an_ingredient_is_a_conflict(world, pia, parsley):
    parsley.describe(world.nonna, 1, threshold=1000)
    answer = pia.post(f"/ingredients/{parsley.id}", data=form_of(parsley, name="Petersilie"))
    assert answer.status_code == 409 and "Petersilie" in answer.text and "changed this meanwhile" in answer.text
    assert 'name="version" value="2"' in answer.text
    with pytest.raises(Conflict):
        parsley.describe(world.nonna, 1, threshold=2000)


@pytest.mark.parametrize(("wrong", "sentence"), [
    ({"threshold": "5 bunches"}, "not known for"), ({"density": "water"}, "number like 1.5"),
    ({"density": "99"}, "number like 1.5"), ({"shelf_days": "-1"}, "0 or more"),
    ({"shelf_days": "99999"}, "3650 or less"),
    ({"aisle": "moon"}, "choose one"), ({"allergens": "dust"}, "choose one"), ({"usual": "5"}, "say the unit too"),
])
def test_what_is_wrong_about_an_ingredient_is_said(pia, parsley, wrong, sentence):
    answer = pia.post(f"/ingredients/{parsley.id}", data=form_of(parsley) | wrong)
    assert answer.status_code == 422 and sentence in answer.text
    assert fresh(parsley).version == 1


def test_a_name_is_taken_once(world, parsley):
    dill = larder.ingredient(world.rossi, "Dill")
    with pytest.raises(Refusal):
        dill.describe(world.pia, 1, name="PARSLEY")
    with pytest.raises(Refusal):
        Ingredient.add(world.rossi, world.pia, "parsley")
    assert Ingredient.add(world.neri, world.carla, "parsley")
    fresh(dill).describe(world.pia, 1, name="dill")


def test_the_base_stays_once_there_was_stock(world, parsley):
    larder.lot(parsley, 1000)
    with pytest.raises(Refusal):
        parsley.describe(world.pia, 1, base="count")
    assert fresh(parsley).base == "mass"


def test_lots_follow_when_it_keeps_longer(world, parsley):
    lot = parsley.add_lot(1000, world.pia, opened_on=world.rossi.today()).pantry_stock
    assert fresh(lot).use_until is None
    fresh(parsley).describe(world.pia, 1, opened_days=4)
    assert fresh(lot).use_until == world.rossi.today() + 4 * DAY


def test_a_measure_answers_what_was_not_sure(world, pia, parsley):
    page = pia.get(f"/ingredients/{parsley.id}/measures?unit=bunch")
    assert page.status_code == 200 and 'value="bunch"' in page.text
    told = {"unit": "bunch", "quantity": "30 g"}
    assert pia.post(f"/ingredients/{parsley.id}/measures", data=told).status_code == 303
    [measure] = parsley.measures
    assert (measure.unit, measure.quantity, measure.confirmed) == ("bunch", 30_000, True)
    assert (last_event().kind, last_event().changes) == ("ingredient.changed", {"measure": [None, {"bunch": 30_000}]})
    assert pia.post(f"/pantry/items/{parsley.id}/lots", data={
        "quantity": "2 bunches", "date_kind": "best_before", "place": "fridge", "key": "k" * 8,
    }).status_code == 303
    assert PantryStock.get().on_hand == 60_000
    assert pia.post(f"/ingredients/{parsley.id}/measures/{measure.id}/removal").status_code == 303
    assert parsley.measures.count() == 0


def test_an_estimate_is_confirmed_with_one_tap(world, pia):
    flour = actions.add_from_starter(world.rossi, "flour", world.pia, "en")
    estimate = flour.measures.first()
    assert not estimate.confirmed
    assert pia.post(f"/ingredients/{flour.id}/measures/{estimate.id}/confirmation").status_code == 303
    assert flour.measures.where(IngredientMeasure.confirmed).get().quantity == estimate.quantity


@pytest.mark.parametrize("typed", [
    {"unit": "kg", "quantity": "30 g"}, {"unit": "bunch", "quantity": "0 g"}, {"unit": "bunch", "quantity": "a bunch"},
    {"unit": "", "quantity": "30 g"}, {"unit": "7", "quantity": "30 g"},
])
def test_a_measure_that_says_nothing_is_refused(pia, parsley, typed):
    assert pia.post(f"/ingredients/{parsley.id}/measures", data=typed).status_code == 422
    assert parsley.measures.count() == 0


def test_a_swap_stands_in(world, pia, parsley):
    larder.ingredient(world.rossi, "Dill")
    typed = {"other": "dill", "ratio": "1/2", "rank": "1"}
    for _ in range(2):
        assert pia.post(f"/ingredients/{parsley.id}/swaps", data=typed).status_code == 303
    [swap] = parsley.swaps
    assert (swap.other.name, swap.num, swap.den, swap.rank) == ("Dill", 1, 2, 1)
    assert "Dill" in pia.get(f"/ingredients/{parsley.id}/swaps").text
    for wrong in ({"other": "stone"}, {"other": "parsley"}, {"ratio": "0"}, {"ratio": "many"}, {"rank": "0"}):
        assert pia.post(f"/ingredients/{parsley.id}/swaps", data=typed | wrong).status_code == 422
    assert pia.post(f"/ingredients/{parsley.id}/swaps/{swap.id}/removal").status_code == 303
    assert IngredientSwap.select().count() == 0


def test_what_is_no_longer_used_is_put_away_and_comes_back(world, pia, parsley):
    assert pia.post(f"/ingredients/{parsley.id}/archive").status_code == 303
    assert fresh(parsley).archived
    assert "Parsley" not in pia.get("/pantry?show=all").text.partition("<main")[2].partition("role=search")[2]
    assert "No longer used" in pia.get("/ingredients").text
    pia.post(f"/ingredients/{parsley.id}/archive")
    assert Event.select().where(Event.kind == "ingredient.archived").count() == 1
    assert pia.post(f"/ingredients/{parsley.id}/revival").status_code == 303
    assert not fresh(parsley).archived
