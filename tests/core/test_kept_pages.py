"""Pages and pieces that are kept: as many as there is room for, each for whom it was written."""

import re

import pytest
from flask import Flask, Response

from familychef.core.kept_pages import KeptPages
from familychef.core.kept_pieces import KeptPieces
from familychef.kitchen.cart import CartItem
from tests import larder
from tests.kitchen import busy

KEY = re.compile(r'name="key" value="([^"]+)"')


def asked(pages, name, text, **more):
    """The body of the answer, and how often the page was written for it."""
    written, response = [], Response()
    with Flask(__name__).test_request_context(headers=more.pop("headers", None)):
        pages.give(response, name, lambda: written.append(name) or text, **more)
    return response, len(written)


def test_what_was_asked_for_lately_is_kept_and_the_rest_goes():
    pages = KeptPages(most=300)
    texts = {name: name * 400 + str(hash(name)) * 20 for name in "abcdefgh"}
    for name, text in texts.items():
        asked(pages, name, text), asked(pages, "a", texts["a"])
    assert asked(pages, "a", texts["a"])[1] == 0 and asked(pages, "b", texts["b"])[1] == 1
    assert pages.bytes == sum(len(page.content) for page in pages._pages.values()) <= 300


def test_a_page_longer_than_all_the_room_is_given_and_nothing_else_kept():
    pages = KeptPages(most=10)
    asked(pages, "short", "s")
    assert asked(pages, "long", "long page " * 50)[0].get_data(as_text=True) == "long page " * 50
    assert list(pages._pages) == ["long"]


def test_who_can_not_open_what_is_packed_gets_it_as_it_is():
    pages = KeptPages()
    packed, _written = asked(pages, "a", "words " * 400, headers={"Accept-Encoding": "gzip"})
    plain, written = asked(pages, "a", "other words")
    assert packed.headers["Content-Encoding"] == "gzip" and len(packed.get_data()) < 200
    assert (plain.get_data(as_text=True), written) == ("words " * 400, 0) and "Content-Encoding" not in plain.headers


def test_the_fresh_word_is_another_one_in_every_answer():
    pages = KeptPages()
    first, _written = asked(pages, "a", "key=one, and one only", fresh="one")
    second, written = asked(pages, "a", "", fresh="two")
    assert (first.get_data(as_text=True), written) == ("key=one, and one only", 0)
    assert second.get_data(as_text=True) == "key=two, and two only"


def test_pieces_go_when_nobody_asks_for_them():
    pieces = KeptPieces(most=2)
    for key in "abab":
        assert pieces.of(key, lambda key=key: key) == key
    pieces.of("a", str), pieces.of("c", lambda: "c")
    assert pieces.of("a", lambda: "written again") == "a" and pieces.of("b", lambda: "written again") == "written again"


def test_the_form_of_a_dish_has_a_key_of_its_own_each_time(world):
    dish, leo = busy.lasagne(world.rossi, 30), world.client(world.leo)
    pages = [leo.get(f"/dishes/{dish.id}") for _ in range(3)]
    keys = {key for page in pages for key in KEY.findall(page.text)}
    assert len(keys) == 3 and not any("ETag" in page.headers for page in pages)
    for key in keys:
        leo.post("/cart/items", data={"dish": dish.id, "portions": 1, "key": key})
    assert sum(item.portions for item in CartItem.of(world.leo)) == 3


@pytest.mark.parametrize("change", ["name", "minutes", "diet", "description"])
def test_a_card_shows_what_has_changed_of_its_dish(world, change):
    dish, leo = busy.lasagne(world.rossi, 30), world.client(world.leo)
    before = leo.get("/menu").text
    new = {"name": "Timballo", "minutes": 77, "diet": ["vegan"], "description": "words"}[change]
    column = {"minutes": "prep_minutes"}.get(change, change)
    dish.revise(world.nonna, dish.mark(), dish.written(), **{column: new})
    after = leo.get("/menu").text
    shown = {"name": "Timballo", "minutes": "77 min", "diet": "Vegan", "description": ""}[change]
    assert shown in after and (change == "description" or shown not in before)


def test_a_card_shows_whom_it_is_for(world):
    walnuts = larder.ingredient(world.rossi, "Walnuts", allergens=["nuts"])
    larder.lot(walnuts, 10_000_000)
    larder.dish(world.rossi, "Walnut bread", {walnuts: 1000})
    nonna, leo = world.client(world.nonna).get("/menu").text, world.client(world.leo).get("/menu").text
    assert "not for Leo" in leo and "not for" not in nonna
    assert "not for Leo" in world.client(world.nonna).get(f"/menu?for={world.leo.id}").text
