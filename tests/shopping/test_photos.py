"""A photo of a barcode: read off the loop, kept nowhere, and then dealt with like a typed number."""

import io
import json
import subprocess
import sys

import pytest
from PIL import Image

from familychef.core import files, uploads
from familychef.pantry.models import Barcode, PantryStock
from familychef.shopping import photo_views, photos
from tests.client import PARTIAL
from tests.families.papers import text
from tests.fixtures.storage import ROOT
from tests.menu.hostile_pictures import hostile
from tests.shopping.bars import photo

LITRE = 1_000_000
CODE, OTHER, SHORT = "4006381333931", "0036000291452", "96385074"
KEY = "0123456789abcdef"
LYING = Image.Exif()
LYING[0x0112] = 6


@pytest.fixture
def milk(world, foods):
    Barcode.learn(foods["milk"], CODE, world.pia, LITRE, "Alpine milk")
    return foods["milk"]


def send(client, content, to="pantry", key=KEY, **more):
    sent = {"photo": (io.BytesIO(content), "image.jpg"), "to": to, "key": key}
    return client.post("/scans/photos", data=sent, **more)


@pytest.mark.parametrize("content", [
    photo(CODE), photo(CODE, kind="PNG"), photo(CODE, kind="WEBP"), photo(CODE, turned=90), photo(CODE, turned=12),
    photo(CODE, size=(4000, 3000), quality=60), photo(CODE, CODE), photo(CODE, exif=LYING),
], ids=["jpeg", "png", "webp", "on its side", "tilted", "twelve megapixels", "twice the same", "turned by the phone"])
def test_a_known_pack_on_a_photo_comes_into_the_pantry(pia, milk, content):
    assert send(pia, content).location == "/scan?to=pantry"
    assert [lot.on_hand for lot in PantryStock.select()] == [LITRE]


@pytest.mark.parametrize("code", [OTHER, SHORT])
def test_an_unknown_one_is_asked_for_by_its_one_spelling(pia, foods, code):
    assert send(pia, photo(code), to="shopping").location == f"/barcodes/new?code={code}&to=shopping"


def test_the_same_photo_sent_again_counts_once(pia, milk):
    for _ in range(2):
        send(pia, photo(CODE))
    assert [lot.on_hand for lot in PantryStock.select()] == [LITRE]


def test_on_the_page_the_piece_is_fresh_and_can_be_undone(pia, milk):
    answer = send(pia, photo(CODE), headers=PARTIAL)
    assert answer.status_code == 200 and 'id="scan-photo"' in answer.text and "/reversal" in answer.text
    assert KEY not in answer.text


@pytest.mark.parametrize(("content", "words"), [
    (photo(), "No barcode could be read"), (photo(CODE, OTHER), "more than one barcode"),
    (b"", "Please choose a picture"), (b"<svg>", "not a picture"), (photo(CODE)[:3000], "not a picture"),
    (hostile()["wide bomb"], "not a picture"),
], ids=["no bars", "two packs", "nothing", "drawing", "cut short", "bomb"])
def test_what_cannot_be_read_is_said_beside_the_photo(pia, milk, content, words):
    for headers in ({}, PARTIAL):
        answer = send(pia, content, to="shopping", headers=headers)
        assert answer.status_code == 422 and words in text(answer) and 'id="field-photo-error"' in answer.text
        assert 'name="to" value="shopping"' in answer.text and 'id="field-code-error"' not in answer.text
    assert not PantryStock.select().exists()


def test_nothing_of_it_is_kept(pia, milk):
    send(pia, photo(CODE))
    assert not [path for path in files.root().parent.rglob("*") if path.suffix in (".webp", ".jpg", ".tmp")]


def test_it_is_read_in_the_lane_of_pictures(pia, milk, monkeypatch):
    lanes = []

    class Lane:
        def apart(self, function, *args):
            lanes.append(function)
            return function(*args)

    monkeypatch.setattr(uploads, "PICTURES", Lane())
    send(pia, photo(CODE))
    assert len(lanes) == 1


def test_without_the_extra_it_is_not_offered(pia, milk, monkeypatch):
    assert 'type="file"' in pia.get("/scan?to=pantry").text
    monkeypatch.setattr(photos, "find_spec", lambda _name: None)
    page = pia.get("/scan?to=pantry").text
    assert 'type="file"' not in page and 'name="code"' in page
    assert send(pia, photo(CODE)).status_code == 404 and photo_views.can_read() is False


def test_hostile_pictures_are_no_barcodes():
    run = subprocess.run(
        [sys.executable, "-m", "tests.shopping.photo_trial"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, f"{run.returncode}: {run.stderr[-2000:]}"
    found = json.loads(run.stdout)
    assert found["read"] + found["refused"] >= 90 and found["refused"] > 20 and not found["codes"], found
