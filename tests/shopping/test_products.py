"""An unknown pack is looked up outside only where the house wants it; what comes is a proposal, however hostile."""

import dataclasses
import json
import re
import ssl

import pytest

from familychef.core import fetch
from familychef.pantry.models import Barcode, Ingredient
from familychef.shopping import products
from tests.alerts.outside import ADDRESS
from tests.core.network import Network, house, http

CODE = "4006381333931"
ASK = f"/barcodes/new?code={CODE}&to=pantry"
SPREAD = {"product_name": "Choco Cream", "brands": "Ferrero, Other", "quantity": "400 g", "categories_tags": ["en:x"]}


@pytest.fixture
def outside(world, monkeypatch):
    """outside(*raw answers) switches the lookup on and is the whole world; what it heard is kept in `heard`."""
    network, opened = Network(), []
    network.names[products.HOST] = ADDRESS
    monkeypatch.setattr(fetch.socket, "getaddrinfo", network.resolve)
    monkeypatch.setattr(fetch.socket, "socket", network.socket)
    monkeypatch.setattr(fetch, "_sealed", lambda line, _host: line)

    def answers(*raw, **settings):
        opened.append(house(*raw))
        network.ports[ADDRESS], heard = opened[-1].__enter__()
        now = world.app.config["SETTINGS"]
        world.app.config["SETTINGS"] = dataclasses.replace(now, products="openfoodfacts", **settings)
        return heard

    answers.network = network
    yield answers
    for each in opened:
        each.__exit__(None, None, None)


def told(product, status="200 OK"):
    return http(json.dumps({"status": 1, "product": product}).encode(), status, Content_Type="application/json")


def fields(answer):
    """{name: value} of what stands in the form."""
    assert answer.status_code == 200
    return dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', answer.text))


def test_by_itself_nobody_is_asked(pia, outside):
    assert fields(pia.get(ASK))["name"] == "" and "Open Food Facts" not in pia.get(ASK).text
    assert not outside.network.asked


def test_what_is_found_stands_in_the_form_and_nowhere_else(pia, outside):
    heard = outside(told(SPREAD), products_contact="chef@home.example")
    answer = pia.get(ASK)
    known = fields(answer)
    assert (known["name"], known["quantity"], known["printed"]) == ("Choco Cream", "400 g", "Choco Cream, Ferrero")
    assert re.search('value="mass" checked', answer.text)
    assert "Open Food Facts</a>" in answer.text and "ODbL" in answer.text
    line, head = heard[0].decode().split("\r\n", 1)
    assert line.startswith(f"GET /api/v2/product/{CODE}.json?fields=product_name") and "HTTP/1.1" in line
    assert re.search(r"User-Agent: FamilyChef/\S+ \(chef@home\.example\)", head) and "Cookie" not in head
    assert not Barcode.select().exists() and not Ingredient.select().exists()


def test_a_tap_makes_it_ones_own(pia, outside):
    outside(told(SPREAD))
    known = fields(pia.get(ASK)) | {"base": "mass", "key": "0123456789abcdef"}
    assert pia.post("/barcodes", data=known).status_code == 303
    assert Barcode.get().quantity == 400_000 and Barcode.get().ingredient.name == "Choco Cream"


def test_where_it_came_from_is_said_when_the_form_comes_again(pia, outside):
    outside(told(SPREAD))
    wrong = fields(pia.get(ASK)) | {"base": "mass", "quantity": "lots"}
    answer = pia.post("/barcodes", data=wrong)
    assert answer.status_code == 422 and "ODbL" in answer.text and 'value="lots"' in answer.text


