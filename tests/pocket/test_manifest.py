"""What a browser is told before it puts the house on a home screen, and what phones share with it."""

import io
import re

import pytest
from PIL import Image

ADDRESS = "/manifest.webmanifest"


def manifest(client, language="en"):
    answer = client.get(f"{ADDRESS}?lang={language}")
    assert answer.content_type == "application/manifest+json"
    return answer.json


def test_everybody_gets_it_also_without_a_cookie(world):
    told = manifest(world.client())
    assert told == manifest(world.client(world.leo))
    assert (told["id"], told["scope"], told["display"]) == ("/", "/", "standalone")
    assert "Rossi" not in str(told) and "Neri" not in str(told)


def test_every_page_names_it_in_the_readers_language(world):
    leo = world.client(world.leo)
    leo.post("/me/language", data={"language": "de"})
    for client in (leo, world.client()):
        assert f'<link rel="manifest" href="{ADDRESS}?lang=' in client.get("/", follow_redirects=True).text
    assert f'href="{ADDRESS}?lang=de"' in leo.get("/menu").text
    assert manifest(leo, "de")["description"] != manifest(leo)["description"]


def test_its_pictures_are_there_as_large_as_it_says(world):
    client, told = world.client(), manifest(world.client())
    for each in (*told["icons"], *told["screenshots"]):
        answer = client.get(each["src"])
        assert answer.content_type == each["type"]
        picture = Image.open(io.BytesIO(answer.data))
        assert "x".join(map(str, picture.size)) == each["sizes"]
    assert {each["purpose"] for each in told["icons"]} == {"any", "maskable"}


def test_its_addresses_open(world):
    leo, told = world.client(world.leo), manifest(world.client())
    for path in (told["start_url"], *(each["url"] for each in told["shortcuts"])):
        assert leo.get(path).status_code == 200


def test_what_a_phone_shares_stands_in_a_new_recipe(world):
    chef, target = world.client(world.marta), manifest(world.client())["share_target"]
    shared = {"title": "Pancakes", "text": "200 g flour\n\n2 eggs", "url": "https://example.org/pancakes?a=<b>"}
    page = chef.get(target["action"], query_string={target["params"][name]: text for name, text in shared.items()}).text
    assert "https://example.org/pancakes?a=&lt;b&gt;" in page
    assert all(f'value="{typed}"' in page for typed in ("Pancakes", "200 g flour", "2 eggs"))
    assert page.count('name="line"') == 2


def shared_with(world, **shared):
    """The new recipe's (name, description, lines, what waits in the box for pasting), and the page."""
    page = world.client(world.marta).get("/dishes/new", query_string=shared)
    assert page.status_code == 200
    name = re.search(r'id="field-name"[^>]*value="([^"]*)"', page.text)[1]
    told, rest = (re.search(rf'<textarea id="field-{field}".*?>(.*?)</textarea>', page.text, re.DOTALL)[1]
                  for field in ("description", "paste"))
    return (name, told, re.findall(r'name="line" value="([^"]*)"', page.text), rest), page.text


def test_of_a_long_text_no_line_is_lost(world):
    text = [f"{number} g wonderful flour of kind {number}" for number in range(1, 151)]
    (_name, _told, lines, rest), page = shared_with(world, text="\r\n".join(text))
    assert (lines, rest.split("\n")) == (text[:100], text[100:])
    assert '<details class="disclosure" id="paste" open>' in page and "error-summary" not in page


def test_what_is_cut_is_said(world):
    (_name, _told, lines, rest), page = shared_with(world, text="x\n" * 10_001)
    assert lines == ["x"] * 100 and rest.split("\n") == ["x"] * 9900
    assert "Please use at most 20000 characters." in page and len(page) < 900_000


def test_a_long_title_is_a_name_and_stays_whole_beside_it(world):
    title = "Nonna's " + "very " * 30 + "good soup"
    (name, told, _lines, _rest), _page = shared_with(world, title=title.replace("'", "’"))
    assert 70 < len(name) <= 80 and told == title.replace("'", "’")


def test_what_no_form_takes_is_left_out(world):
    shared = {"title": "Pan\x00cakes", "text": "2 eg\x00gs\u202e\r\nsalt", "url": "\x00"}
    (name, told, lines, _rest), page = shared_with(world, **shared)
    assert (name, told, lines) == ("Pancakes", "", ["2 eggs", "salt"])
    assert "\x00" not in page and "\u202e" not in page


@pytest.mark.parametrize("blank", ["", " \n", "\x00\u202e", "https://example.org/soup"])
def test_without_ingredients_there_are_lines_to_type_into(world, blank):
    (_name, told, lines, rest), _page = shared_with(world, text=blank)
    assert (lines, rest) == ([""] * 4, "") and told == (blank if "://" in blank else "")


def test_an_address_is_no_ingredient(world):
    here, there = "https://example.org/pancakes", "HTTP://example.org/2"
    (_name, told, lines, _rest), _page = shared_with(world, url=here, text=f"2 eggs\n {here} \n{there}\nsee {here}")
    assert (told, lines) == (f"{here}\n{there}", ["2 eggs", f"see {here}"])
    assert shared_with(world, url=f"{here}?{'z' * 9000}")[0][1] == f"{here}?{'z' * 9000}"
