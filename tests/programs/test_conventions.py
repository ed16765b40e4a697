"""What holds for every operation: seen states, what changed since, other sites, a form in part."""

import datetime as dt

import pytest

from familychef.core import clock
from familychef.core.db import write
from familychef.families.models import ApiAnswer
from tests import larder
from tests.programs.test_daily_loop import Program


@pytest.fixture
def nonna(world):
    return Program(world.client(None), world.nonna)


def when(at):
    return at.isoformat().replace("+", "%2B")


def test_if_match_keeps_who_saw_another_state_from_changing_it(world, nonna):
    dish = larder.dish(world.rossi, "Lasagne")
    seen = nonna.client.get(f"/api/v1/dishes/{dish.id}", headers=nonna.headers).headers["ETag"]
    off = {"json": {"published": False}, "headers": nonna.headers | {"If-Match": seen}}
    path = f"/api/v1/dishes/{dish.id}/publication"
    first, second = nonna.client.post(path, **off), nonna.client.post(path, **off)
    assert (first.status_code, second.status_code) == (200, 412), second.text
    assert second.json["status"] == 412 and nonna.get(f"/dishes/{dish.id}").json["published"] is False
    fresh = nonna.client.get(f"/api/v1/dishes/{dish.id}", headers=nonna.headers).headers["ETag"]
    back = {"json": {"published": True}, "headers": nonna.headers | {"If-Match": fresh}}
    assert nonna.client.post(path, **back).json["published"] is True


def test_if_match_on_the_one_thing_of_its_address(world):
    marta = Program(world.client(None), world.marta)
    seen = marta.client.get("/api/v1/family", headers=marta.headers).headers["ETag"]
    sent = {"json": {"name": "Bianchi"}, "headers": marta.headers | {"If-Match": seen}}
    first, second = (marta.client.patch("/api/v1/family", **sent) for _try in range(2))
    assert (first.status_code, second.status_code) == (200, 412) and first.json["name"] == "Bianchi"


def test_a_child_is_added_once(world):
    marta = Program(world.client(None), world.marta)
    child = {"name": "Ida", "pin": "7391", "language": "en", "colour": 3}
    first, again = marta.post("/members", key="ida", **child), marta.post("/members", key="ida", **child)
    assert first.status_code == 201, first.text
    assert again.json == first.json and again.headers["ETag"] == first.headers["ETag"]
    assert "7391" not in repr(list(ApiAnswer.select().tuples()))


def test_after_a_day_a_key_is_free_again(nonna):
    first = nonna.post("/timers", key="eggs", seconds=240).json
    with write():
        ApiAnswer.update(at=clock.now() - clock.minutes(24 * 60 + 1)).execute()
    other = nonna.post("/timers", key="eggs", seconds=300)
    assert other.status_code == 201 and other.json["id"] != first["id"]


def test_what_is_no_longer_used_can_be_found_and_used_again(world, nonna):
    milk = larder.ingredient(world.rossi, "Milk", "volume")
    assert nonna.post(f"/ingredients/{milk.id}/archive").json["archived"]
    assert nonna.get("/ingredients").json == []
    (found,) = nonna.get("/ingredients?archived=true").json
    assert found["id"] == milk.id and not nonna.post(f"/ingredients/{milk.id}/revival").json["archived"]


def test_if_match_where_there_is_no_one_thing_to_have_seen(nonna):
    answer = nonna.client.post("/api/v1/timers", json={"seconds": 60}, headers=nonna.headers | {"If-Match": '"x"'})
    assert answer.status_code == 412 and nonna.get("/timers").json == []


