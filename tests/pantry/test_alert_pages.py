"""The page of alerts says what wants something from somebody, and one tap answers it."""

import datetime as dt

import pytest
import time_machine

from familychef.core import clock
from familychef.core.events import Event
from familychef.pantry import jobs
from familychef.pantry.models import Alert, PantryStock, StockMove
from tests import larder
from tests.families.papers import text

DAY = dt.timedelta(days=1)


@pytest.fixture
def yoghurt(world):
    food = larder.ingredient(world.rossi, "Yoghurt", place="fridge")
    return larder.lot(food, 450_000, use_until=world.rossi.today() + DAY, date_kind="best_before", place="fridge")


@pytest.fixture
def milk(world):
    return larder.ingredient(world.rossi, "Milk", base="volume", threshold=500_000)


@pytest.fixture
def pia(world, yoghurt, milk):
    client = world.client(world.pia)
    Alert.check(world.rossi)
    return client


def alert(kind):
    return Alert.get(Alert.kind == kind)


def test_it_shows_the_most_pressing_first_with_its_reason(pia):
    page = text(pia.get("/alerts"))
    assert page.index("Yoghurt") < page.index("Milk")
    assert "tomorrow" in page and "450 g · Fridge" in page
    assert "none left" in page and "0 ml free, and you want to have 500 ml" in page


def test_what_was_eaten_is_taken_from_the_batch_and_the_alert_is_over(world, pia, yoghurt):
    for _twice in range(2):
        answer = pia.htmx("POST", f"/alerts/{alert('expiring').id}/dismissal", data={"how": "used"})
        assert answer.status_code == 200 and "Yoghurt: used up." in text(answer)
    move = StockMove.get(StockMove.reason == "cook")
    assert move.delta == -450_000 and PantryStock.get_by_id(yoghurt.id).on_hand == 0
    assert alert("expiring").resolved_at and Event.get(Event.kind == "alert.resolved").actor_id == world.pia.id


def test_what_was_thrown_away_is_waste_and_can_be_taken_back(pia, yoghurt):
    answer = pia.htmx("POST", f"/alerts/{alert('expiring').id}/dismissal", data={"how": "wasted"})
    move = StockMove.get(StockMove.reason == "waste")
    assert f"/pantry/changes/{move.id}/reversal" in answer.text and "Yoghurt" not in answer.text.split("</ul>")[0]
    pia.post(f"/pantry/changes/{move.id}/reversal")
    assert PantryStock.get_by_id(yoghurt.id).on_hand == 450_000


def test_what_is_fine_is_not_asked_about_again_until_it_is_over(world, pia, yoghurt):
    pia.htmx("POST", f"/alerts/{alert('expiring').id}/dismissal", data={"how": "fine"})
    Alert.check(world.rossi)
    assert "Yoghurt" not in text(pia.get("/alerts"))
    with time_machine.travel(clock.now() + 2 * DAY):
        Alert.check(world.rossi)
        assert "1 day past" in text(world.client(world.pia).get("/alerts"))


def test_a_use_by_date_is_not_a_matter_of_looking(world, pia, yoghurt):
    PantryStock.update(date_kind="use_by", use_until=world.rossi.today() - DAY).execute()
    Alert.check(world.rossi)
    page = pia.get("/alerts")
    assert "Still fine" not in page.text.split("Milk")[0]
    refused = pia.post(f"/alerts/{alert('expired').id}/dismissal", data={"how": "fine"})
    assert refused.status_code == 422 and alert("expired").fine_at is None


def test_what_is_put_off_comes_back_in_the_morning(world, pia):
    answer = pia.htmx("POST", f"/alerts/{alert('out').id}/deferral", data={"days": "1"})
    assert "Milk: tomorrow again." in text(answer) and "1 alert is put off." in text(answer)
    jobs.tick()
    assert alert("out").snoozed_until
    with time_machine.travel(alert("out").snoozed_until):
        jobs.tick()
        jobs.tick()
        assert alert("out").snoozed_until is None
    assert Event.select().where(Event.kind == "alert.returned").count() == 1


@pytest.mark.parametrize(("noun", "form"), [
    ("deferral", {"days": "0"}), ("deferral", {"days": "x"}), ("dismissal", {"how": "eaten"}), ("dismissal", {})])
def test_what_no_page_of_ours_sends_changes_nothing(pia, noun, form):
    before = list(Alert.select().dicts())
    assert pia.post(f"/alerts/{alert('out').id}/{noun}", data=form).status_code == 422
    assert list(Alert.select().dicts()) == before


@pytest.mark.parametrize(
    ("noun", "form"), [("deferral", {"days": "1"}), ("dismissal", {"how": "fine"}), ("dismissal", {"how": "wasted"})])
def test_what_is_over_meanwhile_is_said_and_nothing_is_done(pia, yoghurt, noun, form):
    stale = alert("expiring")
    PantryStock.update(use_until=None).execute()
    Alert.check(stale.family)
    answer = pia.post(f"/alerts/{stale.id}/{noun}", data=form)
    assert answer.status_code == 409 and "This is over already." in text(answer)
    assert PantryStock.get_by_id(yoghurt.id).on_hand == 450_000


def test_a_date_that_was_taken_away_a_moment_ago_breaks_no_page(pia):
    PantryStock.update(use_until=None).execute()
    assert "ends soon" in text(pia.get("/alerts"))


def test_what_was_taken_back_is_not_used_up_by_a_stale_page(pia, yoghurt):
    stale = alert("expiring")
    pia.post(f"/alerts/{stale.id}/dismissal", data={"how": "used"})
    pia.post(f"/pantry/changes/{StockMove.get(StockMove.reason == 'cook').id}/reversal")
    assert pia.post(f"/alerts/{stale.id}/dismissal", data={"how": "used"}).status_code == 409


def test_what_is_not_about_a_batch_cannot_be_eaten(pia):
    assert pia.post(f"/alerts/{alert('out').id}/dismissal", data={"how": "used"}).status_code == 422


def test_what_is_held_for_an_order_is_not_given_away(world, pia, yoghurt):
    PantryStock.update(held=100_000).execute()
    answer = pia.post(f"/alerts/{alert('expiring').id}/dismissal", data={"how": "wasted"})
    assert answer.status_code == 422 and "held for orders" in text(answer)
    assert PantryStock.get_by_id(yoghurt.id).on_hand == 450_000 and alert("expiring").resolved_at is None


def test_today_tells_the_shopper_how_many_there_are(world, pia):
    assert "2 things in the pantry need you" in text(pia.get("/"))
    assert "in the pantry" not in text(world.client(world.leo).get("/"))


def test_a_full_page_costs_no_more_queries_than_one_alert(world, pia, queries):
    with queries() as few:
        pia.get("/alerts")
    for number in range(20):
        larder.ingredient(world.rossi, f"Food {number}", threshold=1000)
    Alert.check(world.rossi)
    assert Alert.shown_of(world.rossi).count() == 22
    with queries() as many:
        pia.get("/alerts")
    assert len(many) == len(few)