@pytest.mark.parametrize(("product", "name", "quantity"), [
    ({"product_name": "Alpine 3.5 %", "categories_tags": ["en:dairies", "en:milks"], "quantity": "1,5 L"},
     "Milk", "1.5 l"),
    ({"product_name": "Flour", "quantity": "1 l"}, "Flour", ""),
    ({"product_name": "Fizz", "quantity": "6 x 33 cl e"}, "Fizz", "1.98 l"),
    ({"product_name": "Ten", "quantity": "some"}, "Ten", ""),
    ({"product_name": "Fish &amp; chips", "quantity": "0 g"}, "Fish &amp; chips", ""),
])
def test_a_food_the_family_has_goes_by_its_name(pia, outside, foods, product, name, quantity):
    outside(told(product))
    known = fields(pia.get(ASK))
    assert (known["name"], known["quantity"]) == (name, quantity)


DEEP = b'{"product": ' + b"[" * 30_000 + b"]" * 30_000 + b"}"
NOTHING = {
    "not found": told({}, "404 Not Found"), "found, but no page": told(SPREAD, "500 Oh"), "not json": http(b"<html>"),
    "a list": http(b"[1]"), "a text": http(b'"x"'), "null": http(b"null"), "deep": http(DEEP),
    "wrong kinds": told({"product_name": 7, "quantity": ["400 g"], "brands": {"a": 1}, "categories_tags": "en:milks"}),
    "a product that is a text": http(b'{"product": "Choco Cream"}'), "odd bytes": http(b'{"product": "\xff\xfe"}'),
    "huge": http(b" " * 70_000), "a bomb": http(b"\x1f\x8b\x08nonsense", Content_Encoding="gzip"),
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", "no http": b"220 mail.example\r\n", "silence": b"",
    "markup": told({"product_name": "<script>alert(1)</script>"}),
    "only controls": told({"product_name": "\u202e\x07"}),
    "to the house": http(b"", "302 Found", Location="http://127.0.0.1/"),
    "elsewhere": http(b"", "302 Found", Location="https://evil.example/"),
    "in circles": http(b"", "302 Found", Location=f"https://{products.HOST}/"),
}


@pytest.mark.parametrize("answer", NOTHING.values(), ids=NOTHING)
def test_what_nobody_can_use_leaves_the_form_empty(pia, outside, answer):
    outside(*[answer] * 5)
    outside.network.names["evil.example"] = "8.8.4.4"
    page = pia.get(ASK)
    said = "Nothing was found at Open Food Facts.", "Open Food Facts could not be asked."
    assert fields(page)["name"] == "" and any(words in page.text for words in said)
    assert "script>alert" not in page.text and "ODbL" not in page.text


@pytest.mark.parametrize("fault", [TimeoutError(), ssl.SSLError(), fetch.Refused("too slow"), OSError()])
def test_nobody_there_is_no_harm(pia, outside, monkeypatch, fault):
    def fails(*_args, **limits):
        assert limits["seconds"] <= 5 and limits["most_bytes"] <= 64 * 1024
        raise fault

    outside()
    monkeypatch.setattr(products.fetch, "get", fails)
    assert "could not be asked" in pia.get(ASK).text


def test_hostile_letters_are_taken_out_and_long_names_cut(pia, outside):
    outside(told({"product_name": "Soup\u202e\x00\n\ufffd\u200b " + "é" * 5000, "brands": 'x" onfocus="'}))
    name = fields(pia.get(ASK))["name"]
    assert re.fullmatch("Soup é{75}", name)
    assert '" onfocus="' not in pia.get(ASK).text


def test_a_known_pack_is_nobodys_business(world, pia, outside, foods):
    Barcode.learn(foods["milk"], CODE, world.pia)
    outside()
    assert fields(pia.get(ASK))["name"] == "" and not outside.network.asked


def test_their_limit_is_kept_however_wide_ours_are(pia, outside):
    heard = outside(*[told(SPREAD)] * 20, limits=1000)
    pages = [pia.get(ASK).text for _ in range(14)]
    assert len(heard) == 12 and "could not be asked" in pages[-1]


def test_one_family_does_not_use_up_what_the_house_may_ask(pia, outside):
    heard = outside(*[told(SPREAD)] * 20)
    pages = [pia.get(ASK).text for _ in range(8)]
    assert len(heard) == 6 and "could not be asked" in pages[-1]
