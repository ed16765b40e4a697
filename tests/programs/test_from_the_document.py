"""A client that knows the document and nothing else of the house does the whole daily loop."""

import re

import jsonschema_rs
import pytest

from tests import larder
from tests.cast import PASSWORD

G = 1000
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Client:
    """`do(operationId, …)`: what the document says there is under that name, with a body and an answer as it says."""

    def __init__(self, http, document):
        self._http, self._told, self._bearer = http, document, {}
        self._known = {
            one["operationId"]: (method, path, one)
            for path, methods in document["paths"].items() for method, one in methods.items()
        }

    @classmethod
    def of(cls, http, email):
        """Signed in by the one operation that needs no token; the document itself does."""
        given = http.post("/api/v1/tokens", json={"email": email, "password": PASSWORD}).json
        bearer = {"Authorization": f"Bearer {given['access_token']}"}
        client = cls(http, http.get("/api/v1/openapi.json", headers=bearer).json)
        client._bearer = bearer
        return client

    def do(self, name, *, key=None, query=None, body=None, **ids):
        method, path, one = self._known[name]
        assert set(re.findall(r"{(\w+)}", path)) == set(ids), f"{name} asks for other ids"
        if body is not None:
            self._require(one["requestBody"]["content"]["application/json"]["schema"], body)
        headers = self._bearer | ({"Idempotency-Key": key} if key else {})
        answer = self._http.open(
            path.format(**ids), method=method.upper(), json=body, query_string=query, headers=headers
        )
        told = one["responses"][str(answer.status_code)]
        if answer.data:
            self._require(self._schema(told, answer.mimetype), answer.json)
        assert answer.status_code < 400, f"{name}: {answer.text}"
        return answer.json if answer.data else None

    def _schema(self, told, mimetype):
        if "$ref" in told:
            told = self._told["components"]["responses"][told["$ref"].rpartition("/")[2]]
        return told["content"][mimetype]["schema"]

    def _require(self, schema, value):
        whole = schema | {"components": self._told["components"], "$schema": DIALECT}
        jsonschema_rs.Draft202012Validator(whole, validate_formats=True).validate(value)


@pytest.fixture
def house(world):
    flour = larder.ingredient(world.rossi, "Flour", threshold=4900 * G)
    larder.lot(flour, 5000 * G)
    larder.dish(world.rossi, "Bread", needs=[(flour, 400 * G)])
    world.flour = flour
    return world


def client(world, who):
    return Client.of(world.client(None), who.user.email)


def test_the_hungry_and_the_cook_get_through_a_day(house):
    leo, nonna = client(house, house.leo), client(house, house.nonna)
    (card,) = [each for each in leo.do("menu.menu") if each["orderable"]]
    leo.do("kitchen.add", key="bread-for-two", body={"dish": card["id"], "portions": 2})
    order = leo.do("kitchen.place", key="dinner", body={"note": "Crusty, please"})
    assert leo.do("kitchen.place", key="dinner", body={"note": "Crusty, please"}) == order
    (ticket,) = nonna.do("kitchen.tickets")
    assert ticket["id"] == order["id"] and ticket["note"] == "Crusty, please"
    for verb in ("accept", "start", "finish", "serve"):
        nonna.do(f"kitchen.{verb}", id=ticket["id"], body={})
    assert leo.do("kitchen.order", id=order["id"])["state"] == "served"
    news = leo.do("events.events", query={"since": 0})
    assert {"order.placed", "order.served"} <= {each["type"] for each in news["events"]}


def test_the_shopper_fills_what_runs_low(house):
    pia = client(house, house.pia)
    (lot,) = pia.do("pantry.lots", id=house.flour.id)
    pia.do("pantry.lot_uses", key="bread", id=lot["id"], body={"quantity": "200 g"})
    (flour,) = pia.do("pantry.ingredients")
    assert flour["low"] and pia.do("pantry.alerts") == []
    (line,) = pia.do("shopping.add", key="voice", body={"text": "2 kg flour"})
    pia.do("shopping.tick", id=line["id"], body={"done": True})
    (row,) = pia.do("shopping.basket", id=line["shopping_list"])
    bought = {name: row[name] for name in ("item", "amount", "date", "place", "price", "kind")}
    assert pia.do("shopping.put_away", key="home", id=line["shopping_list"], body={"items": [bought]})["put_away"] == 1
    (now,) = pia.do("pantry.ingredients")
    assert now["there"]["base"] == flour["there"]["base"] + 2000 * G and not now["low"]
