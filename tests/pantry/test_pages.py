"""The pantry's pages do what is tapped and typed, say what is wrong, and lose nothing."""

import datetime as dt

import pytest

from familychef.core.db import database
from familychef.core.events import Event
from familychef.pantry.models import Ingredient, PantryStock, StockMove
from tests import larder

DAY = dt.timedelta(days=1)
KEY = "0123456789abcdef"


@pytest.fixture
def flour(world):
    return larder.ingredient(world.rossi, "Flour", usual=100_000, pack=1_000_000)


@pytest.fixture
def bag(flour, world):
    return larder.lot(flour, 1_000_000, use_until=world.rossi.today() + DAY, date=world.rossi.today() + DAY)


@pytest.fixture
def pia(world):
    return world.client(world.pia)


def lot_form(**more):
    return {"quantity": "500 g", "date": "", "date_kind": "best_before", "place": "pantry", "key": KEY} | more


def fresh(row):
    return type(row).get_by_id(row.id)


def test_a_tap_on_minus_takes_the_usual_amount_and_can_be_undone(world, pia, flour, bag):
    answer = pia.htmx("POST", f"/pantry/items/{flour.id}/changes", data={"delta": "-1", "key": KEY})
    assert answer.status_code == 200
    assert f'id="{flour.dom_id}"' in answer.text and "900 g" in answer.text
    move = StockMove.get(StockMove.reason == "cook")
    assert f"/pantry/changes/{move.id}/reversal" in answer.text
    assert fresh(bag).on_hand == 900_000
    assert Event.get(Event.kind == "stock.taken").actor_id == world.pia.id
    undone = pia.htmx("POST", f"/pantry/changes/{move.id}/reversal")
    assert undone.status_code == 200 and fresh(bag).on_hand == 1_000_000


def test_a_retried_tap_counts_once_and_works_without_script(pia, flour, bag):
    for _ in range(3):
        answer = pia.post(f"/pantry/items/{flour.id}/changes", data={"delta": "-1", "key": KEY})
        assert answer.status_code == 303 and answer.location == f"/pantry/items/{flour.id}"
    assert fresh(bag).on_hand == 900_000


def test_minus_takes_what_is_left_and_plus_buys(pia, flour, bag):
    PantryStock.update(on_hand=30_000).execute()
    pia.htmx("POST", f"/pantry/items/{flour.id}/changes", data={"delta": "-1", "key": KEY})
    assert fresh(bag).on_hand == 0
    refused = pia.htmx("POST", f"/pantry/items/{flour.id}/changes", data={"delta": "-1", "key": KEY + "2"})
    assert refused.status_code == 422
    pia.htmx("POST", f"/pantry/items/{flour.id}/changes", data={"delta": "1", "key": KEY + "3"})
    assert PantryStock.select().where(PantryStock.on_hand == 100_000).count() == 1


def test_a_lot_is_added_from_what_was_typed(world, pia, flour):
    date = world.rossi.today() + 9 * DAY
    typed = lot_form(quantity="1,5 kg", date=date.isoformat(), date_kind="use_by", place="fridge", cost="2.50")
    for _ in range(2):
        answer = pia.post(f"/pantry/items/{flour.id}/lots", data=typed)
        assert answer.status_code == 303 and answer.location == f"/pantry/items/{flour.id}"
    lot = PantryStock.get()
    assert (lot.on_hand, lot.date, lot.date_kind, lot.place, lot.cost, lot.use_until) == (
        1_500_000, date, "use_by", "fridge", 250, date,
    )


WRONG = [
    ({"quantity": ""}, "fill this in"),
    ({"quantity": "-3 g"}, "above zero"),
    ({"quantity": "0 g"}, "above zero"),
    ({"quantity": "some"}, "for example 500 g"),
    ({"quantity": "3"}, "say the unit too"),
    ({"quantity": "3 furlongs"}, "not known for Flour. These work: g, kg"),
    ({"quantity": "2 l"}, "not known for Flour"),
    ({"quantity": "1001 kg"}, "more than a family can have"),
    ({"quantity": "9" * 39}, "more than a family can have"),
    ({"quantity": "5 g\x00"}, "can&#39;t be kept"),
    ({"date": "tomorrow"}, "date like 2026-12-24"),
    ({"date": "3026-01-01"}, "look at the year"),
    ({"date": "2026-01-01"}, "That day is past"),
    ({"place": "moon"}, "choose one of the answers"),
    ({"cost": "cheap"}, "price like 2.50"),
    ({"cost": "-1"}, "price like 2.50"),
    ({"colour": "red"}, "no such field"),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG, ids=[str(wrong)[:40] for wrong, _ in WRONG])
