"""The front end's files are joined, small, served for ever under their hash, and safe to cache."""

import gzip
import re

import pytest
from flask import Flask

from familychef.core.assets import Assets
from familychef.core.paths import data_dir

BUDGET = {"app.css": 14_000, "kds.css": 14_000, "first.js": 400, "app.js": 27_000, "wall.js": 29_000,
          "icons.svg": 6_000}


@pytest.fixture(scope="module")
def assets():
    return Assets(data_dir("static"))


@pytest.fixture
def client(assets):
    app = Flask("house", static_folder=None)
    assets.register(app)
    return app.test_client()


@pytest.mark.parametrize("name", BUDGET)
def test_a_joined_file_stays_in_its_budget(assets, name):
    assert assets.size(name) <= BUDGET[name]


def test_a_file_is_kept_by_browsers_for_a_year(assets, client):
    answer = client.get(assets.url("app.css"))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_browser_that_takes_gzip_gets_it(assets, client):
    plain = client.get(assets.url("app.js"))
    packed = client.get(assets.url("app.js"), headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip" and packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.data) == plain.data


def test_an_old_hash_or_a_path_is_not_there(client):
    assert client.get("/static/app.000000000000.css").status_code == 404
    assert client.get("/static/..%2f..%2fapp.py").status_code == 404


def test_every_address_in_a_sheet_leads_to_a_file(assets, client):
    sheet = client.get(assets.url("app.css")).text
    addresses = re.findall(r'url\("([^"]+)"\)', sheet)
    assert addresses
    assert all(client.get(address).status_code == 200 for address in addresses)


def test_htmx_and_its_stream_are_one_file_in_this_order(assets, client):
    script = client.get(assets.url("app.js")).text
    assert script.index("var htmx=") < script.index('registerExtension("sse"') < script.index("globalThis.fc")


def test_only_a_kitchen_display_carries_the_walls_script(assets, client):
    family, wall = (client.get(assets.url(name)).text for name in ("app.js", "wall.js"))
    assert "#tickets" in wall and "#tickets" not in family
    assert all("globalThis.fc =" in script for script in (family, wall))
    assert "fc-queue" in family and "fc-queue" not in wall
    carriers = [path.name for path in data_dir("templates").rglob("*.html") if "asset('wall.js')" in path.read_text()]
    assert carriers == ["kiosk.html"]


def test_the_dark_palette_reaches_those_who_chose_it_and_those_whose_system_did(assets, client):
    sheet = client.get(assets.url("app.css")).text
    by_choice = sheet.split(':root[data-theme="dark"] {\n')[-1].split("}")[0]
    by_system = sheet.split(':root:not([data-theme="light"]) {\n')[1].split("}")[0]
    assert by_choice.strip() == by_system.strip() != ""


def test_a_new_file_makes_a_new_build(assets, tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "vendor").mkdir()
    for name in ("htmx-1.min.js", "hx-sse-1.min.js", "swagger-ui-bundle-1.js", "swagger-ui-1.css"):
        (tmp_path / "vendor" / name).write_text("")
    first = Assets(tmp_path).build
    (tmp_path / "css" / "01-tokens.css").write_text("a { color: red }")
    assert Assets(tmp_path).build != first


def test_the_readers_sheet_asks_for_nothing_our_policy_refuses(assets, client):
    sheet = client.get(assets.url("reader.css")).text
    assert ".opblock" in sheet and "#reader" in sheet and "url(" not in sheet and "@import" not in sheet


def test_only_the_reader_of_the_api_carries_its_script():
    carriers = [path.name for path in data_dir("templates").rglob("*.html") if "swagger-ui" in path.read_text()]
    assert carriers == ["reader.html"]


def test_the_kitchen_sheet_is_plain_enough_for_old_tablets(assets, client):
    sheet = client.get(assets.url("kds.css")).text
    assert not re.search(r":has\(|@container|@layer|&|light-dark|color-mix", sheet)


def test_an_icon_is_silent_and_must_exist(assets):
    assert 'aria-hidden="true"' in assets.icon("plus")
    with pytest.raises(LookupError):
        assets.icon('x"><script>')


def test_every_icon_a_page_names_is_in_the_sprite(assets):
    pages = "\n".join(path.read_text("utf-8") for path in data_dir("templates").rglob("*.html"))
    named = set(re.findall(r"\bicon\([\"']([a-z0-9-]+)[\"']\)", pages))
    assert named - set(assets.icons) == set()
