"""Stations: a chef says where in the kitchen things are made, and each dish may say its own."""

import re

import pytest

from familychef.core.events import Event
from familychef.menu.models import Dish, DishStation, Station
from tests import larder
from tests.cast import paired


@pytest.fixture
def nonna(world):
    return world.client(world.nonna)


def names(world):
    return [station.name for station in Station.of_family(world.rossi)]


def add(client, *stations):
    for name in stations:
        assert client.post("/kitchen/stations", data={"name": name}).status_code == 303


def recipe(**more):
    return {"name": "Roast", "portions": "4", "minutes": "60", "line": ["1 kg potatoes"], "do": "save"} | more


def test_only_the_chef_arranges_the_stations(world):
    for who, status in ((world.nonna, 200), (world.leo, 403), (world.pia, 403), (paired(world.marta), 403)):
        assert world.client(who).get("/kitchen/stations").status_code == status
    assert world.client(world.leo).post("/kitchen/stations", data={"name": "Grill"}).status_code == 403


def test_the_usual_ones_are_a_touch_away_in_the_family_s_language(world, nonna):
    page = nonna.get("/kitchen/stations").text
    assert all(f'name="name" value="{name}"' in page for name in ("Stove", "Oven", "Cold"))
    add(nonna, "Stove")
    assert 'type="hidden" name="name" value="Stove"' not in nonna.get("/kitchen/stations").text


def test_a_station_is_added_once_however_often_it_is_sent(world, nonna):
    add(nonna, "Stove", "stove ", "STOVE")
    assert names(world) == ["Stove"]
    assert Event.select().where(Event.kind == "station.added").count() == 1


def test_stations_are_renamed_and_no_two_are_called_the_same(world, nonna):
    add(nonna, "Stove", "Oven")
    stove, oven = Station.of_family(world.rossi)
    assert nonna.post(f"/kitchen/stations/{stove.id}", data={"name": "Hob"}).status_code == 303
    same = nonna.post(f"/kitchen/stations/{oven.id}", data={"name": "hob"})
    assert same.status_code == 422 and f'id="name-{oven.id}-error"' in same.text
    assert names(world) == ["Hob", "Oven"]
    assert nonna.post("/kitchen/stations", data={"name": " "}).status_code == 422


def test_stations_are_put_in_order_and_twice_is_once(world, nonna):
    add(nonna, "Stove", "Oven", "Cold")
    cold = Station.get(name="Cold")
    for _again in range(2):
        assert nonna.post(f"/kitchen/stations/{cold.id}/place", data={"place": "1"}).status_code == 303
    assert names(world) == ["Cold", "Stove", "Oven"]
    assert nonna.post(f"/kitchen/stations/{cold.id}/place", data={"place": "9"}).status_code == 303
    assert names(world) == ["Stove", "Oven", "Cold"]
    assert Event.select().where(Event.kind == "station.moved").count() == 2


def test_there_are_at_most_twelve(world, nonna):
    add(nonna, *[f"Fire {number}" for number in range(12)])
    assert nonna.post("/kitchen/stations", data={"name": "One more"}).status_code == 422
    assert len(names(world)) == 12


def test_a_dish_says_where_it_is_made(world, nonna):
    assert "Made at" not in nonna.get("/dishes/new").text
    add(nonna, "Stove", "Oven")
    oven = Station.get(name="Oven")
    assert "Made at" in nonna.get("/dishes/new").text
    assert nonna.post("/dishes", data=recipe(station=oven.id)).status_code == 303
    dish = Dish.get(name="Roast")
    assert DishStation.get().dish_id == dish.id and DishStation.get().station_id == oven.id
    page = nonna.get(f"/dishes/{dish.id}/edition").text
    assert re.search(rf'value="{oven.id}" selected>Oven', page)
    assert nonna.post(f"/dishes/{dish.id}", data=recipe(station="", version=dish.mark())).status_code == 303
    assert not DishStation.select().exists()
    told = Event.get(Event.kind == "dish.changed")
    assert told.changes["station"] == [oven.id, None] and "kitchen" in told.stale.split()


def test_a_station_that_went_meanwhile_is_said_beside_its_field(world, nonna):
    add(nonna, "Stove")
    stove = Station.get()
    nonna.post(f"/kitchen/stations/{stove.id}/removal")
    answer = nonna.post("/dishes", data=recipe(station=stove.id))
    assert answer.status_code == 422 and "not there any more" in answer.text and not Dish.select().exists()


def test_who_changed_the_station_meanwhile_is_not_overwritten(world, nonna):
    add(nonna, "Stove")
    dish = larder.dish(world.rossi, "Pie", {})
    seen = dish.mark()
    nonna.post(f"/dishes/{dish.id}", data=recipe(station=Station.get().id, version=seen))
    assert nonna.post(f"/dishes/{dish.id}", data=recipe(version=seen)).status_code == 409
    assert DishStation.select().count() == 1


def test_dishes_of_a_station_that_is_removed_are_made_anywhere(world, nonna):
    add(nonna, "Stove", "Oven")
    nonna.post("/dishes", data=recipe(station=Station.get(name="Stove").id))
    stove = Station.get(name="Stove").id
    assert [nonna.post(f"/kitchen/stations/{stove}/removal").status_code for _again in range(2)] == [303, 404]
    assert names(world) == ["Oven"] and not DishStation.select().exists()
    assert Dish.get(name="Roast")


def test_a_copy_is_made_at_the_same_station(world, nonna):
    add(nonna, "Stove")
    nonna.post("/dishes", data=recipe(station=Station.get().id))
    nonna.post(f"/dishes/{Dish.get().id}/copies")
    assert DishStation.select().count() == 2


def test_the_neighbours_stations_are_their_own(world, nonna):
    add(nonna, "Stove")
    stove, carla = Station.get(), world.client(world.carla)
    assert "Stove" not in carla.get("/kitchen/stations").text.split("Most kitchens have")[0]
    for path in ("", "/place", "/removal"):
        assert carla.post(f"/kitchen/stations/{stove.id}{path}", data={"name": "X", "place": "1"}).status_code == 404
    assert carla.post("/dishes", data=recipe(station=stove.id)).status_code == 422
