"""An answer to an alert can be taken back, and what is thrown away says why."""

import re

import pytest

from familychef.core.events import Event
from familychef.pantry import jobs
from familychef.pantry.models import Alert, StockMove
from tests import larder
from tests.families.papers import text
from tests.pantry.test_alert_pages import DAY, alert, milk, pia, yoghurt  # noqa: F401

pytestmark = pytest.mark.usefixtures("noon")

UNDO = re.compile(r"/alerts/\d+/answers/\d+/reversal")


def undo_of(answer):
    (address,) = set(UNDO.findall(answer.text))
    return address


ANSWERS = [("deferral", {"days": "1"}), ("deferral", {"days": "7"}), ("dismissal", {"how": "fine"})]


@pytest.fixture(params=ANSWERS, ids=["tomorrow", "in-a-week", "fine"])
def answered(pia, request):  # noqa: F811
    """Pia has answered the alert about the yoghurt: the address that takes it back."""
    noun, form = request.param
    return undo_of(pia.htmx("POST", f"/alerts/{alert('expiring').id}/{noun}", data=form))


def test_an_answer_is_taken_back_and_it_is_shown_again(world, pia, answered):  # noqa: F811
    assert "Yoghurt" not in text(pia.get("/alerts"))
    for _twice in range(2):
        back = pia.htmx("POST", answered)
        assert back.status_code == 200 and "Taken back. Yoghurt is here again." in text(back)
    assert "Yoghurt" in text(pia.get("/alerts"))
    told = Event.get(Event.kind == "alert.taken_back")
    assert (told.actor_id, told.stale) == (world.pia.id, "alerts")
    jobs.tick()
    assert not Event.select().where(Event.kind == "alert.returned").exists()


def test_it_works_without_script(pia, answered):  # noqa: F811
    back = pia.post(answered)
    assert back.status_code == 303 and back.location == "/alerts"


def test_what_somebody_answered_since_stays(world, pia, answered):  # noqa: F811
    world.client(world.marta).post(f"/alerts/{alert('expiring').id}/deferral", data={"days": "3"})
    late = pia.htmx("POST", answered)
    assert late.status_code == 409 and "Somebody else has answered this meanwhile." in text(late)
    assert alert("expiring").snoozed_until and not alert("expiring").fine_at


def test_what_is_over_since_stays_over(world, pia, answered, yoghurt):  # noqa: F811
    yoghurt.take(450_000, by=world.marta)
    Alert.check(world.rossi)
    late = pia.htmx("POST", answered)
    assert late.status_code == 409 and "This is over already." in text(late)


def test_who_only_eats_takes_nothing_back(world, answered):
    assert world.client(world.leo).post(answered).status_code == 403
    assert world.client(world.carla).post(answered).status_code == 404


def test_the_same_answer_twice_is_one_answer(pia):  # noqa: F811
    first, second = (pia.htmx("POST", f"/alerts/{alert('out').id}/deferral", data={"days": "1"}) for _twice in "12")
    assert undo_of(first) == undo_of(second)
    assert Event.select().where(Event.kind == "alert.put_off").count() == 1


def test_what_is_fine_is_not_counted_as_put_off(pia):  # noqa: F811
    for noun, form in (("deferral", {"days": "1"}), ("dismissal", {"how": "fine"})):
        answer = pia.htmx("POST", f"/alerts/{alert('out').id}/{noun}", data=form)
    assert "put off" not in text(answer)


@pytest.mark.parametrize(
    ("days", "kind", "usual"), [(1, "expiring", "not eaten in time"), (-1, "expired", "past its date")])
def test_why_it_is_thrown_away_is_offered_and_one_tap_is_enough(world, days, kind, usual):
    food = larder.ingredient(world.rossi, "Yoghurt")
    larder.lot(food, 450_000, use_until=world.rossi.today() + days * DAY)
    Alert.check(world.rossi)
    pia = world.client(world.pia)  # noqa: F811
    assert f'name="reason" type="text" value="{usual}"' in pia.get("/alerts").text
    pia.htmx("POST", f"/alerts/{alert(kind).id}/dismissal", data={"how": "wasted"})
    assert StockMove.get(StockMove.reason == "waste").note == usual
    assert usual in text(pia.get("/pantry/waste"))


@pytest.mark.parametrize("typed", ["it fell down", ""])
def test_another_reason_is_kept_as_typed(pia, typed):  # noqa: F811
    pia.htmx("POST", f"/alerts/{alert('expiring').id}/dismissal", data={"how": "wasted", "reason": typed})
    assert StockMove.get(StockMove.reason == "waste").note == typed


def test_a_reason_that_is_too_long_comes_back_with_a_message_beside_it(pia):  # noqa: F811
    number, typed = alert("expiring").id, "it smelled " * 30
    answer = pia.htmx("POST", f"/alerts/{number}/dismissal", data={"how": "wasted", "reason": typed})
    assert answer.status_code == 422 and typed in answer.text
    assert f'id="reason-{number}-error"' in answer.text and f'id="why-{number}" open' in answer.text
    assert not StockMove.select().where(StockMove.reason == "waste").exists()
