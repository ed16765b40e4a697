"""A day by program: see what there is, order, cook, serve; the same key twice is one order."""

import pytest

from familychef.kitchen.models import Order
from familychef.pantry.models import Ingredient
from tests import larder
from tests.cast import PASSWORD

G = 1000
VERBS = {"acceptance": "accepted", "start": "preparing", "readiness": "ready", "service": "served"}


class Program:
    """What acts for one person, through JSON alone."""

    def __init__(self, client, who):
        self.client = client
        given = client.post("/api/v1/tokens", json={"email": who.user.email, "password": PASSWORD})
        self.headers = {"Authorization": f"Bearer {given.json['access_token']}"}

    def get(self, path):
        return self.client.get(f"/api/v1{path}", headers=self.headers)

    def post(self, path, key=None, **body):
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        return self.client.post(f"/api/v1{path}", json=body, headers=headers)


@pytest.fixture
def lasagne(world):
    flour = larder.ingredient(world.rossi, "Flour")
    larder.lot(flour, 5000 * G)
    made = larder.dish(world.rossi, "Lasagne", needs=[(flour, 400 * G)])
    made.publish(world.nonna)
    return made


def test_leo_orders_nonna_cooks(world, lasagne):
    leo, nonna = Program(world.client(None), world.leo), Program(world.client(None), world.nonna)
    (card,) = leo.get("/menu").json
    assert (card["name"], card["orderable"]) == ("Lasagne", True)
    assert leo.post("/cart/items", dish=lasagne.id, portions=2).status_code == 201
    placed = leo.post("/orders", key="order-one")
    assert placed.status_code == 201, placed.text
    assert leo.post("/orders", key="order-one").json == placed.json and Order.select().count() == 1
    order = placed.json["id"]
    assert [each["id"] for each in nonna.get("/tickets").json] == [order]
    for verb, state in VERBS.items():
        answer = nonna.post(f"/orders/{order}/{verb}")
        assert (answer.status_code, answer.json.get("state")) == (200, state), answer.text
    assert leo.get("/orders").json["items"][0]["state"] == "served"
    assert leo.post(f"/orders/{order}/start").status_code == 403


def test_pia_shops_and_the_pantry_knows(world, lasagne):
    larder.ingredient(world.rossi, "Milk", "volume")
    pia, flour = Program(world.client(None), world.pia), Ingredient.get(Ingredient.name == "Flour")
    (line,) = pia.post("/shopping-items", key="voice-1", text="2 l milk").json
    assert (line["name"], line["quantity"]) == ("Milk", {"amount": "2000", "unit": "ml", "base": 2_000_000})
    assert pia.post("/shopping-items", key="voice-1", text="2 l milk").json == [line]
    assert pia.post(f"/shopping-items/{line['id']}/tick").json["in_basket"] is True
    used = pia.post(f"/ingredients/{flour.id}/uses", quantity="500 g")
    assert used.json.get("there") == {"amount": "4500", "unit": "g", "base": 4_500_000}, used.text
    moves = pia.get("/moves?limit=1").json
    assert moves["items"][0]["delta"]["amount"] == "-500" and moves["next"]
    assert pia.get(f"/moves?cursor={moves['next']}").json["next"] is None
    assert pia.get("/moves?limit=zero").status_code == 422
    assert pia.get("/ingredients").json[0]["name"] == "Flour" and pia.get("/alerts").status_code == 200


def test_nonna_writes_a_recipe_and_nobody_overwrites_it_unseen(world):
    nonna = Program(world.client(None), world.nonna)
    words = {"name": "Bread", "portions": 4, "minutes": 60, "line": ["500 g flour", "1 pinch salt"], "step": ["Knead."]}
    made = nonna.post("/dishes", key="bread", **words)
    assert made.status_code == 201, made.text
    bread, seen = made.json["dish"]["id"], made.json["version"]
    assert [line["text"] for line in made.json["lines"]] == words["line"]
    assert nonna.post("/dishes", key="bread", **words).json == made.json
    assert nonna.post(f"/dishes/{bread}/recipe", **words | {"name": "White bread", "version": seen}).status_code == 200
    late = nonna.post(f"/dishes/{bread}/recipe", **words | {"name": "Brown bread", "version": seen})
    assert late.status_code == 409 and late.json["status"] == 409
    wrong = nonna.post("/dishes", **words | {"portions": 0, "line": ["x" * 900]})
    assert wrong.status_code == 422 and {each["field"] for each in wrong.json["errors"]} >= {"portions"}