def test_what_is_typed_wrong_is_said_and_kept(pia, flour, wrong, sentence):
    answer = pia.post(f"/pantry/items/{flour.id}/lots", data=lot_form(place="fridge", cost="7.70") | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert ("7.70" in answer.text) == ("cost" not in wrong)
    assert PantryStock.select().count() == 0 and StockMove.select().count() == 0


def test_everything_wrong_is_said_at_once(pia, flour):
    answer = pia.post(f"/pantry/items/{flour.id}/lots", data=lot_form(quantity="lots", date="2026-01-01", cost="dear"))
    for sentence in ("for example 500 g", "That day is past", "price like 2.50", "3 things to look at"):
        assert sentence in answer.text


def test_a_past_date_is_taken_when_it_is_meant(pia, world, flour):
    past = (world.rossi.today() - DAY).isoformat()
    answer = pia.post(f"/pantry/items/{flour.id}/lots", data=lot_form(date=past))
    assert answer.status_code == 422 and 'name="past"' in answer.text
    assert pia.post(f"/pantry/items/{flour.id}/lots", data=lot_form(date=past, past="1")).status_code == 303
    assert PantryStock.get().use_until == world.rossi.today() - DAY


def test_the_pantry_opens_on_what_spoils_first(pia, world, flour, bag):
    rice = larder.ingredient(world.rossi, "Rice", threshold=200_000)
    larder.lot(rice, 100_000, place="cellar")
    page = pia.get("/pantry").text
    assert "Flour" in page and "tomorrow" in page and "Rice" not in page
    assert "Rice" in pia.get("/pantry?show=all").text
    assert "Rice" in pia.get("/pantry?show=cellar").text
    low = pia.get("/pantry?show=low").text
    assert "Rice" in low and "Flour" not in low
    found = pia.get("/pantry?q=ric").text
    assert "Rice" in found and "Flour" not in found
    assert pia.htmx("GET", "/pantry?show=all").text.lstrip().startswith("<div")


def test_the_item_page_shows_batches_and_history(pia, world, flour, bag):
    flour.take(250_000, world.nonna)
    page = pia.get(f"/pantry/items/{flour.id}").text
    assert bag.dom_id in page and "750 g" in page and "Nonna" in page and "−250 g" in page
    assert pia.get(f"/pantry/batches/{bag.id}").status_code == 200


def test_what_nobody_measures_has_a_level(pia, flour, bag):
    answer = pia.htmx("POST", f"/pantry/items/{flour.id}/level", data={"level": "low"})
    assert answer.status_code == 200 and "low" in answer.text
    assert (fresh(flour).track, fresh(flour).level) == ("level", "low")
    pia.htmx("POST", f"/pantry/items/{flour.id}/level", data={"level": "exact"})
    assert fresh(flour).track == "exact"


def test_members_look_and_do_not_touch(world, flour, bag):
    leo = world.client(world.leo)
    for path in ("/pantry?show=all", f"/pantry/items/{flour.id}", f"/pantry/batches/{bag.id}", "/ingredients"):
        page = leo.get(path)
        assert page.status_code == 200
        assert f"/items/{flour.id}/changes" not in page.text and "<details" not in page.text
    for path in posts(flour, bag):
        assert leo.post(path, data={"delta": "-1", "key": KEY}).status_code == 403
    assert fresh(bag).on_hand == 1_000_000


def test_the_family_next_door_sees_nothing(world, flour, bag):
    carla = world.client(world.carla)
    for path in (f"/pantry/items/{flour.id}", f"/pantry/batches/{bag.id}", f"/ingredients/{flour.id}"):
        assert carla.get(path).status_code == 404
    for path in posts(flour, bag):
        assert carla.post(path, data={"delta": "-1", "key": KEY}).status_code == 404
    assert "Flour" not in carla.get("/pantry?show=all").text
    assert "yours" not in carla.get("/ingredients/suggestions?q=flo").text


def posts(flour, bag):
    return [
        f"/pantry/items/{flour.id}/changes", f"/pantry/items/{flour.id}/level", f"/pantry/items/{flour.id}/lots",
        f"/pantry/batches/{bag.id}/waste", f"/pantry/changes/{bag.moves.first().id}/reversal",
        f"/ingredients/{flour.id}", f"/ingredients/{flour.id}/archive",
    ]


def queries(client, path):
    """The SELECTs a page needs."""
    seen, real = [], database.obj.execute_sql
    database.obj.execute_sql = lambda sql, *rest, **more: (seen.append(sql), real(sql, *rest, **more))[1]
    try:
        assert client.get(path).status_code == 200
    finally:
        del database.obj.execute_sql
    return len([sql for sql in seen if sql.startswith("SELECT")])


def test_a_full_pantry_costs_as_many_queries_as_an_empty_one(world, pia, flour, bag):
    def cost():
        return [queries(pia, path) for path in ("/pantry?show=all", "/pantry", f"/pantry/items/{flour.id}")]

    few = cost()
    for number in range(12):
        for lot in (flour, larder.ingredient(world.rossi, f"Food {number}")):
            larder.lot(lot, 100_000, use_until=world.rossi.today()).take(1000, world.nonna)
    assert cost() == few
    assert max(few) < 14


def test_nothing_of_the_page_is_trusted(pia, world):
    larder.lot(larder.ingredient(world.rossi, "<b>Milk</b>"), 1000)
    page = pia.get("/pantry?show=all").text
    assert "<b>Milk" not in page and "&lt;b&gt;Milk" in page
    assert Ingredient.select().count() == 1
