"""What programs do in each room, beyond that they may: the same rows as the pages, told in JSON."""

import base64
import io

import pytest
from PIL import Image

from familychef.menu.models import Dish
from familychef.pantry.models import PantryStock
from tests import larder
from tests.cast import PASSWORD
from tests.programs.test_daily_loop import G, Program

CODE = "4006381333931"


@pytest.fixture
def pia(world):
    return Program(world.client(None), world.pia)


@pytest.fixture
def nonna(world):
    return Program(world.client(None), world.nonna)


def test_a_basket_becomes_stock(world, pia):
    milk = larder.ingredient(world.rossi, "Milk", "volume")
    (line,) = pia.post("/shopping-items", text="2 l milk").json
    pia.post(f"/shopping-items/{line['id']}/tick")
    (row,) = pia.get(f"/shopping-lists/{line['shopping_list']}/basket").json
    bought = row | {"price": "2.50"}
    path = f"/shopping-lists/{line['shopping_list']}/putting-away"
    wrong = pia.post(path, items=[bought | {"amount": "a lot"}])
    assert wrong.status_code == 422 and wrong.json["errors"][0]["field"] == "items.0.amount"
    assert not PantryStock.select().exists() and pia.get(f"/shopping-items/{line['id']}").json["in_basket"]
    assert pia.post(path, key="away", items=[bought]).json == {"put_away": 1, "uncounted": []}
    assert pia.post(path, key="away", items=[bought]).json == {"put_away": 1, "uncounted": []}
    found = pia.get(f"/ingredients/{milk.id}").json
    assert found["there"]["amount"] == "2000" and found["level"] is None


def test_a_pack_is_learned_scanned_and_put_right(world, pia):
    flour = larder.ingredient(world.rossi, "Flour")
    assert pia.post("/scans", code=CODE, to="pantry").status_code == 404
    learned = pia.post("/barcodes", key="learn", code=CODE, to="pantry", name="Flour")
    assert learned.status_code == 201, learned.text
    pack = learned.json["pack"]
    assert pia.post(f"/barcodes/{pack['id']}/pack", quantity="500 g").json["quantity"]["amount"] == "500"
    scanned = pia.post("/scans", key="scan", code=CODE, to="pantry")
    assert pia.post("/scans", key="scan", code=CODE, to="pantry").json == scanned.json and scanned.json["said"]
    assert pia.get(f"/ingredients/{flour.id}").json["there"]["amount"] == "500"
    assert [each["code"] for each in pia.get(f"/ingredients/{flour.id}/barcodes").json] == [CODE]


def test_a_batch_is_opened_frozen_thrown_away_and_that_taken_back(world, pia):
    lot = larder.lot(larder.ingredient(world.rossi, "Peas"), 900 * G)
    assert pia.post(f"/lots/{lot.id}/opening").json["opened_on"]
    assert pia.post(f"/lots/{lot.id}/freezing").json["frozen_on"]
    assert pia.post(f"/lots/{lot.id}/waste", quantity="400 g", reason="spilled").json["on_hand"]["amount"] == "500"
    move = pia.get("/moves?limit=1").json["items"][0]
    assert (move["reason"], move["delta"]["base"]) == ("waste", -400 * G)
    assert pia.post(f"/moves/{move['id']}/reversal").json["there"]["amount"] == "900"
    assert pia.post(f"/lots/{lot.id}/waste", quantity="5 kg").status_code in (409, 422)


def test_a_dish_gets_a_picture_and_is_found(world, nonna):
    dish = larder.dish(world.rossi, "Tomato soup")
    assert nonna.post(f"/dishes/{dish.id}/picture", picture=tomato()).status_code == 200
    assert Dish.get().picture_id
    wrong = nonna.post(f"/dishes/{dish.id}/picture", picture=base64.b64encode(b"no picture").decode())
    assert wrong.status_code == 422 and wrong.json["errors"][0]["field"] == "picture"
    assert nonna.post(f"/dishes/{dish.id}/picture", picture="%%%").status_code == 422
    assert nonna.get("/search?q=tomato").json == [{"kind": "dish", "id": dish.id, "name": "Tomato soup"}]
    assert nonna.client.delete(f"/api/v1/dishes/{dish.id}/picture", headers=nonna.headers).status_code == 204
    assert Dish.get().picture_id is None