def test_what_did_not_change_is_not_sent_again(world, nonna):
    larder.dish(world.rossi, "Lasagne")
    first = nonna.client.get("/api/v1/dishes", headers=nonna.headers)
    known = nonna.headers | {"If-None-Match": first.headers["ETag"]}
    again = nonna.client.get("/api/v1/dishes", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    larder.dish(world.rossi, "Soup")
    assert nonna.client.get("/api/v1/dishes", headers=known).status_code == 200


def test_what_changed_since(world, nonna):
    old, new = larder.dish(world.rossi, "Lasagne"), larder.dish(world.rossi, "Soup")
    since = clock.now()
    new.hide(world.nonna)
    assert [each["id"] for each in nonna.get(f"/dishes?updated_since={when(since)}").json] == [new.id]
    assert nonna.get(f"/dishes?updated_since={when(clock.now() + clock.minutes(1))}").json == []
    with write():
        world.rossi.changed_rows(events_gone=1)
    long_ago = clock.now() - dt.timedelta(days=900)
    assert [each["id"] for each in nonna.get(f"/dishes?updated_since={when(long_ago)}").json] == [old.id, new.id]
    for since in ("yesterday", "0.5", "1e9"):
        assert nonna.get(f"/orders?updated_since={since}").status_code == 422, since


def test_seconds_are_no_date(world, nonna):
    milk = larder.ingredient(world.rossi, "Milk", "volume")
    path, lot = f"/ingredients/{milk.id}/lots", {"quantity": "1 l", "date_kind": "best_before", "place": "fridge"}
    for day in (1795219200, "1795219200"):
        refused = nonna.post(path, **lot, date=day)
        assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "date", refused.text
    assert nonna.post(path, **lot, date=f"{clock.now().date()}").status_code == 201


def test_an_order_has_changed_when_one_of_its_dishes_has(world, nonna):
    flour = larder.ingredient(world.rossi, "Flour")
    larder.lot(flour, 9_000_000)
    dish = larder.dish(world.rossi, "Bread", {flour: 1000})
    orders = []
    for key in ("first", "second"):
        nonna.post("/cart/items", dish=dish.id)
        orders.append(nonna.post("/orders", key=key).json)
        assert nonna.post(f"/orders/{orders[-1]['id']}/acceptance").status_code == 200
    since = clock.now()
    assert nonna.post(f"/order-items/{orders[0]['items'][0]['id']}/start").status_code == 200
    found = nonna.get(f"/orders?updated_since={when(since)}").json["items"]
    assert [each["id"] for each in found] == [orders[0]["id"]]


def test_what_is_not_sent_stays_as_it_is(world, nonna):
    milk = larder.ingredient(world.rossi, "Milk", "volume", threshold=500_000)
    path, headers = f"/api/v1/ingredients/{milk.id}", nonna.headers
    answer = nonna.client.patch(path, json={"threshold": "2 l"}, headers=headers)
    assert answer.status_code == 200, answer.text
    assert (answer.json["name"], answer.json["threshold"]["amount"]) == ("Milk", "2000")
    late = nonna.client.patch(path, json={"threshold": "1 l", "version": 0}, headers=headers)
    wrong = nonna.client.patch(path, json={"threshold": "a lot"}, headers=headers)
    assert late.status_code == 409 and wrong.status_code == 422 and wrong.json["errors"][0]["field"] == "threshold"
    assert nonna.get(f"/ingredients/{milk.id}").json["threshold"]["amount"] == "2000"


def test_the_same_key_with_other_words_is_refused(world, nonna):
    first = nonna.post("/timers", key="eggs", seconds=240)
    again, other = nonna.post("/timers", key="eggs", seconds=240), nonna.post("/timers", key="eggs", seconds=300)
    assert first.status_code == 201 and again.json == first.json and again.headers["Idempotent-Replayed"] == "true"
    assert other.status_code == 422 and len(nonna.get("/timers").json) == 1


def test_the_same_again_is_answered_whatever_happened_in_between(world, nonna):
    milk = larder.ingredient(world.rossi, "Milk", "volume", threshold=500_000)
    path = f"/api/v1/ingredients/{milk.id}"
    seen = nonna.client.get(path, headers=nonna.headers).headers["ETag"]
    sent = {"json": {"threshold": "2 l"}, "headers": nonna.headers | {"If-Match": seen, "Idempotency-Key": "more"}}
    first = nonna.client.patch(path, **sent)
    nonna.client.patch(path, json={"threshold": "1 l"}, headers=nonna.headers)
    again = nonna.client.patch(path, **sent)
    assert (first.status_code, again.status_code) == (200, 200), again.text
    assert again.json == first.json and again.headers["Idempotent-Replayed"] == "true"
    assert nonna.get(f"/ingredients/{milk.id}").json["threshold"]["amount"] == "1000"


def test_a_key_is_known_to_its_own_program_alone(world, nonna):
    other = Program(world.client(None), world.nonna)
    nonna.post("/timers", key="eggs", seconds=240)
    assert other.post("/timers", key="eggs", seconds=300).status_code == 201
    assert len(nonna.get("/timers").json) == 2


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb"])
@pytest.mark.parametrize(("path", "body"), [("/timers", {"seconds": 240}), ("/calendars", {"name": "The hall"})])
def test_a_key_that_can_not_be_kept_is_refused(nonna, path, body, key):
    headers = nonna.headers | {"Idempotency-Key": key}
    answer = nonna.client.post(f"/api/v1{path}", json=body, headers=headers)
    assert answer.status_code == 422 and "1 to 255" in answer.json["error"]
