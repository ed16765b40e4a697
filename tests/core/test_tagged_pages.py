"""A page is rendered once for the same reader of the same family's version, and never shown to another."""

from tests import larder
from tests.kitchen import busy


def test_an_unchanged_menu_is_not_sent_again_and_a_changed_one_is(world):
    dish = busy.lasagne(world.rossi, 3)
    leo = world.client(world.leo)
    first = leo.get("/menu")
    again = leo.get("/menu", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    dish.hide(world.nonna)
    changed = leo.get("/menu", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200 and dish.name not in changed.text


def test_each_reader_has_a_page_of_their_own(world):
    larder.dish(world.neri, "Secret soup")
    busy.lasagne(world.rossi, 3)
    pages = {who.name: world.client(who).get("/menu") for who in (world.leo, world.nonna, world.carla)}
    assert len({page.headers["ETag"] for page in pages.values()}) == 3
    assert "Secret soup" in pages["Carla"].text and "Secret soup" not in pages["Leo"].text
    assert "Leo" in pages["Leo"].text


def test_the_language_is_part_of_the_page(world):
    busy.lasagne(world.rossi, 3)
    leo = world.client(world.leo)
    english, german = leo.get("/menu"), leo.get("/menu?lang=de")
    assert 'lang="en"' in english.text and 'lang="de"' in german.text