def test_a_token_opens_the_picture_whose_address_was_told(world, nonna):
    dish = larder.dish(world.rossi, "Tomato soup")

    def shown(**more):
        (managed,) = nonna.client.get("/api/dishes", headers=nonna.headers).json
        return managed["imageUrl"], nonna.client.get(managed["imageUrl"], headers=nonna.headers | more)

    address, plate = shown()
    assert (plate.status_code, plate.mimetype) == (200, "image/svg+xml")
    assert shown(**{"If-None-Match": plate.headers["ETag"]})[1].status_code == 304
    nonna.post(f"/dishes/{dish.id}/picture", picture=tomato())
    other, picture = shown()
    assert (picture.status_code, picture.mimetype, other != address) == (200, "image/webp", True)
    assert nonna.get(f"/dishes/{dish.id}/picture?size=huge").json["errors"][0]["field"] == "size"
    assert world.client(world.nonna).get(other).status_code == 401


def tomato():
    picture = io.BytesIO()
    Image.new("RGB", (300, 300), "tomato").save(picture, "PNG")
    return base64.b64encode(picture.getvalue()).decode()


def test_what_was_really_used_is_told_and_put_right(world, nonna):
    flour = larder.ingredient(world.rossi, "Flour")
    lot = larder.lot(flour, 5000 * G)
    bread = larder.dish(world.rossi, "Bread", {flour: 400 * G})
    nonna.post("/cart/items", dish=bread.id)
    order = nonna.post("/orders").json
    for verb in ("acceptance", "start", "readiness"):
        assert nonna.post(f"/orders/{order['id']}/{verb}").status_code == 200
    item = order["items"][0]["id"]
    told = nonna.get(f"/order-items/{item}/usage").json
    used = told["used"][0]["quantity"]["base"]
    assert used > 0 and nonna.get(f"/lots/{lot.id}").json["on_hand"]["base"] == 5000 * G - used
    words = {"version": told["version"], "lot": [lot.id], "used": ["300"], "kept": 1,
             "until": world.rossi.today().isoformat()}
    corrected = nonna.post(f"/order-items/{item}/usage", **words)
    assert corrected.status_code == 200 and corrected.json["used"][0]["quantity"]["amount"] == "300", corrected.text
    assert nonna.post(f"/order-items/{item}/usage", **words | {"used": ["200"]}).status_code == 409


def test_news_is_read_and_chosen(world, nonna):
    kinds = nonna.get("/me/news").json["kinds"]
    assert "app" in kinds["orders"]
    chosen = nonna.client.patch("/api/v1/me/news", json={"orders": []}, headers=nonna.headers)
    assert chosen.json["kinds"]["orders"] == [] and chosen.json["kinds"]["meal"] == kinds["meal"]
    assert nonna.post("/notifications/readings").json == {"unread": 0}


def test_a_copy_of_one_s_own_data(world, nonna):
    asked = nonna.post("/exports", key="copy", kind="mine")
    assert asked.status_code == 202 and asked.json["state"] == "waiting", asked.text
    assert [each["id"] for each in nonna.get("/exports").json] == [asked.json["id"]]
    assert nonna.get(f"/exports/{asked.json['id']}/file").status_code == 404
    assert nonna.post("/exports", kind="family").status_code == 403


def test_a_new_password_ends_what_signed_in_and_leaves_what_was_given(world, nonna):
    from familychef.core.access import SCOPES
    from familychef.families.models import Program as Acting

    _given, token = Acting.give(world.nonna, "Dashboard", SCOPES, None)
    words = {"old": PASSWORD, "new": "una torta di mele"}
    assert world.client(world.nonna).post("/me/password", data=words).status_code == 303
    assert nonna.get("/me").status_code == 401
    kept = world.client(None).get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert kept.status_code == 200


def test_a_program_ends_itself_and_no_other_without_the_scope_for_it(world, nonna):
    from familychef.families.models import Program as Acting

    _own, token = Acting.give(world.nonna, "Dashboard", ["read"], None)
    stranger, bearer = world.client(None), {"Authorization": f"Bearer {token}"}
    ids = {each["name"]: each["id"] for each in stranger.get("/api/v1/tokens", headers=bearer).json}
    assert stranger.delete(f"/api/v1/tokens/{ids['Program']}", headers=bearer).status_code == 403
    assert stranger.delete(f"/api/v1/tokens/{ids['Dashboard']}", headers=bearer).status_code == 204
    assert stranger.get("/api/v1/me", headers=bearer).status_code == 401 and nonna.get("/me").status_code == 200
