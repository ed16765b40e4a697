"""A batch is used, counted, moved, opened and frozen from its own page; what is refused loses nothing."""

import datetime as dt

import pytest

from familychef.pantry.models import PantryStock
from tests import larder

DAY = dt.timedelta(days=1)
KEY = "0123456789abcdef"


@pytest.fixture
def flour(world):
    return larder.ingredient(world.rossi, "Flour", usual=100_000, pack=1_000_000)


@pytest.fixture
def bag(flour, world):
    return larder.lot(flour, 1_000_000, use_until=world.rossi.today() + DAY, date=world.rossi.today() + DAY)


@pytest.fixture
def pia(world):
    return world.client(world.pia)


def fresh(lot):
    return PantryStock.get_by_id(lot.id)


CHANGES = [
    ("uses", {"quantity": "300 g", "key": KEY}, {"on_hand": 700_000}),
    ("waste", {"quantity": "1 kg", "reason": "moths", "key": KEY}, {"on_hand": 0}),
    ("count", {"quantity": "650 g", "version": "1"}, {"on_hand": 650_000}),
    ("place", {"place": "cellar", "quantity": ""}, {"place": "cellar"}),
    ("date", {"date": "", "date_kind": "use_by", "version": "1"}, {"date": None, "date_kind": "use_by"}),
]


@pytest.mark.parametrize(("noun", "typed", "after"), CHANGES, ids=[noun for noun, *_ in CHANGES])
def test_a_batch_is_changed_as_typed(pia, flour, bag, noun, typed, after):
    page = pia.get(f"/pantry/batches/{bag.id}/{noun}")
    assert page.status_code == 200
    answer = pia.post(f"/pantry/batches/{bag.id}/{noun}", data=typed)
    assert answer.status_code == 303 and answer.location == f"/pantry/items/{flour.id}"
    lot = fresh(bag)
    assert {name: getattr(lot, name) for name in after} == after


@pytest.mark.parametrize("noun", ["opening", "freezing"])
def test_a_batch_is_opened_and_frozen_and_back(pia, bag, noun):
    back, column = {"opening": ("closing", "opened_on"), "freezing": ("thawing", "frozen_on")}[noun]
    assert pia.post(f"/pantry/batches/{bag.id}/{noun}", data={"quantity": ""}).status_code == 303
    assert getattr(fresh(bag), column)
    assert pia.get(f"/pantry/batches/{bag.id}/{back}").status_code == 200
    assert pia.post(f"/pantry/batches/{bag.id}/{back}").status_code == 303
    assert getattr(fresh(bag), column) is None


def test_an_old_form_is_a_conflict_that_keeps_what_was_typed(pia, world, flour, bag):
    fresh(bag).take(100_000, world.nonna)
    answer = pia.post(f"/pantry/batches/{bag.id}/count", data={"quantity": "655 g", "version": "1"})
    assert answer.status_code == 409
    assert "655 g" in answer.text and "900 g" in answer.text and "changed this meanwhile" in answer.text
    assert fresh(bag).on_hand == 900_000
    assert f'name="version" value="{fresh(bag).version}"' in answer.text


@pytest.mark.parametrize("version", ["", "old", "-1", "9" * 30])
def test_a_form_without_its_version_changes_nothing(pia, bag, version):
    answer = pia.post(f"/pantry/batches/{bag.id}/count", data={"quantity": "655 g", "version": version})
    assert answer.status_code == 422 and fresh(bag).on_hand == 1_000_000


def test_one_tap_that_is_refused_is_said_in_the_notices(pia, world, flour):
    old = larder.lot(flour, 1000, use_until=world.rossi.today() - DAY)
    answer = pia.htmx("POST", f"/pantry/batches/{old.id}/freezing")
    assert answer.status_code == 422 and "past its date" in answer.text and "notices" in answer.text
    assert answer.headers["HX-Reswap"] == "none"


def test_one_tap_answers_with_the_batch(pia, bag):
    answer = pia.htmx("POST", f"/pantry/batches/{bag.id}/opening")
    assert answer.status_code == 200 and f'id="{bag.dom_id}"' in answer.text and "opened today" in answer.text


def test_more_than_there_is_stays_in_the_form(pia, flour, bag):
    answer = pia.post(f"/pantry/batches/{bag.id}/uses", data={"quantity": "1100 g", "key": KEY})
    assert answer.status_code == 422 and "1100 g" in answer.text and "Only" in answer.text


@pytest.mark.parametrize(("noun", "more"), [("freezing", {}), ("opening", {}), ("place", {"place": "cellar"})])
def test_a_part_that_is_sent_twice_is_split_off_once(pia, bag, noun, more):
    for _ in range(2):
        pia.post(f"/pantry/batches/{bag.id}/{noun}", data={"quantity": "400 g", "key": KEY} | more)
    assert sorted(lot.on_hand for lot in PantryStock.select()) == [400_000, 600_000]
